"""Serves the review page: its files, how it is set up, and the case file that it follows."""

import asyncio
from collections.abc import AsyncIterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.staticfiles import StaticFiles

from imrletters.errors import ResourceError
from imrletters.resources import PACKAGE
from imrletters.service.reading import JSON
from imrletters.service.state import service_of

FOLDER = PACKAGE / "service" / "page"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-cache",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

settings = APIRouter(include_in_schema=False)
following = APIRouter(include_in_schema=False)
"""Only there where a file is followed."""


def require_libraries() -> None:
    """Raises ResourceError where the libraries of the page were never put beside it (tools/vendor_page.py does)."""
    if not (FOLDER / "vendor").is_dir():
        raise ResourceError("the libraries of the review page are missing; install imrletters again")


class PageFiles(StaticFiles):
    """The files of the page: they hold no case, so a browser may keep them, and asks whether they are the same."""

    def file_response(self, *arguments: Any, **named: Any) -> Response:
        """The answer with a file."""
        answer = super().file_response(*arguments, **named)
        answer.headers.update(HEADERS)
        return answer


FILES = PageFiles(directory=FOLDER)


@settings.get("/")
async def page(request: Request) -> Response:
    """The page."""
    return await FILES.get_response("index.html", request.scope)


@settings.get("/page/settings.json")
async def page_settings(request: Request) -> dict[str, bool | str | None]:
    """Whether the page may keep the case in the browser, and the name of the file that it follows."""
    service = service_of(request)
    return {
        "storage": service.browser_storage,
        "follows": service.followed.case.name if service.followed else None,
    }


@following.get("/page/followed")
async def followed(request: Request) -> Response:
    """The file that is followed, as it is now."""
    service = service_of(request)
    most = service.workers.limits.body * 1_000_000
    if service.followed and (data := await asyncio.to_thread(_content, service.followed.case, most)):
        return Response(data, media_type=JSON)
    raise HTTPException(HTTPStatus.NOT_FOUND, "the file cannot be read now")


def _content(path: Path, most: int) -> bytes:
    """What is in a file of no more than ``most`` bytes; nothing if there is none, as while an editor writes it."""
    try:
        return path.read_bytes() if path.is_file() and path.stat().st_size <= most else b""
    except OSError:
        return b""


@following.get("/page/changes", response_class=EventSourceResponse)
async def changes(request: Request) -> AsyncIterator[ServerSentEvent]:
    """Tells ``case`` and ``templates`` as they change on the disk."""
    service = service_of(request)
    if service.followed:
        async for what in service.followed.news(service.workers.stopping):
            yield ServerSentEvent(raw_data="", event=what) if what else ServerSentEvent(comment="still here")
