"""The registry: loads every rule of the modules in ``rules`` and applies rules to a case."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Literal

import imrletters.proofreading.rules as rules_package
from imrletters.case import AUDIENCES, Audience, Case, audiences_of
from imrletters.errors import MAX_PROBLEMS, first_of
from imrletters.mtus import OwnGuidelines, using_guidelines
from imrletters.proofreading.rule import Finding, Rule
from imrletters.readings import keep_readings
from imrletters.wording import Wording, wording_of

CheckedAudience = Audience | Literal["both"]
"""Whose copy of the letter is proofread. The command line and the service call this option ``copy``."""


@cache
def _rules() -> tuple[Rule, ...]:
    """Every rule. The modules are imported on first use, because rendering a letter does not need them."""
    names = (f"{rules_package.__name__}.{module.name}" for module in iter_modules(rules_package.__path__))
    return rules_in(map(import_module, names))


def rules_in(modules: Iterable[ModuleType]) -> tuple[Rule, ...]:
    """The rules that modules declare, ordered by code.

    Raises ValueError if a module declares no rule, or if two rules have the same code or the same name.
    """
    found: dict[str, Rule] = {}
    for module in modules:
        declared = [value for value in vars(module).values() if isinstance(value, Rule)]
        if not declared:
            raise ValueError(f"{module.__name__} declares no rule")
        for each in declared:
            if each.code in found or each.name in {other.name for other in found.values()}:
                raise ValueError(f"two rules have the code {each.code} or the name {each.name}")
            found[each.code] = each
    return tuple(found[code] for code in sorted(found))


def all_rules(audience: CheckedAudience = "both") -> list[Rule]:
    """Every rule that applies to the copy of an audience, ordered by code."""
    return [rule for rule in _rules() if audience == "both" or audience in rule.audiences]


def findings(
    case: Case,
    codes: Collection[str] | None = None,
    audience: CheckedAudience = "public",
    templates: Path | None = None,
    guidelines: OwnGuidelines | None = None,
) -> Iterator[tuple[Rule, Finding]]:
    """The findings in a case, each with its rule: of all rules that apply to the copy, or of those in ``codes``.

    At most ``MAX_PROBLEMS`` are listed. If there are more, each rule lists its first, then one that counts its others.
    A rule that applies to both copies yields no findings in fields that the checked copy does not contain.
    ``templates`` is the folder of an organization's own editions, ``guidelines`` its additions to the catalogue of
    guidelines. Raises HouseStyleError if the case names an own edition whose letters could not be read back.
    """
    wording = wording_of(case.edition, templates)
    with keep_readings(), using_guidelines(guidelines):
        found = [
            (rule, *first_of(_findings_of(rule, case, wording, audience)))
            for rule in all_rules(audience)
            if codes is None or rule.code in codes
        ]
    share = _share([len(first) + others for _, first, others in found])
    for rule, first, others in found:
        yield from ((rule, finding) for finding in first[:share])
        if more := len(first[share:]) + others:
            last = first[share - 1]
            yield rule, Finding(last.path, f"and {more} more findings of this rule", start=last.start)


def _findings_of(rule: Rule, case: Case, wording: Wording, audience: CheckedAudience) -> Iterator[Finding]:
    for finding in rule.find(case, wording):
        if audience == "both" or len(rule.audiences) == 1 or audience in _audiences_with(finding):
            yield finding


def _share(counts: Sequence[int]) -> int:
    """The most findings of one rule that are listed, so that at most ``MAX_PROBLEMS`` are listed of all rules."""
    if sum(counts) <= MAX_PROBLEMS:
        return MAX_PROBLEMS
    left = MAX_PROBLEMS - len(counts)  # each rule may add the finding that counts the others
    share = left
    for rules, count in zip(range(len(counts), 0, -1), sorted(counts), strict=True):
        share = left // rules
        if count > share:
            break
        left -= count
    return share


def _audiences_with(finding: Finding) -> tuple[Audience, ...]:
    """The audiences whose copy contains the field of a finding; both for a finding about the whole case."""
    return audiences_of(str(finding.path[0])) if finding.path else AUDIENCES
