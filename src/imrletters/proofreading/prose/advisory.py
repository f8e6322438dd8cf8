"""Compares the advisory about opioids in a rationale with its fixed wording."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from imrletters.errors import ResourceError
from imrletters.proofreading.prose.words import words
from imrletters.resources import PACKAGE
from imrletters.screened import Screened
from imrletters.toml_file import read_toml

ANCHOR = Screened(
    r"\brecommendation to (?:abruptly )?(?:stop|discontinue)",
    ("recommendation to ",),
)
SENTENCE = 200
"""The most characters of the first sentence of the advisory before the anchor."""
LONGEST = 100
"""The most words of an advisory."""
LEAST = 0.5
"""The share of the fixed wording that a text must have to be the advisory, altered, and not other words."""
WORKER = "patient"


class Word(NamedTuple):
    """A word of a text in its compared form, and its offsets there."""

    word: str
    start: int
    end: int


class Alteration(NamedTuple):
    """A place at which an advisory differs from its fixed wording: the words there, and the fixed ones."""

    text: str
    start: int
    fixed: str


class _Advisory(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str
    worker: tuple[str, ...]


@cache
def _advisory() -> tuple[list[str], re.Pattern[str]]:
    """The words of the advisory, and a pattern of the words for the worker."""
    data = read_toml(PACKAGE / "proofreading" / "prose" / "advisory.toml", _Advisory, ResourceError)
    worker = "|".join(sorted(map(re.escape, data.worker), key=len, reverse=True))
    return list(words(data.text).forms), re.compile(rf"\b(?:{worker})\b", re.IGNORECASE)


def _folded(text: str) -> list[Word]:
    """The words of a text; any word for the worker is the same word."""
    _, worker = _advisory()
    found = words(text)
    of_text = [Word(form, found.start(place), found.end(place)) for place, form in enumerate(found.forms)]
    for named in worker.finditer(text):
        inside = [place for place, word in enumerate(of_text) if named.start() <= word.start < named.end()]
        if inside:
            of_text[inside[0] : inside[-1] + 1] = [Word(WORKER, *named.span())]
    return of_text


def alterations(text: str) -> Iterator[Alteration]:
    """The places at which the advisory in a text differs from its fixed wording, in order."""
    anchor = ANCHOR.search(text)
    if anchor is None:
        return
    fixed, _ = _advisory()
    begin = max(anchor.start() - SENTENCE, *(text.rfind(stop, 0, anchor.start()) + 1 for stop in ".\n"), 0)
    of_text = [
        Word(word.word, word.start + begin, word.end + begin) for word in _folded(text[begin : anchor.end() + 900])
    ]
    of_text = of_text[:LONGEST]
    compared = SequenceMatcher(None, fixed, [word.word for word in of_text], autojunk=False)
    blocks = [block for block in compared.get_matching_blocks() if block.size]
    if sum(block.size for block in blocks) < LEAST * len(fixed):
        return
    first, last = blocks[0], blocks[-1]
    for kind, one, other, begins, ends in compared.get_opcodes():
        if kind == "equal" or one == other == 0:
            continue
        # words before the first fixed word, and after the last one, belong to other sentences
        begin_at = max(begins, first.b - (first.a - one)) if one < first.a else begins
        end_at = begin_at if one >= last.a + last.size else ends
        if begin_at == end_at and one == other:
            continue
        start = of_text[min(begin_at, len(of_text) - 1)].start
        end = of_text[end_at - 1].end if end_at > begin_at else start
        yield Alteration(text[start:end], start, " ".join(fixed[one:other]))
