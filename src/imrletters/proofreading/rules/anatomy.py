"""Rules that compare the body part, side and spinal level in a heading with those in its rationale."""

import re
from collections.abc import Iterator

from imrletters.case import Case, DisputedItem
from imrletters.proofreading.body_parts import REGIONS, body_parts, overlapping
from imrletters.proofreading.conclusions import conclusion
from imrletters.proofreading.rule import Finding, rule

SIDED = re.compile(
    r"\b(?:(?P<both>left and right|right and left|both|bilateral)|(?P<side>left|right))\s+(?:\w{1,20}\s+)??"
    r"(?P<part>shoulder|elbow|wrist|hand|finger|thumb|hip|knee|ankle|foot|feet|leg|arm|(?:upper|lower) extremit)",
    re.IGNORECASE,
)
LEVEL = re.compile(r"\b(?P<upper>[CTLS]\d{1,2})\s?(?:-|–|/|to)\s?(?P<lower>[CTLS]?\d{1,2})\b")


def _deciding(item: DisputedItem) -> tuple[str, int]:
    """The concluding sentence of the rationale, and its offset."""
    ending = conclusion(item)
    return (ending.sentence, ending.start) if ending else ("", 0)


@rule(
    "Q04",
    "body-part",
    "warning",
    why="A decision about the wrong body part is an error of fact (Labor Code 4610.6(h)(5); Heath: wrong segment).",
    catches={"/disputed_items/0/service": "MRI of the left shoulder without contrast"},
    leaves={"/disputed_items/0/service": "MRI of the knee without contrast"},
)
def body_part(case: Case) -> Iterator[Finding]:
    """The rationale names a body part, but never the one in the heading."""
    for index, item in enumerate(case.disputed_items):
        named_in_heading = {part.name for part in body_parts(item.service)}
        # "the lumbar spine" means the lumbar region only
        requested = named_in_heading & REGIONS.keys() or named_in_heading
        close = {name for part in requested for name in overlapping(part)}
        named = list(body_parts(item.decision_rationale)) if requested else []
        others = [part for part in named if part.name in REGIONS]
        if others and close.isdisjoint(part.name for part in named):
            first = others[0]
            path = ("disputed_items", index, "decision_rationale")
            yield Finding(
                path,
                "the rationale never names the body part in the heading, but names another",
                first.text,
                first.start,
            )


@rule(
    "Q05",
    "side",
    "warning",
    why="A rationale about the wrong side does not decide the request (Labor Code 4610.6(a), (h)(5)).",
    catches={"/disputed_items/0/service": "MRI of the left knee without contrast"},
    leaves={"/disputed_items/0/service": "MRI of the right knee with contrast"},
)
def side(case: Case) -> Iterator[Finding]:
    """The conclusion, or the whole rationale, names the body part only with a side other than in the heading."""
    for index, item in enumerate(case.disputed_items):
        for part, sides in _sides(item.service).items():
            if len(sides) > 1:
                continue
            sentence, start = _deciding(item)
            found = _other_side(sentence, part, sides)
            if not found and sides != {"bilateral"}:
                found, start = _other_side(item.decision_rationale, part, sides | {"bilateral"}), 0
            if found:
                path = ("disputed_items", index, "decision_rationale")
                yield Finding(path, "the side differs from the one in the heading", found[0], start + found.start())


def _side(found: re.Match[str]) -> str:
    return "bilateral" if found["both"] else found["side"].lower()


def _sides(text: str) -> dict[str, set[str]]:
    """The sides with which a text names each body part."""
    sides: dict[str, set[str]] = {}
    for found in SIDED.finditer(text):
        sides.setdefault(found["part"].lower(), set()).add(_side(found))
    return sides


def _other_side(text: str, part: str, meant: set[str]) -> re.Match[str] | None:
    """The first mention of a body part with a side, unless some mention has one of the sides in ``meant``."""
    named = [found for found in SIDED.finditer(text) if found["part"].lower() == part]
    return named[0] if named and meant.isdisjoint(map(_side, named)) else None


@rule(
    "Q06",
    "spinal-level",
    "warning",
    why="A rationale about another spinal level reviews another treatment (Labor Code 4610.6(h)(5); Heath).",
    catches={
        "/disputed_items/0/service": "Epidural steroid injection at L4-5",
        "/disputed_items/0/decision_rationale": "The injection at L5-S1 is not medically necessary.",
    },
    leaves={
        "/disputed_items/0/service": "Epidural steroid injection at L4-5",
        "/disputed_items/0/decision_rationale": "The injection at L4-L5 is not medically necessary.",
    },
)
def spinal_level(case: Case) -> Iterator[Finding]:
    """The rationale names spinal levels, but none of those in the heading."""
    for index, item in enumerate(case.disputed_items):
        requested = {_level(found) for found in LEVEL.finditer(item.service)}
        named = list(LEVEL.finditer(item.decision_rationale)) if requested else []
        if named and requested.isdisjoint(_level(found) for found in named):
            path = ("disputed_items", index, "decision_rationale")
            yield Finding(
                path,
                "the rationale never names the spinal level in the heading, but names another",
                named[0][0],
                named[0].start(),
            )


def _level(found: re.Match[str]) -> tuple[str, str]:
    """A spinal level in a form to compare: L4-5, L4/L5 and L4 to L5 are the same."""
    lower = found["lower"]
    return found["upper"], lower if lower[0].isalpha() else found["upper"][0] + lower
