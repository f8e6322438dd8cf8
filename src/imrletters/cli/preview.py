"""``imrletters preview``: shows the letter of a file in the browser while the file is edited."""

from pathlib import Path

import click

from imrletters.cli.options import (
    FILE,
    config_option,
    engine_option,
    letterhead_path_option,
    own_guidelines,
    templates_option,
)
from imrletters.cli.server import (
    announce,
    no_browser_storage_option,
    open_socket,
    open_usual_socket,
    require_server,
    start_workers,
)
from imrletters.errors import Problem
from imrletters.printing import EngineName
from imrletters.settings import Settings

PORT = 8001
"""The usual port. Browsers keep drafts for each address, so that it must not change between two starts."""


@click.command("preview")
@click.argument("case", type=FILE)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help=f"The port to listen on; 0 chooses one that is free. Default: {PORT}, or a free one while it is in use.",
)
@no_browser_storage_option
@click.option("--no-open", is_flag=True, help="Do not open a browser.")
@templates_option
@letterhead_path_option
@engine_option
@config_option
def preview_command(  # noqa: PLR0913 - one for each option
    case: Path,
    *,
    port: int | None,
    no_browser_storage: bool,
    no_open: bool,
    templates: Path | None,
    letterhead: Path | None,
    engine: EngineName | None,
    settings: Settings,
) -> None:
    """Show the letter of a CASE file in a browser.

    The page is updated whenever the file, the templates or the letterhead change. Needs pip install
    'imrletters[server]'.
    """
    require_server()
    from imrletters.service.file_watching import WatchedFiles  # noqa: PLC0415 - an optional dependency
    from imrletters.service.limits import Limits  # noqa: PLC0415 - an optional dependency
    from imrletters.service.server import run, url  # noqa: PLC0415 - an optional dependency
    from imrletters.service.state import ServiceState  # noqa: PLC0415 - an optional dependency

    if not case.is_file():
        raise click.UsageError(f"{case} is not a regular file.")
    watched = WatchedFiles(templates, letterhead, case)
    if isinstance(house_style := watched.house_style(), Problem):
        raise click.UsageError(house_style.message)
    guidelines = own_guidelines()
    listening = open_socket("127.0.0.1", port) if port is not None else open_usual_socket("127.0.0.1", PORT)
    pool = start_workers(Limits(), engine or settings.render.engine)
    state = ServiceState(
        pool, house_style, browser_storage=not no_browser_storage, watched=watched, guidelines=guidelines
    )
    announce(listening)
    if not no_open:
        click.launch(url(listening))
    run(state, listening)
