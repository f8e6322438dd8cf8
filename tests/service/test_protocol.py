"""The limits of the HTTP protocol: slow clients, many connections, and invalid requests."""

import asyncio
import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.server import ServerState

from imrletters.service.middleware import RequestMiddleware
from imrletters.service.protocol import MAX_CHUNKS, BoundedProtocol
from imrletters.service.safe_headers import DEFAULT_HEADERS
from tests.service.running_service import EXAMPLE, JSON, LETTER, RunningService, running_service

pytestmark = pytest.mark.long
HEAD = b"POST /v1/letters HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """A service with a time limit of one second."""
    with running_service(tmp_path_factory.mktemp("quick"), "--workers", "1", "--time-limit", "1") as started:
        yield started


def connected(running: RunningService) -> socket.socket:
    address = urlsplit(running.url)
    return socket.create_connection((str(address.hostname), int(address.port or 0)), timeout=20)


def answer(connection: socket.socket) -> tuple[int, dict[str, str], str]:
    """The status, the headers and the body of a response after which the server closes the connection."""
    data = b""
    while more := connection.recv(1 << 16):
        data += more
    head, _, body = data.decode().partition("\r\n\r\n")
    first, *lines = head.split("\r\n")
    return int(first.split()[1]), {n.lower(): v for n, _, v in (line.partition(": ") for line in lines)}, body


def is_closed(connection: socket.socket) -> bool:
    """Whether the server has closed a connection on which it sent nothing."""
    connection.settimeout(0.5)
    try:
        return not connection.recv(1)
    except ConnectionError:
        return True
    except TimeoutError:
        return False


def assert_safe(headers: dict[str, str]) -> None:
    assert {name: headers.get(name.lower()) for name in DEFAULT_HEADERS} == DEFAULT_HEADERS


@pytest.mark.parametrize(
    "request_",
    [
        b"\0\0\0\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        HEAD + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        HEAD + b"X: " + b"x" * 100_000,
    ],
    ids=["bytes", "no host", "two lengths", "chunk", "lengths", "headers"],
)
def test_an_invalid_request_is_a_400_with_safe_headers(quick: RunningService, request_: bytes) -> None:
    with connected(quick) as connection:
        connection.sendall(request_)
        status, headers, body = answer(connection)
    assert (status, json.loads(body)["status"], headers["content-type"]) == (400, 400, "application/problem+json")
    assert_safe(headers)


def test_a_body_in_very_many_chunks_is_rejected(quick: RunningService) -> None:
    with connected(quick) as connection:
        connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\n \r\n" * (MAX_CHUNKS + 1))
        assert answer(connection)[0] == 400
    with connected(quick) as connection:
        chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in EXAMPLE.encode()[: MAX_CHUNKS - 1])
        connection.sendall(HEAD + b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + b"0\r\n\r\n")
        assert answer(connection)[0] == 200


@pytest.mark.parametrize("part", [b"", b"POST /v1/let", HEAD], ids=["nothing", "line", "headers"])
def test_headers_must_arrive_in_time_even_if_they_trickle(quick: RunningService, part: bytes) -> None:
    began = time.monotonic()
    with connected(quick) as connection:
        connection.sendall(part)
        for byte in b"X-A: b"[:4]:
            time.sleep(0.2)
            connection.sendall(bytes([byte])) if part else None
        status, headers, _ = answer(connection)
    assert status == 408
    assert 0.9 < time.monotonic() - began < 5
    assert_safe(headers)


def test_a_second_request_has_the_same_time_limit(quick: RunningService) -> None:
    with connected(quick) as connection:
        connection.sendall(b"GET /v1/schema HTTP/1.1\r\nHost: localhost\r\n\r\nGET /v1/schema HTTP/1.1\r\n")
        time.sleep(0.3)
        connection.sendall(b"Host: local")
        assert answer(connection)[0] == 200


def test_a_body_that_is_too_large_is_rejected_before_it_is_sent(quick: RunningService) -> None:
    began = time.monotonic()
    with connected(quick) as connection:
        connection.sendall(HEAD + b"Content-Length: 999999999\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 413 ")
        assert time.monotonic() - began < 1
        with suppress(ConnectionError):  # the rest is not read for ever
            while time.monotonic() - began < 15:
                connection.sendall(b" ")
                time.sleep(0.1)
        assert time.monotonic() - began < 15


def test_half_bodies_do_not_keep_others_out(quick: RunningService) -> None:
    with ExitStack() as opened:
        for _ in range(300):
            opened.enter_context(connected(quick)).sendall(HEAD + b"Content-Length: 9\r\n\r\n{")
        response = httpx.post(f"{quick.url}v1/letters", content=EXAMPLE, headers=JSON, timeout=20)
    assert (response.status_code, response.content) == (200, LETTER)


def test_a_client_that_does_not_read_is_disconnected() -> None:
    """A protocol whose transport never becomes empty."""

    async def responses() -> int:
        server_side: list[BoundedProtocol] = []
        loop = asyncio.get_running_loop()

        class Protocol(BoundedProtocol):
            seconds = 1

        def make() -> BoundedProtocol:
            async def large(_scope: Scope, _receive: Receive, send: Send) -> None:
                await send({"type": "http.response.start", "status": 200, "headers": []})
                await send({"type": "http.response.body", "body": bytes(50_000_000)})

            config = uvicorn.Config(large, ws="none", lifespan="off", log_config=None)
            server_side.append(Protocol(config, ServerState(), {}))
            return server_side[-1]

        server = await loop.create_server(make, "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname(), limit=1)
        writer.write(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        began = time.monotonic()
        while not server_side or not server_side[0].transport.is_closing():
            await asyncio.sleep(0.05)
            assert time.monotonic() - began < 10
        await asyncio.sleep(0.1)
        writer.close()
        server.close()
        assert reader is not None
        return len(server_side[0].connections)

    assert asyncio.run(responses()) == 0


async def failing(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise RuntimeError(EXAMPLE)


async def silent(_scope: Scope, _receive: Receive, _send: Send) -> None:
    """An application that does not respond."""


async def cancelled(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise asyncio.CancelledError


@pytest.mark.parametrize("app", [failing, silent, cancelled, RequestMiddleware(failing, None)])
def test_the_response_to_an_error_that_no_application_handles_has_safe_headers(app: ASGIApp) -> None:
    async def response() -> tuple[int, dict[str, str], str]:
        config = uvicorn.Config(app, ws="none", lifespan="off", log_config=None)
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: BoundedProtocol(config, ServerState(), {}), "127.0.0.1", 0)
        with socket.create_connection(server.sockets[0].getsockname(), timeout=20) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            received = await loop.run_in_executor(None, answer, connection)
        server.close()
        return received

    status, headers, body = asyncio.run(response())
    details = json.loads(body)
    assert (status, details["status"], headers["content-type"]) == (500, 500, "application/problem+json")
    assert details["request_id"] == headers["x-request-id"]
    assert "CM16" not in body
    assert_safe(headers)


def test_the_oldest_incomplete_request_ends_when_there_are_too_many_connections(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import resource\nresource.setrlimit(resource.RLIMIT_NOFILE, (80, 80))\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with running_service(tmp_path, "--workers", "1") as running, ExitStack() as opened:
        halves = [opened.enter_context(connected(running)) for _ in range(60)]
        for each in halves:
            each.sendall(HEAD + b"X-Half: ")
        response = httpx.post(f"{running.url}v1/letters", content=EXAMPLE, headers=JSON, timeout=20)
        assert (response.status_code, response.content) == (200, LETTER)
        assert is_closed(halves[0])
        assert not is_closed(halves[-1])


def test_a_response_is_bounded_like_a_request(quick: RunningService) -> None:
    many = "&".join(f"p{number}" for number in range(2500))
    response = httpx.get(f"{quick.url}v1/schema?{many}")
    assert response.status_code == 400
    assert response.json()["problems"][-1]["message"].endswith(" more problems")
    assert len(response.content) < 400_000
    long = httpx.post(f"{quick.url}v1/letters", content='{"%s": 1}' % ("x" * 3_000_000), headers=JSON, timeout=20)
    assert (long.status_code, len(long.content) < 20_000) == (422, True)
