"""The options that name an organization's own templates and letterhead."""

from pathlib import Path

import click

from imrletters.errors import HouseStyleError
from imrletters.rendering import Letterhead, load_letterhead

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def _loaded(_context: click.Context, _option: click.Parameter, path: Path | None) -> Letterhead | None:
    try:
        return load_letterhead(path) if path else None
    except HouseStyleError as error:
        raise click.UsageError(str(error)) from None


templates_option = click.option(
    "--templates", type=FOLDER, metavar="DIR", help="Your own editions, blocks and macros, before ours."
)
letterhead_option = click.option(
    "--letterhead", type=FILE, metavar="FILE", callback=_loaded, help="Your letterhead: a TOML file."
)
