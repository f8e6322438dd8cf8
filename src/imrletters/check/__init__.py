"""Proofreads a case before its letter is issued: rules over a case, one file per theme.

A theme registers its rules when it is imported; every module beside this one that is not ``rule`` is a theme or serves
one.
"""

from collections.abc import Collection, Iterator
from importlib import import_module
from pkgutil import iter_modules

from imrletters.case import Case
from imrletters.check.rule import RULES, Finding, Rule

__all__ = ["Finding", "Rule", "findings", "rules"]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")


def rules() -> list[Rule]:
    """Every rule, in the order of the codes."""
    return [RULES[code] for code in sorted(RULES)]


def findings(case: Case, codes: Collection[str] | None = None) -> Iterator[tuple[Rule, Finding]]:
    """What the rules find in a case: all rules, or those in ``codes``."""
    for rule in rules():
        if codes is None or rule.code in codes:
            for finding in rule.find(case):
                yield rule, finding
