"""The settings file of the command line, ``imrletters.toml``: its tables and their defaults."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from imrletters.errors import ImrlettersError
from imrletters.printing import DEFAULT, EngineName
from imrletters.toml_file import read_toml

FILE_NAME = "imrletters.toml"
GUIDELINES_FILE_NAME = "imrletters-guidelines.toml"
"""The file, in the folder of the settings file, with an organization's additions to the catalogue of guidelines."""


class SettingsError(ImrlettersError):
    """A settings file cannot be read or is invalid, or an option names a rule that does not exist."""


class CheckTable(BaseModel):
    """The table ``[check]``: which proofreading rules are applied, and whether warnings fail."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)

    select: list[str] = []
    ignore: list[str] = []
    strict: bool = False


class RenderTable(BaseModel):
    """The table ``[render]``: the PDF engine, and whether cases are proofread before they are rendered."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)

    engine: EngineName = DEFAULT
    check: bool = False


class Settings(BaseModel):
    """The content of a settings file."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)

    check: CheckTable = Field(default_factory=CheckTable.model_construct)
    render: RenderTable = Field(default_factory=RenderTable.model_construct)


def default_settings() -> Settings:
    """The settings without a file. They are not validated, so that no time is spent on preparing that."""
    return Settings.model_construct()


def load_settings(path: Path) -> Settings:
    """The settings in a file. Raises SettingsError, its message one sentence that begins with the path."""
    return read_toml(path, Settings, SettingsError)
