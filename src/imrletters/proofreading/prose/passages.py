"""Recognizes known passages of guidelines by a few of their words, and passages that lost a word."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from imrletters.errors import ResourceError
from imrletters.proofreading.prose.words import Word, words
from imrletters.resources import PACKAGE
from imrletters.toml_file import read_toml

FOLDER = PACKAGE / "proofreading" / "prose"
BETWEEN = 2
"""The most other words between two words of a passage."""
NEGATIONS = frozenset(
    ["no", "not", "never", "nor", "neither", "cannot", "without", "against", "n't", "don't", "doesn't"]
)
COUNTED_BEFORE = 8
"""The words before a passage in which figures belong to it: "9-10 visits over 8 weeks for myalgia"."""
BEHIND = 5
"""The words before a passage in which a negation counts as its first word."""
GOES_ON = frozenset({"is", "should", "cannot", "would"})


class Passage(NamedTuple):
    """A known passage in a text: its place, and the sections of the regulation whose guidelines hold it.

    ``also_odg`` states whether the Official Disability Guidelines contain it too.
    """

    text: str
    start: int
    sections: tuple[str, ...]
    also_odg: bool


class Turned(NamedTuple):
    """A known passage in a text that lost a word: its place, and the word."""

    text: str
    start: int
    lost: str


class Misquoted(NamedTuple):
    """A known passage in a text with another figure: its place, the figure there, and the right one."""

    text: str
    start: int
    figure: str
    right: str


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _PassageTable(_Data):
    words: str
    sections: tuple[str, ...]
    also_odg: bool = False


class _Passages(_Data):
    passage: tuple[_PassageTable, ...]


class _Turns(_Data):
    turns: tuple[str, ...]


class _Figures(_Data):
    figures: tuple[str, ...]


class _Turn(NamedTuple):
    """The words of a passage without those that turn its sense, these words, and the number of words before them."""

    rest: tuple[str, ...]
    lost: str
    place: int


@cache
def _passages() -> dict[str, list[tuple[tuple[str, ...], _PassageTable]]]:
    """The words of the known passages, each with its table, by the first word."""
    by_first = defaultdict(list)
    for table in read_toml(FOLDER / "passages.toml", _Passages, ResourceError).passage:
        wanted = tuple(table.words.split())
        by_first[wanted[0]].append((wanted, table))
    return dict(by_first)


@cache
def _turns() -> dict[str, list[_Turn]]:
    """The passages with a word that turns their sense, by the first word that remains without it."""
    by_first = defaultdict(list)
    for written in read_toml(FOLDER / "turned.toml", _Turns, ResourceError).turns:
        before, _, after = written.partition("{")
        lost, _, after = after.partition("}")
        rest = (*before.split(), *after.split())
        by_first[rest[0]].append(_Turn(rest, lost, len(before.split())))
    return dict(by_first)


def known_passages(text: str) -> Iterator[Passage]:
    """The known passages in a text, in the order of the text."""
    of_text = words(text)
    for place, word in enumerate(of_text):
        for wanted, table in _passages().get(word.word, ()):
            if (last := _last(of_text, place, wanted)) is not None:
                yield Passage(text[word.start : of_text[last].end], word.start, table.sections, table.also_odg)


def _last(of_text: Sequence[Word], place: int, wanted: Sequence[str]) -> int | None:
    """The place of the last word of a passage that begins at a place, or None."""
    for each in wanted[1:]:
        near = range(place + 1, min(place + 2 + BETWEEN, len(of_text)))
        found = next((at for at in near if _matches(of_text[at].word, each)), None)
        if found is None:
            return None
        place = found
    return place


def _matches(word: str, wanted: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


def turned_passages(text: str) -> Iterator[Turned]:
    """The known passages in a text that lost the word which decides their sense."""
    of_text = words(text)
    for place, word in enumerate(of_text):
        for turn in _turns().get(word.word, ()):
            found = of_text[place : place + len(turn.rest)]
            if len(found) < len(turn.rest) or not all(map(_matches, (each.word for each in found), turn.rest)):
                continue
            before = {each.word for each in of_text[max(0, place - BEHIND) : place]}
            after = of_text[place + len(turn.rest)] if place + len(turn.rest) < len(of_text) else None
            if turn.place == 0 and before & NEGATIONS:
                continue
            if turn.lost.startswith("that") and after and after.word in GOES_ON:
                continue
            yield Turned(text[word.start : found[-1].end], word.start, turn.lost)


@cache
def _figures() -> dict[str, list[tuple[str, ...]]]:
    """The words of the passages with figures, by the first word."""
    by_first = defaultdict(list)
    for written in read_toml(FOLDER / "figures.toml", _Figures, ResourceError).figures:
        by_first[written.split()[0]].append(tuple(written.split()))
    return dict(by_first)


def misquoted_figures(text: str) -> Iterator[Misquoted]:
    """The known passages in a text that have another figure than the guideline, one finding for each passage."""
    of_text = words(text)
    for place, word in enumerate(of_text):
        before = {each.word for each in of_text[max(0, place - COUNTED_BEFORE) : place]}
        for wanted in _figures().get(word.word, ()) if before.isdisjoint(("weeks", "visits")) else ():
            if (other := _other_figure(of_text, place, wanted)) is not None:
                at, right = other
                yield Misquoted(text[word.start : of_text[at].end], word.start, of_text[at].word, right)


def _other_figure(of_text: Sequence[Word], place: int, wanted: Sequence[str]) -> tuple[int, str] | None:
    """The place of the first figure that differs from a passage at a place, and the right one; None if none does."""
    other = None
    for each in wanted[1:]:
        figure = each.strip("{}") if each.startswith("{") else None
        near = range(place + 1, min(place + 2 + BETWEEN, len(of_text)))
        found = next(
            (at for at in near if (of_text[at].word.isdecimal() if figure else _matches(of_text[at].word, each))), None
        )
        if found is None:
            return None
        if figure and other is None and of_text[found].word != figure:
            other = found, figure
        place = found
    return other
