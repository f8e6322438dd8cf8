"""Proofreads a case before its letter is issued: rules over a case, one file per theme.

A theme registers its rules when it is imported, which is when rules are first asked for; every module beside this one
that is not ``rule`` is a theme or serves one.
"""

from collections.abc import Collection, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Literal

from imrletters.case import Case, copies_of
from imrletters.check.rule import RULES, Finding, Rule
from imrletters.values import COPIES, Copy

__all__ = ["CheckedCopy", "Finding", "Rule", "findings", "rules"]

CheckedCopy = Copy | Literal["both"]
"""The copy of the letter that is proofread."""


@cache
def _registered() -> dict[str, Rule]:
    """The registry with every theme in it; who only prints a letter does not wait for it."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return RULES


def rules(copy: CheckedCopy = "both") -> list[Rule]:
    """Every rule that speaks of a copy, in the order of the codes."""
    return [rule for _, rule in sorted(_registered().items()) if copy == "both" or copy in rule.copies]


def findings(
    case: Case, codes: Collection[str] | None = None, copy: CheckedCopy = "public"
) -> Iterator[tuple[Rule, Finding]]:
    """What the rules that speak of a copy find in a case: all of them, or those in ``codes``.

    A rule that speaks of both copies is silent about fields that the copy does not carry.
    """
    for rule in rules(copy):
        if codes is None or rule.code in codes:
            for finding in rule.find(case):
                if copy == "both" or len(rule.copies) == 1 or copy in _copies_with(finding):
                    yield rule, finding


def _copies_with(finding: Finding) -> tuple[Copy, ...]:
    """The copies that carry the field a finding is in; a finding about the whole case is in both."""
    return copies_of(str(finding.path[0])) if finding.path else COPIES
