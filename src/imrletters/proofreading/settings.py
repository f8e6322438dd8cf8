"""Reads what a house has settled about proofreading: a TOML file that selects rules and says what fails."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from imrletters.errors import ImrlettersError
from imrletters.proofreading.registry import all_rules
from imrletters.toml_file import read_toml

FILE_NAME = "imrletters.toml"


class SettingsError(ImrlettersError):
    """The settings file or an option names what is not there."""


class _Check(BaseModel):
    """The table ``[check]``."""

    model_config = ConfigDict(extra="forbid", strict=True)

    select: list[str] = []
    ignore: list[str] = []
    strict: bool = False


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    check: _Check = _Check()


@dataclass(frozen=True)
class CheckSettings:
    """Which rules are applied, by code, and whether warnings fail too."""

    codes: frozenset[str]
    strict: bool = False


def check_settings(path: Path | None, select: Iterable[str], ignore: Iterable[str], *, strict: bool) -> CheckSettings:
    """The settings of a file, if there is one, with the options of the call before them.

    Rules are named by code (D01), name (date-order) or the letter of a theme (D). Raises SettingsError.
    """
    said = read_toml(path, _File, SettingsError).check if path else _Check()
    chosen = _codes(list(select) or said.select or [rule.code for rule in all_rules()])
    return CheckSettings(frozenset(chosen - _codes(list(ignore) or said.ignore)), strict or said.strict)


def _codes(names: list[str]) -> set[str]:
    found: set[str] = set()
    for name in names:
        codes = {rule.code for rule in all_rules() if name in (rule.code, rule.name, rule.code[0])}
        if not codes:
            known = ", ".join(f"{rule.code} {rule.name}" for rule in all_rules())
            raise SettingsError(f"there is no rule {name}; rules: {known}")
        found |= codes
    return found
