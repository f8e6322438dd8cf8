"""The HTTP protocol of the server, with limits for clients that send or read slowly, and safe headers on every answer.

The classes override parts of uvicorn and h11 that uvicorn does not document: ``H11Protocol`` with its attributes
``app``, ``conn``, ``connections``, ``cycle``, ``transport`` and its method ``send_400_response``. Therefore uvicorn is
pinned to the versions with which tests/service/test_protocol.py passed.
"""

import asyncio
from functools import partial
from typing import Any
from uuid import uuid4

import h11
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from imrletters.service.problem_details import MEDIA_TYPE, error_document
from imrletters.service.safe_headers import DEFAULT_HEADERS

MAX_CHUNKS = 10_000
"""The number of chunks of a body: each costs as much time as a small request."""
CANNOT_RESPOND = (h11.DONE, h11.MUST_CLOSE, h11.CLOSED, h11.ERROR, h11.SEND_BODY)


class BoundedConnection(h11.Connection):
    """Reads requests; rejects those with many chunks, and those whose length is stated in two ways."""

    def __init__(self, max_header_bytes: int | None) -> None:
        super().__init__(h11.SERVER, *([] if max_header_bytes is None else [max_header_bytes]))
        self.chunks = 0

    def next_event(self) -> Any:
        """The next event. Raises RemoteProtocolError."""
        event = super().next_event()
        if isinstance(event, h11.Request):
            self.chunks = 0
            if {b"content-length", b"transfer-encoding"} <= {name.lower() for name, _ in event.headers}:
                raise h11.RemoteProtocolError("both Content-Length and Transfer-Encoding")
        elif isinstance(event, h11.Data) and event.chunk_start:
            self.chunks += 1
            if self.chunks > MAX_CHUNKS:
                raise h11.RemoteProtocolError("too many chunks")
        return event


class BoundedProtocol(H11Protocol):
    """One connection. A request must arrive, and a response must be received, within ``seconds`` each.

    When there are ``max_connections``, a further one replaces the one that has waited longest for the rest of its
    request. If there is none, it gets status 503.
    """

    seconds = 20
    max_connections = 4096

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.app = partial(respond_always, self.app)
        self.conn = BoundedConnection(self.config.h11_max_incomplete_event_size)
        self.receiving: asyncio.TimerHandle | None = None
        self.sending: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Starts the time limit; replaces another connection if there are too many."""
        super().connection_made(transport)
        # at 0, the methods below are called whenever bytes wait for a slow reader
        transport.set_write_buffer_limits(high=0)
        if len(self.connections) > self.max_connections:
            incomplete = [each for each in self.connections if isinstance(each, BoundedProtocol) and each.receiving]
            if not incomplete:
                self._respond(503, "there are too many connections; try again")
                return
            min(incomplete, key=lambda each: each.receiving.when()).transport.abort()  # type: ignore[union-attr]
        self._watch_request()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stops the time limits."""
        for timer in (self.receiving, self.sending):
            if timer is not None:
                timer.cancel()
        self.receiving = self.sending = None
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Reads a part of a request."""
        super().data_received(data)
        self._watch_request()

    def pause_writing(self) -> None:
        """Starts the time limit of a response that the client does not read."""
        super().pause_writing()
        if self.sending is None:
            self.sending = self.loop.call_later(self.seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """Stops the time limit of a response that the client has read."""
        if self.sending is not None:
            self.sending.cancel()
            self.sending = None
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """The response to bytes that are not a valid request."""
        self._respond(400, msg)

    def _watch_request(self) -> None:
        """Starts the time limit of a request that is not complete, and stops it when the request is complete."""
        waits = self.conn.their_state in (h11.IDLE, h11.SEND_BODY) and not self.transport.is_closing()
        if waits and self.timeout_keep_alive_task is None:
            if self.receiving is None:
                self.receiving = self.loop.call_later(self.seconds, self._request_is_late)
        elif self.receiving is not None:
            self.receiving.cancel()
            self.receiving = None

    def _request_is_late(self) -> None:
        self.receiving = None
        if self.conn.their_state is h11.SEND_BODY and self.conn.our_state is h11.SEND_RESPONSE:
            # the application has the same time limit for a body that it reads, and responds
            self.receiving = self.loop.call_later(self.seconds, self.transport.abort)
        else:
            self._respond(408, f"the request did not arrive within {self.seconds} seconds")

    def _respond(self, status: int, detail: str) -> None:
        """Sends an error and closes the connection; closes it without one if a response has already begun."""
        if self.conn.our_state in CANNOT_RESPOND:
            self.transport.abort()
            return
        headers, body = _error(status, detail, uuid4().hex)
        for event in (
            h11.Response(status_code=status, headers=headers),
            h11.Data(data=body),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()


async def respond_always(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Runs the application; if it fails or ends before it begins a response, the response is a 500.

    Otherwise uvicorn would respond, without the safe headers. The application logs its errors itself.
    """
    has_begun = False

    async def send_noting(message: Message) -> None:
        nonlocal has_begun
        has_begun = True
        await send(message)

    try:
        await app(scope, receive, send_noting)
    finally:  # also if the request is cancelled, because the service ends
        if scope["type"] == "http" and not has_begun:
            request_id = scope.get("state", {}).get("id") or uuid4().hex
            headers, body = _error(500, "internal error", request_id)
            await send({"type": "http.response.start", "status": 500, "headers": headers})
            await send({"type": "http.response.body", "body": body})


def _error(status: int, detail: str, request_id: str) -> tuple[list[tuple[bytes, bytes]], bytes]:
    """The headers and the body of an error response after which the connection is closed."""
    body = error_document(status, detail, request_id).encode()
    headers = {
        **DEFAULT_HEADERS,
        "X-Request-ID": request_id,
        "Content-Type": MEDIA_TYPE,
        "Content-Length": str(len(body)),
        "Connection": "close",
    }
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()], body
