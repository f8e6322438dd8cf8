"""Reads the parts of the body that a text names, with their sides, and the spinal levels."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from imrletters.lexicon.anatomy import Kind, not_parts, regions, wholes
from imrletters.lexicon.phrases import Phrases
from imrletters.readings import read_once
from imrletters.screened import has_any

Side = Literal["left", "right", "both"]

LEVEL = re.compile(
    r"(?P<upper>[CTLS])(?<!\w.)-?(?P<first>\d{1,2})(?:\s?(?:-|–|/|to|through|thru)\s?(?P<lower>[CTLS])?-?(?P<last>\d{1,2}))?\b"
    r"(?![\d./]|-\d|\s?(?:mg|%))"
)
LAST_VERTEBRA = {"C": 8, "T": 12, "L": 6, "S": 5}
LEVEL_REGIONS = {"C": "neck", "T": "mid back", "L": "low back", "S": "low back"}
SIDE_BEFORE = re.compile(
    r"\b(?=[blr])(?P<both>left\s(?:and|or|/)\s?right|right\s(?:and|or|/)\s?left|bilateral|both|b/l)\b|\b(?P<one>left|right|lt|rt)\b",
    re.IGNORECASE,
)
SIDE_WORDS = ("left", "right", "bilateral", "both", "b/l", "lt", "rt")
"""Each match of ``SIDE_BEFORE``, ``BILATERALLY`` and ``SIDE_AFTER`` contains one of these."""
# Words between a side and its part: "left, more than right, lateral aspect of the knee" has too many.
BETWEEN_SIDE = re.compile(
    r"[\s-]{0,2}(?:sided?\s)?(?:aspect\s)?(?:of\s)?(?:the\s)?"
    r"(?:(?!(?:and|or|with|in|to|for|from|by|at|on|off|her|his|its|than|now|away|work|due|after|before|while|because)\b)"
    r"\w{1,15}\s){0,2}",
    re.IGNORECASE,
)
BILATERALLY = re.compile(r",?\s(?:joints?\s|regions?\s|areas?\s)?bilaterally\b", re.IGNORECASE)
SIDE_AFTER = re.compile(r"\s?(?:,|\(|-)\s?(?P<side>left|right|bilateral)\b(?!\s\w)", re.IGNORECASE)
JOINED = re.compile(r"\s?(?:,|/|&|and|or|, and)\s?", re.IGNORECASE)
REACH = 45
"""The most characters between the beginning of a side and its part."""
REACH_AFTER = 25
"""More characters than a match of ``BILATERALLY`` or ``SIDE_AFTER`` has."""


class BodyMention(NamedTuple):
    """A part of the body named in a text.

    ``part`` is the part as the lexicon names it, ``region`` the region or whole in which it lies. ``side`` is None if
    the text gives none; ``side_start`` is where its word begins if it stands before the part, else ``start``.
    ``kind`` is "part", or "condition" if a disease names the region.
    """

    start: int
    end: int
    text: str
    part: str
    region: str
    side: Side | None
    kind: Kind
    side_start: int


class Level(NamedTuple):
    """A spinal level or a span of levels, such as L4-L5; ``lower`` is the same as ``upper`` for a single vertebra."""

    start: int
    end: int
    upper: str
    lower: str
    region: str


@cache
def _parts() -> Phrases[tuple[str, str, Kind]]:
    """The phrases of parts and conditions, each with its part, its region and its kind."""
    named: list[tuple[str, tuple[str, str, Kind] | None]] = [(phrase, None) for phrase in not_parts()]
    for name, region in regions().items():
        named += [(word, (word, name, kind)) for word, kind in region.words() if kind != "test"]
    for name, whole in wholes().items():
        named += [(word, (name, name, "part")) for word in whole.parts]
    return Phrases(named)


@cache
def _tests() -> Phrases[tuple[str, str, Kind]]:
    return Phrases(
        (word, (word, name, kind))
        for name, region in regions().items()
        for word, kind in region.words()
        if kind == "test"
    )


@read_once
def body_mentions(text: str) -> tuple[BodyMention, ...]:
    """The parts of the body and the conditions of such parts that a text names, in order.

    A part joined to another one takes its side: in "right hand and wrist" both are right.
    """
    new = tuple.__new__  # takes half the time of a call of the class
    mentions: list[BodyMention] = []
    for start, end, (part, region, kind) in _parts().find(text):
        if region == "foot" and _is_measure(text, start):
            continue
        side, side_start = _side(text, start, end)
        if side is None and mentions and JOINED.fullmatch(text, mentions[-1].end, start):
            side = mentions[-1].side
        mention = (start, end, text[start:end], part, region, side, kind, side_start)
        mentions.append(new(BodyMention, mention))
    return tuple(mentions)


def exam_tests(text: str) -> Iterator[BodyMention]:
    """The examination tests that a text names, each with the region that it examines."""
    for start, end, (part, region, kind) in _tests().find(text):
        yield BodyMention(start, end, text[start:end], part, region, None, kind, start)


@read_once
def levels_in(text: str) -> tuple[Level, ...]:
    """The spinal levels that a text names."""
    return tuple(_levels(text))


def _levels(text: str) -> Iterator[Level]:
    for found in LEVEL.finditer(text):
        upper, lower = found["upper"], found["lower"] or found["upper"]
        first, last = int(found["first"]), int(found["last"] or found["first"])
        if 1 <= first <= LAST_VERTEBRA[upper] and 1 <= last <= LAST_VERTEBRA[lower]:
            yield Level(found.start(), found.end(), f"{upper}{first}", f"{lower}{last}", LEVEL_REGIONS[upper])


def _is_measure(text: str, start: int) -> bool:
    """Whether "foot" or "feet" is a length: a number stands before it."""
    before = text[max(0, start - 12) : start].rstrip(" -")
    return before[-1:].isdigit() or before.endswith(
        ("ten", "six", "four", "five", "eight", "twelve", "few", "several", "many")
    )


def _side(text: str, start: int, end: int) -> tuple[Side | None, int]:
    """The side of a part, which is named just before it or just after it, and where the side or the part begins."""
    near = max(0, start - REACH)
    if not has_any(text[near : end + REACH_AFTER], SIDE_WORDS):
        return None, start
    if BILATERALLY.match(text, end):
        return "both", start
    if after := SIDE_AFTER.match(text, end):
        return _of(after["side"]), start
    for found in reversed(list(SIDE_BEFORE.finditer(text, near, start))):
        if BETWEEN_SIDE.fullmatch(text, found.end(), start):
            return ("both" if found["both"] else _of(found["one"])), found.start()
    return None, start


def _of(word: str) -> Side:
    lower = word.lower()
    return "both" if lower.startswith("bi") else "left" if lower.startswith("l") else "right"
