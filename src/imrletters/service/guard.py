"""The door of the service: names and logs every request, and makes every answer safe, whatever happens inside."""

import logging
import time
import traceback
from http import HTTPStatus
from pathlib import Path
from uuid import uuid4

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from imrletters.service.refusal import refusal

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""What every answer says, unless it says otherwise itself."""
logger = logging.getLogger("imrletters.service")


class Guard:
    """Stands before the application; ``hosts`` are the names by which it may be called, any if None."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str] | None) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, and logs it without a word of what it holds."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        request.state.id = uuid4().hex
        began, status, size = time.perf_counter(), 0, 0

        async def answer(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-ID"] = request.state.id
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            size += len(message.get("body", b""))
            await send(message)

        try:
            app = self._refusal(request) or self.app
            await app(scope, receive, answer)
        except ClientDisconnect:
            logger.info("%s the client is gone", request.state.id)
        except Exception as error:  # noqa: BLE001 - nothing but this line is said of it, for its message may hold a case
            logger.error("%s %s at %s", request.state.id, type(error).__name__, _places(error))  # noqa: TRY400 - nor its trace
        finally:
            took = round((time.perf_counter() - began) * 1000)
            route = getattr(scope.get("route"), "path", "-")  # the path as it came in may say anything
            logger.info("%s %s %s %s %d ms %d bytes", request.state.id, _method(request), route, status, took, size)

    def _refusal(self, request: Request) -> ASGIApp | None:
        """The answer to a request that is not let in."""
        host = request.headers.get("host", "").rpartition(":")
        name = host[0] if host[1] and host[2].isdecimal() else "".join(host)
        if self.hosts is not None and name.lower() not in self.hosts:
            # a page elsewhere may have its name lead here
            return refusal(request, HTTPStatus.MISDIRECTED_REQUEST, "this service is not called by that name")
        if request.method == "POST" and request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return refusal(request, HTTPStatus.FORBIDDEN, "a page of another site may ask nothing here")
        return None


def _method(request: Request) -> str:
    return request.method if request.method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH") else "-"


def _places(error: BaseException) -> str:
    """Where an error came from: the frames of its trace, without what they held."""
    frames = traceback.extract_tb(error.__traceback__)[-5:]
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
