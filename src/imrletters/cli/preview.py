"""imrletters preview: the review page, opened on a file that it follows."""

from pathlib import Path

import click

from imrletters.cli.house_style import FILE, FOLDER
from imrletters.cli.service import open_socket, require_server, started, tell
from imrletters.errors import Problem


@click.command("preview")
@click.argument("case", type=FILE)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Any that is free unless told.")
@click.option("--no-open", is_flag=True, help="Open no browser.")
@click.option("--templates", type=FOLDER, metavar="DIR", help="Your own editions, blocks and macros, before ours.")
@click.option("--letterhead", type=FILE, metavar="FILE", help="Your letterhead: a TOML file.")
def preview_command(case: Path, *, port: int, no_open: bool, templates: Path | None, letterhead: Path | None) -> None:
    """Show the letter of a CASE file in a browser, and follow the file and the templates as they are edited.

    Needs pip install 'imrletters[server]'.
    """
    require_server()
    from imrletters.service.file_watching import WatchedFiles  # noqa: PLC0415 - an extra
    from imrletters.service.limits import Limits  # noqa: PLC0415
    from imrletters.service.server import run, url  # noqa: PLC0415
    from imrletters.service.state import ServiceState  # noqa: PLC0415

    if not case.is_file():
        raise click.UsageError(f"{case} is no ordinary file.")
    watched = WatchedFiles(case, templates, letterhead)
    if isinstance(house_style := watched.house_style(), Problem):
        raise click.UsageError(house_style.message)
    listening = open_socket("127.0.0.1", port)
    state = ServiceState(started(Limits()), house_style, watched=watched)
    tell(listening)
    if not no_open:
        click.launch(url(listening))
    run(state, listening)
