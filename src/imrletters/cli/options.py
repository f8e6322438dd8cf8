"""Option types and options that several commands share, and the settings file."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from imrletters.errors import DataError, HouseStyleError, ImrlettersError
from imrletters.printing import DEFAULT, ENGINES
from imrletters.settings import (
    FILE_NAME,
    GUIDELINES_FILE_NAME,
    Settings,
    SettingsError,
    default_settings,
    load_settings,
)

if TYPE_CHECKING:
    from imrletters.mtus import OwnGuidelines
    from imrletters.proofreading import CheckSettings
    from imrletters.rendering import Letterhead

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
SETTINGS_FOLDER = "imrletters.settings_folder"
"""The key, in the context of a command, of the folder of the settings file, or of the current one without it."""
LETTERHEAD_HELP = "TOML file with your letterhead."


def _loaded(context: click.Context, _option: click.Parameter, path: Path | None) -> "Letterhead | None":
    from imrletters.rendering import load_letterhead  # noqa: PLC0415 - not every command renders

    try:
        return load_letterhead(path, context.params.get("templates")) if path else None
    except HouseStyleError as error:
        raise click.UsageError(error.without_severity()) from None


def _settings(context: click.Context, _option: click.Parameter, path: Path | None) -> Settings:
    """The settings of the named file, or of the file in the current folder, or the defaults if there is none."""
    default = Path(FILE_NAME)
    file = path or (default if default.exists() else None)
    context.meta[SETTINGS_FOLDER] = (file or default).parent
    try:
        return load_settings(file) if file else default_settings()
    except SettingsError as error:
        raise click.UsageError(str(error)) from None


def chosen_rules(
    settings: Settings, select: Sequence[str] = (), ignore: Sequence[str] = (), *, strict: bool = False
) -> "CheckSettings":
    """The proofreading rules that the settings file and the options choose. Raises UsageError for an unknown rule."""
    from imrletters.proofreading import check_settings  # noqa: PLC0415 - not every command proofreads

    try:
        return check_settings(settings.check, select, ignore, strict=strict)
    except SettingsError as error:
        raise click.UsageError(str(error)) from None


def own_guidelines() -> "OwnGuidelines | None":
    """The organization's additions to the catalogue of guidelines, beside the settings file; None if there are none.

    For commands with ``config_option``.
    """
    from imrletters.mtus import load_guidelines  # noqa: PLC0415 - not every command reads the catalogue

    path = click.get_current_context().meta[SETTINGS_FOLDER] / GUIDELINES_FILE_NAME
    try:
        return load_guidelines(path) if path.exists() else None
    except DataError as error:
        raise click.UsageError(error.without_severity()) from None


def table_path(_context: click.Context, _option: click.Parameter, name: str | None) -> Path | None:
    """The path of a table to write. Raises UsageError if no installed library writes its format."""
    if not name:
        return None
    from imrletters.tables import require_format  # noqa: PLC0415 - only few calls write a table

    try:
        require_format(Path(name))
    except ImrlettersError as error:
        raise click.UsageError(str(error)) from None
    return Path(name)


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
    is_eager=True,  # the room for a letterhead depends on it
    help="Folder with your own templates; they take precedence over the built-in ones.",
)
letterhead_option = click.option("--letterhead", type=FILE, metavar="FILE", callback=_loaded, help=LETTERHEAD_HELP)
letterhead_path_option = click.option("--letterhead", type=FILE, metavar="FILE", help=LETTERHEAD_HELP)
