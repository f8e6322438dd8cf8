"""Splits prose into sentences, each with its offset."""

import re
from itertools import pairwise
from typing import NamedTuple

from imrletters.readings import read_once

# A full stop, and what follows it if a sentence ends there: a space and no lower-case letter, or, where the space is
# missing, a capital. A full stop inside a number, or before a lower-case word, ends no sentence.
STOP = re.compile(
    r"[.?!\n](?:(?<=[.?!])[.?!]{0,2}[\"”’')\]]{0,2}(?:(?=\s{1,9}[^\sa-z])|(?<=[a-z0-9)]\.)(?=[A-Z][a-z]+\s)|\s*\Z)"
    r"|(?<=\n)\s*\n)"
)
ABBREVIATIONS = frozenset({
    "dr", "mr", "mrs", "ms", "jr", "sr", "st", "vs", "cf", "al", "approx", "no", "nos", "pg", "pgs", "pp", "p",
    "fig", "vol", "ed", "eds", "sec", "sect", "reg", "regs", "cir", "app", "cal", "inc", "ltd", "co", "dept",
    "tab", "tabs", "cap", "caps", "qty", "mg", "ml", "wt", "ht", "min", "max", "avg", "incl", "resp", "temp",
    "hr", "hrs", "wk", "wks", "mo", "mos", "yr", "yrs", "lb", "lbs", "ft",
})  # fmt: skip
ABBREVIATION = re.compile(
    rf"(?:\b(?:{'|'.join(sorted(ABBREVIATIONS))})|\b[a-z]|\b(?:[a-z]\.){{1,4}}[a-z])\Z", re.IGNORECASE
)
CLOSES_SENTENCE = re.compile(
    r"\b(?:mg|ml|min|max|hr|hrs|ft|lb|lbs|wk|wks|mo|mos|yr|yrs|tab|tabs|cap|caps|no)\Z", re.IGNORECASE
)
STARTS_SENTENCE = re.compile(
    r"\s+(?:The|This|That|These|Those|There|It|He|She|They|His|Her|In|On|At|A|An|As|If|When|While|However|Therefore"
    r"|Given|Per|According|Based|Treatment|Current|Medications?|Physical|Physician|Objective|Utilization)\b"
)
LONGEST_ABBREVIATION = 12
LONGEST_WORD = 7
"""So many letters together are no abbreviation."""
LONGEST = 2000
"""The most characters of a sentence."""


class Sentence(NamedTuple):
    """A sentence of a text, and its offset there."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset of the first character after the sentence."""
        return self.start + len(self.text)


@read_once
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, in order, without the white space around them."""
    found: list[Sentence] = []
    start = 0
    for stop in STOP.finditer(text):
        if not _abbreviates(text, stop):
            found += _cut(text, start, stop.end())
            start = stop.end()
    found += _cut(text, start, len(text))
    return tuple(each for each in found if each.text)


def _abbreviates(text: str, stop: re.Match[str]) -> bool:
    """Whether a full stop belongs to an abbreviation and the sentence goes on after it."""
    before = text[max(0, stop.start() - LONGEST_ABBREVIATION) : stop.start()]
    if before[-LONGEST_WORD:].isalpha() and len(before) >= LONGEST_WORD:
        return False
    if not text.startswith(".", stop.start()) or not _is_abbreviation(before):
        return False
    return not (CLOSES_SENTENCE.search(before) and STARTS_SENTENCE.match(text, stop.end()))


def _is_abbreviation(before: str) -> bool:
    """Whether the word at the end of a text may be abbreviated."""
    word = before.rpartition(" ")[2]
    if word.isalpha() and word.isascii():
        return len(word) == 1 or word.lower() in ABBREVIATIONS
    return bool(ABBREVIATION.search(before))


def _cut(text: str, start: int, end: int) -> list[Sentence]:
    """A sentence, cut into pieces if it is longer than any sentence: readers compare all words of one with another."""
    places = [*range(start, end, LONGEST), end] if end > start else []
    return [_sentence(text, *piece) for piece in pairwise(places)]


def _sentence(text: str, start: int, end: int) -> Sentence:
    words = text[start:end]
    return Sentence(words.strip(), start + len(words) - len(words.lstrip()))
