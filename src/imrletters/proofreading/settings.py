"""Applies the proofreading settings: which rules are applied, and whether warnings fail."""

from collections.abc import Iterable
from dataclasses import dataclass

from imrletters.proofreading.registry import all_rules
from imrletters.settings import CheckTable, SettingsError


@dataclass(frozen=True)
class CheckSettings:
    """The codes of the rules that are applied, and whether warnings fail too."""

    codes: frozenset[str]
    strict: bool = False


def check_settings(table: CheckTable, select: Iterable[str], ignore: Iterable[str], *, strict: bool) -> CheckSettings:
    """The settings of a table of a settings file, overridden by the options of the call.

    Rules are named by code (D01), by name (date-order) or by the letter of a theme (D). Raises SettingsError.
    """
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
