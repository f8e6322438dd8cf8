"""Defines proofreading rules: their description, their findings, and the decorators that declare a rule."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal, NamedTuple

from imrletters.case import AUDIENCES, Audience, Case, Path
from imrletters.wording import Wording

Severity = Literal["error", "warning", "note"]
"""How sure and how weighty a finding is. A note reports something for which the letter is not responsible."""


class Place(NamedTuple):
    """A place in a case: the path of a value, the words there, and the offset in the value at which they begin."""

    path: Path
    text: str = ""
    start: int | None = None


@dataclass(frozen=True)
class Finding:
    """One finding in a case: the path of the value, a message without any words of the case, and the evidence.

    ``evidence`` quotes the case. ``start`` is the offset in the value, counted from 0, at which it begins. ``related``
    are the other places that the finding is about, such as the words that it contradicts. ``severity`` replaces that of
    the rule, if given.
    """

    path: Path
    message: str
    evidence: str = ""
    start: int | None = None
    related: tuple[Place, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True)
class Rule:
    """A proofreading rule.

    ``why`` is one sentence that names its source. ``catches`` and ``leaves`` are examples: the changes to the sample
    case ``one-item-upheld``, by JSON pointer, that make a case in which the rule finds something, and a similar case in
    which it finds nothing. ``audiences`` are those whose copy of the letter the rule applies to. ``find`` receives the
    wording of the case's edition.
    """

    code: str
    name: str
    severity: Severity
    why: str
    catches: Mapping[str, Any]
    leaves: Mapping[str, Any]
    find: Callable[[Case, Wording], Iterator[Finding]]
    audiences: tuple[Audience, ...] = AUDIENCES


def rule(  # noqa: PLR0913 - one parameter for each field of a rule
    code: str,
    name: str,
    severity: Severity,
    *,
    why: str,
    catches: Mapping[str, Any],
    leaves: Mapping[str, Any],
    audiences: tuple[Audience, ...] = AUDIENCES,
) -> Callable[[Callable[[Case], Iterator[Finding]]], Rule]:
    """Turns a function of a case into a rule. The first paragraph of its docstring describes what the rule finds."""

    def declared(find: Callable[[Case], Iterator[Finding]]) -> Rule:
        @wraps(find)
        def find_in(case: Case, _wording: Wording) -> Iterator[Finding]:
            return find(case)

        return Rule(code, name, severity, why, catches, leaves, find_in, audiences)

    return declared


def edition_rule(  # noqa: PLR0913 - one parameter for each field of a rule
    code: str, name: str, severity: Severity, *, why: str, catches: Mapping[str, Any], leaves: Mapping[str, Any]
) -> Callable[[Callable[[Case, Wording], Iterator[Finding]]], Rule]:
    """Turns a function of a case and of the wording of its edition into a rule, as ``rule`` does."""

    def declared(find: Callable[[Case, Wording], Iterator[Finding]]) -> Rule:
        return Rule(code, name, severity, why, catches, leaves, find)

    return declared
