"""The ASGI middleware around the application: host checks, safe headers, one log line for each request."""

import logging
import time
import traceback
from http import HTTPStatus
from pathlib import Path
from uuid import uuid4

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from imrletters.service.problem_details import problem_response
from imrletters.service.safe_headers import DEFAULT_HEADERS

LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")
logger = logging.getLogger("imrletters.service")


class RequestMiddleware:
    """Wraps the application; ``hosts`` are the allowed Host headers without port, or None for any."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str] | None) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Responds to a request and logs it, without anything that the client sent."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        request.state.id = uuid4().hex
        started, status, size = time.perf_counter(), 0, 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-ID"] = request.state.id
                for name, value in DEFAULT_HEADERS.items():
                    headers.setdefault(name, value)
            size += len(message.get("body", b""))
            await send(message)

        try:
            app = self._rejection(request) or self.app
            await app(scope, receive, send_with_headers)
        except ClientDisconnect:
            logger.info("%s the client disconnected", request.state.id)
        except Exception as error:  # noqa: BLE001 - only its type and place are logged: its message may contain text of a case
            logger.error("%s %s at %s", request.state.id, type(error).__name__, _places(error))  # noqa: TRY400 - as may its traceback
        finally:
            milliseconds = round((time.perf_counter() - started) * 1000)
            route = getattr(scope.get("route"), "path", "-")  # the requested path may contain any text
            method = request.method if request.method in METHODS else "-"
            logger.info("%s %s %s %s %d ms %d bytes", request.state.id, method, route, status, milliseconds, size)

    def _rejection(self, request: Request) -> ASGIApp | None:
        """The error response to a request for another host or from another site."""
        host = request.headers.get("host", "").rpartition(":")
        name = host[0] if host[1] and host[2].isdecimal() else "".join(host)
        if self.hosts is not None and name.lower() not in self.hosts:
            # DNS rebinding: a page of another site can resolve its own name to this address
            return problem_response(
                request, HTTPStatus.MISDIRECTED_REQUEST, "the Host header does not name this service"
            )
        if request.method == "POST" and request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return problem_response(request, HTTPStatus.FORBIDDEN, "requests from pages of other sites are not allowed")
        return None


def _places(error: BaseException) -> str:
    """The file names and lines of the innermost frames of a traceback, without any values."""
    frames = traceback.extract_tb(error.__traceback__)[-5:]
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
