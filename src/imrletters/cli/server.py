"""Starts the service, for the commands ``serve`` and ``preview``."""

from typing import TYPE_CHECKING

import click

from imrletters.errors import PrintError, ResourceError, WorkerError

if TYPE_CHECKING:
    import socket

    from imrletters.printing import EngineName
    from imrletters.service.limits import Limits
    from imrletters.service.worker_pool import WorkerPool

PUBLIC_ADDRESS = (
    "warning: other machines can reach {address}, which has no authentication and no encryption: "
    "put a proxy that has both in front of it"
)

no_browser_storage_option = click.option(
    "--no-browser-storage", is_flag=True, help="Do not offer to keep drafts in the browser; a reload loses the case."
)


def require_server() -> None:
    """Raises UsageError if the optional dependencies of the service are not installed completely."""
    try:
        import imrletters.service.server  # noqa: F401, PLC0415 - an optional dependency
        from imrletters.service.review_page import require_libraries  # noqa: PLC0415 - an optional dependency
    except ModuleNotFoundError as error:
        raise click.UsageError(f"this command needs pip install 'imrletters[server]' ({error})") from None
    try:
        require_libraries()
    except ResourceError as error:
        raise click.UsageError(str(error)) from None


def open_socket(host: str, port: int) -> "socket.socket":
    """The socket to listen on. Raises UsageError if it cannot be opened."""
    from imrletters.service.server import listen  # noqa: PLC0415 - an optional dependency

    try:
        return listen(host, port)
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (while ")[0]  # the rest repeats host and port
        raise click.UsageError(f"cannot listen on {host}, port {port}: {reason.lower()}") from None


def open_usual_socket(host: str, port: int) -> "socket.socket":
    """The socket at the usual port or, with a message, at a free one. Raises UsageError if it cannot be opened."""
    try:
        return open_socket(host, port)
    except click.UsageError as error:
        click.echo(f"{error.message}; drafts kept at that port are not listed at another one", err=True)
        return open_socket(host, 0)


def start_workers(limits: "Limits", engine: "EngineName") -> "WorkerPool":
    """The worker processes, which print with ``engine``. Raises ClickException if they do not start or cannot print."""
    from imrletters.service.worker_pool import WorkerPool  # noqa: PLC0415 - an optional dependency

    try:
        return WorkerPool(limits, engine)
    except PrintError as error:
        raise click.ClickException(str(error)) from None
    except WorkerError as error:
        raise click.ClickException(f"{error}; is --memory-limit too small?") from None


def announce(listening: "socket.socket") -> None:
    """Prints the address of the review page, and a warning if other machines can reach it."""
    from imrletters.service.server import is_loopback, url  # noqa: PLC0415 - an optional dependency

    click.echo(f"The review page is at {url(listening)} (press Ctrl-C to stop)", err=True)
    if not is_loopback(listening):
        click.echo(PUBLIC_ADDRESS.format(address=url(listening)), err=True)
