"""Runs the service on a socket until it is told to stop. The one importer of uvicorn."""

import ipaddress
import logging
import resource
import socket
from collections.abc import Iterable
from contextlib import suppress

import uvicorn

from imrletters.service.app import create_app
from imrletters.service.guard import LOOPBACK
from imrletters.service.state import Service

BACKLOG = 64
GRACE = 5
"""Seconds for what is under way beyond the time of its work, when the service ends."""
MOST_CONNECTIONS = 4096
LOG = "%(asctime)s %(levelname)s %(message)s"


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes any that is free. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=BACKLOG)


def address(listening: socket.socket) -> str:
    """The address at which a browser finds what listens there."""
    host, port = listening.getsockname()[:2]
    if ipaddress.ip_address(host).is_unspecified:
        host = "localhost"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def is_loopback(listening: socket.socket) -> bool:
    """Whether only this machine can reach it."""
    return ipaddress.ip_address(listening.getsockname()[0]).is_loopback


def run(service: Service, listening: socket.socket, names: Iterable[str] = ()) -> None:
    """Answers until SIGINT or SIGTERM comes; what is under way is finished. Logs to standard error.

    Where only this machine can reach it, it may be called by the names of loopback and by ``names``; else by any.
    """
    logging.basicConfig(format=LOG, level=logging.INFO)
    for talkative in ("asyncio", "uvicorn", "watchfiles"):
        logging.getLogger(talkative).setLevel(logging.CRITICAL)
    app = create_app(service, names_of(listening, names))
    config = uvicorn.Config(
        app,
        http="h11",  # whatever else is installed
        ws="none",
        loop="asyncio",
        workers=1,
        lifespan="on",
        log_config=None,
        access_log=False,  # it would tell what stands behind the question mark
        server_header=False,
        proxy_headers=False,
        backlog=BACKLOG,
        limit_concurrency=_most_connections(),
        timeout_graceful_shutdown=service.workers.limits.seconds + GRACE,
    )
    server = uvicorn.Server(config)
    service.workers.stopping = lambda: server.should_exit
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listening])


def names_of(listening: socket.socket, names: Iterable[str]) -> frozenset[str] | None:
    """By what the service may be called; by anything where others can reach it."""
    if not is_loopback(listening):
        return None
    host = listening.getsockname()[0]
    return LOOPBACK | {f"[{host}]" if ":" in host else host, *(name.lower() for name in names)}


def _most_connections() -> int:
    """Half of the files that this process may have open, of which it takes as many as it may."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return min(most // 2, MOST_CONNECTIONS)
