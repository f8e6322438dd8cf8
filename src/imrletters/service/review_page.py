"""Serves the review page: its files, its settings, and the case file that it watches."""

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
from imrletters.service.media_types import JSON
from imrletters.service.state import service_state

FOLDER = PACKAGE / "service" / "page"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        "connect-src 'self'; worker-src 'self'; frame-src blob:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-cache",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

router = APIRouter(include_in_schema=False)
watching_router = APIRouter(include_in_schema=False)
"""Included only if the service watches a file."""


def require_libraries() -> None:
    """Raises ResourceError if the JavaScript libraries of the page are missing (tools/vendor_page.py adds them)."""
    if not (FOLDER / "vendor").is_dir():
        raise ResourceError(
            "the libraries of the review page are missing; reinstall imrletters (in a checkout: make page)"
        )


class PageFiles(StaticFiles):
    """The static files of the page. They contain no case, so browsers may store them and revalidate them."""

    def file_response(self, *arguments: Any, **named: Any) -> Response:
        """The response with a file and the headers of the page."""
        response = super().file_response(*arguments, **named)
        response.headers.update(HEADERS)
        return response


FILES = PageFiles(directory=FOLDER)


@router.get("/")
async def index(request: Request) -> Response:
    """The review page."""
    return await FILES.get_response("index.html", request.scope)


@router.get("/page/settings.json")
async def settings(request: Request) -> dict[str, bool | str | None]:
    """Whether the page may store the case in the browser, the name of the watched file, and the preview's engine."""
    state = service_state(request)
    return {
        "storage": state.browser_storage,
        "follows": state.followed.name if state.followed else None,
        "preview_engine": state.preview_engine(),
    }


@watching_router.get("/page/followed")
async def watched_file(request: Request) -> Response:
    """The current content of the watched file."""
    state = service_state(request)
    if state.followed and (data := await asyncio.to_thread(_content, state.followed, state.pool.limits.body_bytes)):
        return Response(data, media_type=JSON)
    raise HTTPException(HTTPStatus.NOT_FOUND, "the watched file cannot be read")


def _content(path: Path, max_bytes: int) -> bytes:
    """The content of a regular file of at most ``max_bytes``; empty if there is none, as while an editor writes it."""
    try:
        return path.read_bytes() if path.is_file() and path.stat().st_size <= max_bytes else b""
    except OSError:
        return b""


@watching_router.get("/page/changes", response_class=EventSourceResponse)
async def changes(request: Request) -> AsyncIterator[ServerSentEvent]:
    """Server-sent events named ``case`` or ``templates`` for changes on disk."""
    state = service_state(request)
    if state.watched:
        async for kind in state.watched.changes(state.pool.is_stopping):
            yield ServerSentEvent(raw_data="", event=kind) if kind else ServerSentEvent(comment="keep-alive")
