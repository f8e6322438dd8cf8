"""The ASGI application: paths, error responses, startup and shutdown, and the middleware around them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from imrletters.errors import DataError, Problem, first_problems
from imrletters.service import api, review_page
from imrletters.service.middleware import RequestMiddleware
from imrletters.service.openapi import openapi_document
from imrletters.service.parameters import EXPECTED
from imrletters.service.problem_details import problem_response
from imrletters.service.state import ServiceState
from imrletters.service.worker_pool import ClientDisconnectedError, UnavailableError


def create_app(state: ServiceState, hosts: frozenset[str] | None = None) -> ASGIApp:
    """The application; it accepts requests for the ``hosts`` only, or for any host if that is None."""
    # without the documentation pages of FastAPI, which load scripts from other sites
    app = FastAPI(openapi_url=None, lifespan=_lifespan, redirect_slashes=False)
    app.state.service = state
    app.include_router(api.router)
    app.include_router(review_page.router)
    if state.followed:
        app.include_router(review_page.watching_router)
    app.mount("/page", review_page.FILES)
    document = openapi_document(app)

    async def openapi(_: Request) -> Response:
        return JSONResponse(document)

    app.add_route("/openapi.json", openapi)
    for error, respond in ERROR_RESPONSES.items():
        app.add_exception_handler(error, respond)
    return RequestMiddleware(app, hosts)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    state: ServiceState = app.state.service
    watching = asyncio.create_task(state.watch_files())
    try:
        yield
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
    finally:
        state.pool.close()


async def _data_error(request: Request, error: Exception) -> Response:
    problems = error.problems if isinstance(error, DataError) else ()
    return problem_response(request, HTTPStatus.UNPROCESSABLE_ENTITY, str(error), problems)


async def _query_error(request: Request, error: Exception) -> Response:
    errors = error.errors() if isinstance(error, RequestValidationError) else ()
    problems = first_problems([Problem(_parameter_message(each["loc"][-1], each.get("input"))) for each in errors])
    return problem_response(request, HTTPStatus.BAD_REQUEST, "\n".join(map(str, problems)), problems)


def _parameter_message(name: str, value: object) -> str:
    if name not in EXPECTED:
        return f"{name!r} is not a parameter of this path"
    return f"{name}: got {value!r}; expected {EXPECTED[name]}"


async def _http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    return problem_response(request, error.status_code, error.detail, headers=dict(error.headers or {}))


async def _unavailable(request: Request, error: Exception) -> Response:
    return problem_response(request, HTTPStatus.SERVICE_UNAVAILABLE, str(error), headers={"Retry-After": "1"})


async def _internal_error(request: Request, _: Exception) -> Response:
    detail = "internal error; the log states its place under this request id"
    return problem_response(request, HTTPStatus.INTERNAL_SERVER_ERROR, detail)


async def _disconnected(_: Request, __: Exception) -> Response:
    return Response(status_code=HTTPStatus.NO_CONTENT)  # required by ASGI, although no client receives it


ERROR_RESPONSES = {
    DataError: _data_error,
    RequestValidationError: _query_error,
    HTTPException: _http_error,
    UnavailableError: _unavailable,
    ClientDisconnectedError: _disconnected,
    Exception: _internal_error,
}
