"""What a proofreading rule is, and the registry that finds them all."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from imrletters.case import Case
from imrletters.source import Path
from imrletters.values import COPIES, Copy

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
    copies: tuple[Copy, ...] = COPIES


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
    copies: tuple[Copy, ...] = COPIES,
) -> Callable[[Callable[[Case], Iterator[Finding]]], Callable[[Case], Iterator[Finding]]]:
    """Registers the function below it as a rule. ``why`` is one sentence with its source."""

    def register(find: Callable[[Case], Iterator[Finding]]) -> Callable[[Case], Iterator[Finding]]:
        if code in RULES or name in {other.name for other in RULES.values()}:
            raise ValueError(f"two rules called {code} {name}")
        RULES[code] = Rule(code, name, severity, why, catches, leaves, find, copies)
        return find

    return register
