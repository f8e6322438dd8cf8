"""Puts the service together: its paths, what is said where they have no answer, and the guard before all of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from imrletters.errors import DataError, Problem
from imrletters.service import api, page
from imrletters.service.api import EXPECTED
from imrletters.service.documentation import document
from imrletters.service.guard import Guard
from imrletters.service.refusal import refusal
from imrletters.service.state import Service
from imrletters.service.workers import BusyError, GoneError


def create_app(service: Service, hosts: frozenset[str] | None = None) -> ASGIApp:
    """The application of a service, which may be called by the names ``hosts`` only, or by any if that is None."""
    # without the pages that FastAPI would make of its document: they come from other addresses
    app = FastAPI(openapi_url=None, lifespan=_life, redirect_slashes=False)
    app.state.service = service
    app.include_router(api.router)
    app.include_router(page.settings)
    if service.followed:
        app.include_router(page.following)
    app.mount("/page", page.FILES)
    described = document(app)

    async def openapi(_: Request) -> Response:
        return JSONResponse(described)

    app.add_route("/openapi.json", openapi)
    for kind, answer in ANSWERS.items():
        app.add_exception_handler(kind, answer)
    return Guard(app, hosts)


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    service: Service = app.state.service
    watching = asyncio.create_task(service.follow())
    try:
        yield
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
    finally:
        service.workers.close()


async def _of_data(request: Request, error: Exception) -> Response:
    problems = error.problems if isinstance(error, DataError) else ()
    return refusal(request, HTTPStatus.UNPROCESSABLE_ENTITY, str(error), problems)


async def _of_query(request: Request, error: Exception) -> Response:
    faults = error.errors() if isinstance(error, RequestValidationError) else ()
    problems = tuple(Problem(_of_parameter(fault["loc"][-1], fault.get("input"))) for fault in faults)
    return refusal(request, HTTPStatus.BAD_REQUEST, "\n".join(map(str, problems)), problems)


def _of_parameter(name: str, got: object) -> str:
    return f"{name}: got {got!r}; expected {EXPECTED[name]}" if name in EXPECTED else f"{name!r} is unknown here"


async def _of_protocol(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    return refusal(request, error.status_code, error.detail, headers=dict(error.headers or {}))


async def _busy(request: Request, _: Exception) -> Response:
    said = "as many requests wait as may; try again"
    return refusal(request, HTTPStatus.SERVICE_UNAVAILABLE, said, headers={"Retry-After": "1"})


async def _unforeseen(request: Request, _: Exception) -> Response:
    return refusal(request, HTTPStatus.INTERNAL_SERVER_ERROR, "this should not happen; the log says where it did")


async def _gone(_: Request, __: Exception) -> Response:
    return Response(status_code=HTTPStatus.NO_CONTENT)  # nobody will read it


ANSWERS = {
    DataError: _of_data,
    RequestValidationError: _of_query,
    HTTPException: _of_protocol,
    BusyError: _busy,
    GoneError: _gone,
    Exception: _unforeseen,
}
