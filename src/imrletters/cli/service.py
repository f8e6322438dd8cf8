"""What the commands that serve have in common: the extra, a socket, the processes, and where to find them."""

from concurrent.futures import BrokenExecutor
from typing import TYPE_CHECKING

import click

from imrletters.errors import PrintError, ResourceError

if TYPE_CHECKING:
    import socket

    from imrletters.service.limits import Limits
    from imrletters.service.worker_pool import WorkerPool

UNGUARDED = (
    "warning: others can reach {address}, which knows no sign-in and no encryption: "
    "put a server that has both in front of it"
)


def require_server() -> None:
    """Raises UsageError where the extra is not installed, or not whole."""
    try:
        import imrletters.service.server  # noqa: F401, PLC0415 - an extra
        from imrletters.service.review_page import require_libraries  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise click.UsageError(f"this needs pip install 'imrletters[server]' ({error})") from None
    try:
        require_libraries()
    except ResourceError as error:
        raise click.UsageError(str(error)) from None


def open_socket(host: str, port: int) -> "socket.socket":
    """The socket to serve at. Raises UsageError where that cannot be."""
    from imrletters.service.server import listen  # noqa: PLC0415 - an extra

    try:
        return listen(host, port)
    except OSError as error:
        why = (error.strerror or str(error)).partition(" (while ")[0]  # which socket adds, and says it twice
        raise click.UsageError(f"cannot listen at {host}, port {port}: {why.lower()}") from None


def started(limits: "Limits") -> "WorkerPool":
    """The processes that do the work. Raises ClickException where nothing can be printed."""
    from imrletters.service.worker_pool import WorkerPool  # noqa: PLC0415 - an extra

    try:
        return WorkerPool(limits)
    except PrintError as error:
        raise click.ClickException(str(error)) from None
    except BrokenExecutor:
        raise click.ClickException("the processes end as soon as they start; is the memory limit too small?") from None


def tell(listening: "socket.socket") -> None:
    """Tells where the page is, and who else can reach it."""
    from imrletters.service.server import is_loopback, url  # noqa: PLC0415 - an extra

    click.echo(f"The review page is at {url(listening)} (Ctrl-C ends)", err=True)
    if not is_loopback(listening):
        click.echo(UNGUARDED.format(address=url(listening)), err=True)
