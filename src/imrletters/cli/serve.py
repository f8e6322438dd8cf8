"""imrletters serve: HTTP and the review page."""

from pathlib import Path

import click

from imrletters.cli.house_style import letterhead_option, templates_option
from imrletters.cli.service import open_socket, require_server, started, tell
from imrletters.rendering import HouseStyle, Letterhead


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any that is free."
)
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Processes that print; all cores unless told.")
@click.option(
    "--queue", type=click.IntRange(min=0), default=64, show_default=True, metavar="N", help="Requests that may wait."
)
@click.option(
    "--time-limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    metavar="SECONDS",
    help="For one request.",
)
@click.option(
    "--memory-limit",
    type=click.IntRange(min=512),
    default=1024,
    show_default=True,
    metavar="MB",
    help="For one process.",
)
@click.option(
    "--body-limit", type=click.IntRange(min=1), default=5, show_default=True, metavar="MB", help="For what is sent."
)
@click.option(
    "--name", "names", multiple=True, help="By what a server in front calls it, besides localhost; may be given again."
)
@click.option("--no-browser-storage", is_flag=True, help="Keep nothing in the browser: a reload begins anew.")
@templates_option
@letterhead_option
def serve_command(  # noqa: PLR0913 - one for each option
    *,
    host: str,
    port: int,
    workers: int | None,
    queue: int,
    time_limit: int,
    memory_limit: int,
    body_limit: int,
    names: tuple[str, ...],
    no_browser_storage: bool,
    templates: Path | None,
    letterhead: Letterhead | None,
) -> None:
    """Serve HTTP, and a page on which a case is typed and its letter seen, until Ctrl-C.

    Nothing of a case is logged or written. Needs pip install 'imrletters[server]'.
    """
    require_server()
    from imrletters.service.limits import Limits  # noqa: PLC0415 - an extra
    from imrletters.service.server import run  # noqa: PLC0415
    from imrletters.service.state import ServiceState  # noqa: PLC0415

    counted = {} if workers is None else {"workers": workers}
    limits = Limits(
        queue=queue, seconds=time_limit, memory_megabytes=memory_limit, body_megabytes=body_limit, **counted
    )
    listening = open_socket(host, port)
    state = ServiceState(started(limits), HouseStyle(templates, letterhead), browser_storage=not no_browser_storage)
    tell(listening)
    run(state, listening, names)
