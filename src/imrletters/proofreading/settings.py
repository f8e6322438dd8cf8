"""Reads the proofreading settings: which rules are applied, and whether warnings fail."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from imrletters.errors import ImrlettersError
from imrletters.proofreading.registry import all_rules
from imrletters.toml_file import read_toml

FILE_NAME = "imrletters.toml"


class SettingsError(ImrlettersError):
    """A settings file cannot be read or is invalid, or an option names a rule that does not exist."""


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
    """The codes of the rules that are applied, and whether warnings fail too."""

    codes: frozenset[str]
    strict: bool = False


def check_settings(path: Path | None, select: Iterable[str], ignore: Iterable[str], *, strict: bool) -> CheckSettings:
    """The settings of a file, if a path is given, overridden by the options of the call.

    Rules are named by code (D01), by name (date-order) or by the letter of a theme (D). Raises SettingsError.
    """
    table = read_toml(path, _File, SettingsError).check if path else _Check()
    selected = _codes(list(select) or table.select or [rule.code for rule in all_rules()])
    return CheckSettings(frozenset(selected - _codes(list(ignore) or table.ignore)), strict or table.strict)


def _codes(names: list[str]) -> set[str]:
    """The codes of the rules with these names, codes or theme letters."""
    found: set[str] = set()
    for name in names:
        codes = {rule.code for rule in all_rules() if name in (rule.code, rule.name, rule.code[0])}
        if not codes:
            known = ", ".join(f"{rule.code} {rule.name}" for rule in all_rules())
            raise SettingsError(f"there is no rule {name}; rules: {known}")
        found |= codes
    return found
