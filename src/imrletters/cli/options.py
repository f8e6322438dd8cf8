"""Option types and options that several commands share."""

from pathlib import Path

import click

from imrletters.errors import HouseStyleError
from imrletters.rendering import Letterhead, load_letterhead

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
LETTERHEAD_HELP = "TOML file with your letterhead."


def _loaded(_context: click.Context, _option: click.Parameter, path: Path | None) -> Letterhead | None:
    try:
        return load_letterhead(path) if path else None
    except HouseStyleError as error:
        raise click.UsageError(str(error)) from None


templates_option = click.option(
    "--templates",
    type=FOLDER,
    metavar="DIR",
    help="Folder with your own templates; they take precedence over the built-in ones.",
)
letterhead_option = click.option("--letterhead", type=FILE, metavar="FILE", callback=_loaded, help=LETTERHEAD_HELP)
letterhead_path_option = click.option("--letterhead", type=FILE, metavar="FILE", help=LETTERHEAD_HELP)
