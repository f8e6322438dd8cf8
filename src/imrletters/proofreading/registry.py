"""What a proofreading rule is, and the registry that finds them all."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Literal

import imrletters.proofreading.rules as rules_package
from imrletters.case import AUDIENCES, Audience, Case, Path, audiences_of

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Finding:
    """One slip: the path of the value it is in, what is wrong in words that hold nothing of the case, and the evidence.

    ``evidence`` quotes the case; ``start`` is the character of the value, counted from 0, at which the slip begins.
    """

    path: Path
    message: str
    evidence: str = ""
    start: int | None = None


@dataclass(frozen=True)
class Rule:
    """A proofreading rule.

    ``catches`` and ``leaves`` are examples: what to change in the sample case ``one-item-upheld``, JSON pointer by JSON
    pointer, to get a case that the rule catches, and one like it that the rule leaves alone. ``copies`` are those it
    speaks of.
    """

    code: str
    name: str
    severity: Severity
    why: str
    catches: Mapping[str, Any]
    leaves: Mapping[str, Any]
    find: Callable[[Case], Iterator[Finding]]
    audiences: tuple[Audience, ...] = AUDIENCES


RULES: dict[str, Rule] = {}
"""Every rule by its code, once its theme is imported (see the package)."""


def rule(  # noqa: PLR0913 - all that a rule must say of itself
    code: str,
    name: str,
    severity: Severity,
    *,
    why: str,
    catches: Mapping[str, Any],
    leaves: Mapping[str, Any],
    audiences: tuple[Audience, ...] = AUDIENCES,
) -> Callable[[Callable[[Case], Iterator[Finding]]], Callable[[Case], Iterator[Finding]]]:
    """Registers the function below it as a rule. ``why`` is one sentence with its source."""

    def register(find: Callable[[Case], Iterator[Finding]]) -> Callable[[Case], Iterator[Finding]]:
        if code in RULES or name in {other.name for other in RULES.values()}:
            raise ValueError(f"two rules called {code} {name}")
        RULES[code] = Rule(code, name, severity, why, catches, leaves, find, audiences)
        return find

    return register


CheckedAudience = Audience | Literal["both"]
"""The copy of the letter that is proofread."""


@cache
def _registered() -> dict[str, Rule]:
    """The registry with every theme in it; who only prints a letter does not wait for it."""
    for module in iter_modules(rules_package.__path__):
        import_module(f"{rules_package.__name__}.{module.name}")
    return RULES


def all_rules(audience: CheckedAudience = "both") -> list[Rule]:
    """Every rule that speaks of a copy, in the order of the codes."""
    return [rule for _, rule in sorted(_registered().items()) if audience == "both" or audience in rule.audiences]


def findings(
    case: Case, codes: Collection[str] | None = None, audience: CheckedAudience = "public"
) -> Iterator[tuple[Rule, Finding]]:
    """What the rules that speak of a copy find in a case: all of them, or those in ``codes``.

    A rule that speaks of both copies is silent about fields that the copy does not carry.
    """
    for rule in all_rules(audience):
        if codes is None or rule.code in codes:
            for finding in rule.find(case):
                if audience == "both" or len(rule.audiences) == 1 or audience in _copies_with(finding):
                    yield rule, finding


def _copies_with(finding: Finding) -> tuple[Audience, ...]:
    """The copies that carry the field a finding is in; a finding about the whole case is in both."""
    return audiences_of(str(finding.path[0])) if finding.path else AUDIENCES
