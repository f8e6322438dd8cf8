"""Runs the application on a socket until a signal ends it."""

import ipaddress
import logging
import socket
from collections.abc import Iterable
from contextlib import suppress

import uvicorn

from imrletters.service.app import create_app
from imrletters.service.middleware import LOOPBACK_HOSTS
from imrletters.service.protocol import BoundedProtocol
from imrletters.service.state import ServiceState

try:
    import resource
except ImportError:  # on Windows
    resource = None  # type: ignore[assignment]

BACKLOG = 64
SHUTDOWN_MARGIN = 5
"""Seconds that running requests have on shutdown, besides the time limit of their work."""
MAX_CONNECTIONS = 4096
CONNECTIONS_ON_WINDOWS = 256
LOG_FORMAT = "%(asctime)s %(levelname)s %(message)s"


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at ``host``; port 0 chooses a free port. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=BACKLOG)


def url(listening: socket.socket) -> str:
    """The URL at which a browser on this machine reaches the socket."""
    host, port = listening.getsockname()[:2]
    if ipaddress.ip_address(host).is_unspecified:
        host = "localhost"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def is_loopback(listening: socket.socket) -> bool:
    """Whether only this machine can reach the socket."""
    return ipaddress.ip_address(listening.getsockname()[0]).is_loopback


def run(state: ServiceState, listening: socket.socket, names: Iterable[str] = ()) -> None:
    """Serves until SIGINT or SIGTERM, then completes the running requests. Logs to standard error.

    On a loopback address the Host header must be a loopback name or one of ``names``; otherwise it may be any.
    """
    logging.basicConfig(format=LOG_FORMAT, level=logging.INFO)
    for library in ("asyncio", "uvicorn", "watchfiles"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    config = uvicorn.Config(
        create_app(state, allowed_hosts(listening, names)),
        http=_protocol(state.pool.limits.seconds),
        ws="none",
        loop="asyncio",
        workers=1,
        lifespan="on",
        log_config=None,
        access_log=False,  # it would contain the query string
        server_header=False,
        proxy_headers=False,
        backlog=BACKLOG,
        timeout_graceful_shutdown=state.pool.limits.elapsed_seconds + SHUTDOWN_MARGIN,
    )
    server = uvicorn.Server(config)
    state.pool.is_stopping = lambda: server.should_exit
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listening])


def _protocol(limit: int) -> type[BoundedProtocol]:
    """The protocol class with the time limit and the number of connections of this service."""

    class Protocol(BoundedProtocol):
        seconds = limit
        max_connections = _max_connections()

    return Protocol


def allowed_hosts(listening: socket.socket, names: Iterable[str]) -> frozenset[str] | None:
    """The allowed Host headers without port; None, which allows any, if other machines can reach the socket."""
    if not is_loopback(listening):
        return None
    host = listening.getsockname()[0]
    return LOOPBACK_HOSTS | {f"[{host}]" if ":" in host else host, *(name.lower() for name in names)}


def _max_connections() -> int:
    """Half of the files that this process may open, after raising that limit as far as allowed."""
    if resource is None:
        return CONNECTIONS_ON_WINDOWS
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return min(most // 2, MAX_CONNECTIONS)
