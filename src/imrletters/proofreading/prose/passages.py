"""Recognizes known passages of guidelines by a few of their words, and passages that lost a word."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from imrletters.errors import ResourceError
from imrletters.mtus import Certainty
from imrletters.proofreading.prose.words import words
from imrletters.resources import PACKAGE
from imrletters.toml_file import read_toml

FOLDER = PACKAGE / "proofreading" / "prose"
BETWEEN = 2
"""The most other words between two words of a passage."""
NEGATIONS = frozenset(
    ["no", "not", "never", "nor", "neither", "cannot", "without", "against", "n't", "don't", "doesn't"]
)
COUNTED = frozenset({"weeks", "visits"})
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


class _Sourced(_Data):
    """Entries with their source, and how sure they are."""

    source: str
    certainty: Certainty


class _PassageTable(_Sourced):
    words: str
    sections: tuple[str, ...]
    also_odg: bool = False


class _Passages(_Data):
    passage: tuple[_PassageTable, ...]


class _TurnsGroup(_Sourced):
    turns: tuple[str, ...]


class _Turns(_Data):
    group: tuple[_TurnsGroup, ...]


class _FiguresGroup(_Sourced):
    figures: tuple[str, ...]


class _Figures(_Data):
    group: tuple[_FiguresGroup, ...]


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
    groups = read_toml(FOLDER / "turned.toml", _Turns, ResourceError).group
    for written in chain.from_iterable(group.turns for group in groups):
        before, _, after = written.partition("{")
        lost, _, after = after.partition("}")
        rest = (*before.split(), *after.split())
        by_first[rest[0]].append(_Turn(rest, lost, len(before.split())))
    return dict(by_first)


def known_passages(text: str) -> Iterator[Passage]:
    """The known passages in a text, in the order of the text."""
    of_text, by_first = words(text), _passages()
    for place in of_text.having(by_first):
        for wanted, table in by_first[of_text.forms[place]]:
            if (last := _last(of_text.forms, place, wanted)) is not None:
                start = of_text.start(place)
                yield Passage(of_text.cut(place, last), start, table.sections, table.also_odg)


def _last(of_text: Sequence[str], place: int, wanted: Sequence[str]) -> int | None:
    """The place of the last word of a passage that begins at a place, or None."""
    for each in wanted[1:]:
        near = range(place + 1, min(place + 2 + BETWEEN, len(of_text)))
        found = next((at for at in near if _matches(of_text[at], each)), None)
        if found is None:
            return None
        place = found
    return place


def _matches(word: str, wanted: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


def turned_passages(text: str) -> Iterator[Turned]:
    """The known passages in a text that lost the word which decides their sense."""
    of_text, by_first = words(text), _turns()
    forms = of_text.forms
    for place in of_text.having(by_first):
        for turn in by_first[forms[place]]:
            end = place + len(turn.rest)
            if end > len(forms) or not all(map(_matches, forms[place:end], turn.rest)):
                continue
            if turn.place == 0 and not NEGATIONS.isdisjoint(forms[max(0, place - BEHIND) : place]):
                continue
            if turn.lost.startswith("that") and not GOES_ON.isdisjoint(forms[end : end + 1]):
                continue
            yield Turned(of_text.cut(place, end - 1), of_text.start(place), turn.lost)


@cache
def _figures() -> dict[str, list[tuple[str, ...]]]:
    """The words of the passages with figures, by the first word."""
    by_first = defaultdict(list)
    groups = read_toml(FOLDER / "figures.toml", _Figures, ResourceError).group
    for written in chain.from_iterable(group.figures for group in groups):
        by_first[written.split()[0]].append(tuple(written.split()))
    return dict(by_first)


def misquoted_figures(text: str) -> Iterator[Misquoted]:
    """The known passages in a text that have another figure than the guideline, one finding for each passage."""
    of_text, by_first = words(text), _figures()
    forms = of_text.forms
    for place in of_text.having(by_first):
        for wanted in by_first[forms[place]]:
            other = _other_figure(forms, place, wanted)
            if other is not None and COUNTED.isdisjoint(forms[max(0, place - COUNTED_BEFORE) : place]):
                at, right = other
                yield Misquoted(of_text.cut(place, at), of_text.start(place), forms[at], right)


def _other_figure(of_text: Sequence[str], place: int, wanted: Sequence[str]) -> tuple[int, str] | None:
    """The place of the first figure that differs from a passage at a place, and the right one; None if none does."""
    other = None
    for each in wanted[1:]:
        figure = each.strip("{}") if each.startswith("{") else None
        near = range(place + 1, min(place + 2 + BETWEEN, len(of_text)))
        found = next((at for at in near if (of_text[at].isdecimal() if figure else _matches(of_text[at], each))), None)
        if found is None:
            return None
        if figure and other is None and of_text[found] != figure:
            other = found, figure
        place = found
    return other
