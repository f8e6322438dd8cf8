"""Option types and options that several commands share, and the settings file."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from imrletters.errors import HouseStyleError
from imrletters.printing import DEFAULT, ENGINES
from imrletters.settings import FILE_NAME, Settings, SettingsError, default_settings, load_settings

if TYPE_CHECKING:
    from imrletters.rendering import Letterhead

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
LETTERHEAD_HELP = "TOML file with your letterhead."


def _loaded(_context: click.Context, _option: click.Parameter, path: Path | None) -> "Letterhead | None":
    from imrletters.rendering import load_letterhead  # noqa: PLC0415 - not every command renders

    try:
        return load_letterhead(path) if path else None
    except HouseStyleError as error:
        raise click.UsageError(str(error)) from None


def _settings(_context: click.Context, _option: click.Parameter, path: Path | None) -> Settings:
    """The settings of the named file, or of the file in the current folder, or the defaults if there is none."""
    default = Path(FILE_NAME)
    file = path or (default if default.exists() else None)
    try:
        return load_settings(file) if file else default_settings()
    except SettingsError as error:
        raise click.UsageError(str(error)) from None


config_option = click.option(
    "--config",
    "settings",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    callback=_settings,
    help=f"Settings file. Default: {FILE_NAME} in the current folder, if it exists.",
)
engine_option = click.option(
    "--engine",
    type=click.Choice(list(ENGINES)),
    help=f"The PDF engine. Default: that of the settings file, or {DEFAULT}.",
)
templates_option = click.option(
    "--templates",
    type=FOLDER,
    metavar="DIR",
    help="Folder with your own templates; they take precedence over the built-in ones.",
)
letterhead_option = click.option("--letterhead", type=FILE, metavar="FILE", callback=_loaded, help=LETTERHEAD_HELP)
letterhead_path_option = click.option("--letterhead", type=FILE, metavar="FILE", help=LETTERHEAD_HELP)
