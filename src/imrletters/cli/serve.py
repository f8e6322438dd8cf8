"""``imrletters serve``: runs the HTTP service and its review page."""

from pathlib import Path

import click

from imrletters.cli.options import (
    config_option,
    engine_option,
    letterhead_path_option,
    own_guidelines,
    templates_option,
)
from imrletters.cli.server import announce, no_browser_storage_option, open_socket, require_server, start_workers
from imrletters.errors import Problem
from imrletters.printing import EngineName
from imrletters.rendering import HouseStyle
from imrletters.settings import Settings


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to listen on; 0 chooses one that is free.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Number of worker processes, besides the one kept for small requests. Default: one for each core.",
)
@click.option(
    "--queue",
    type=click.IntRange(min=0),
    default=64,
    show_default=True,
    metavar="N",
    help="Maximum number of waiting requests; further ones are refused with status 503.",
)
@click.option(
    "--time-limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    metavar="SECONDS",
    help="Maximum processor time of one request.",
)
@click.option(
    "--memory-limit",
    type=click.IntRange(min=512),
    default=1024,
    show_default=True,
    metavar="MB",
    help="Maximum memory of one worker process.",
)
@click.option(
    "--body-limit",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    metavar="MB",
    help="Maximum size of a request body.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A host name, besides localhost, under which a proxy forwards requests; may be repeated.",
)
@no_browser_storage_option
@templates_option
@letterhead_path_option
@engine_option
@config_option
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
    letterhead: Path | None,
    engine: EngineName | None,
    settings: Settings,
) -> None:
    """Run the HTTP service and its review page.

    The page shows the letter of a case while it is typed. No case is logged or stored on the server. A change of the
    templates or the letterhead is used from the next letter on. Press Ctrl-C to stop. Needs pip install
    'imrletters[server]'.
    """
    require_server()
    from imrletters.service.file_watching import WatchedFiles  # noqa: PLC0415 - an optional dependency
    from imrletters.service.limits import Limits  # noqa: PLC0415 - an optional dependency
    from imrletters.service.server import run  # noqa: PLC0415 - an optional dependency
    from imrletters.service.state import ServiceState  # noqa: PLC0415 - an optional dependency

    if_given = {} if workers is None else {"workers": workers}
    limits = Limits(
        queue=queue, seconds=time_limit, memory_megabytes=memory_limit, body_megabytes=body_limit, **if_given
    )
    watched = WatchedFiles(templates, letterhead) if templates or letterhead else None
    house_style = watched.house_style() if watched else HouseStyle()
    if isinstance(house_style, Problem):
        raise click.UsageError(house_style.message)
    guidelines = own_guidelines()
    listening = open_socket(host, port)
    pool = start_workers(limits, engine or settings.render.engine)
    state = ServiceState(
        pool,
        house_style,
        browser_storage=not no_browser_storage,
        watched=watched,
        guidelines=guidelines,
    )
    announce(listening)
    run(state, listening, names)
