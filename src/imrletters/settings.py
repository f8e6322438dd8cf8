"""The settings file of the command line, ``imrletters.toml``: its tables and their defaults."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from imrletters.errors import ImrlettersError
from imrletters.printing import DEFAULT, EngineName
from imrletters.toml_file import read_toml

FILE_NAME = "imrletters.toml"


class SettingsError(ImrlettersError):
    """A settings file cannot be read or is invalid, or an option names a rule that does not exist."""


class CheckTable(BaseModel):
    """The table ``[check]``: which proofreading rules are applied, and whether warnings fail."""

    model_config = ConfigDict(extra="forbid", strict=True)

    select: list[str] = []
    ignore: list[str] = []
    strict: bool = False


class RenderTable(BaseModel):
    """The table ``[render]``: the PDF engine."""

    model_config = ConfigDict(extra="forbid", strict=True)

    engine: EngineName = DEFAULT


class Settings(BaseModel):
    """The content of a settings file."""

    model_config = ConfigDict(extra="forbid", strict=True)

    check: CheckTable = CheckTable()
    render: RenderTable = RenderTable()


def load_settings(path: Path) -> Settings:
    """The settings in a file. Raises SettingsError, its message one sentence that begins with the path."""
    return read_toml(path, Settings, SettingsError)
