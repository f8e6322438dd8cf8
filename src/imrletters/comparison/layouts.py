"""Compares the layouts of two letters, and says in a person's words how the one received differs from the expected.

Words come first: where they differ nothing is said of lines, and where lines break elsewhere nothing of places, for
these follow. Lines that moved together are one difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, NamedTuple

from imrletters.comparison.texts import common_start, quoted

if TYPE_CHECKING:  # printing compares texts, and must not load the PDF reader
    from imrletters.pdf import Layout, Line, Run

MOVED = 0.15
"""What is no farther apart than this (in points) stands in the same place; positions are rounded to a tenth."""
SHOWN = 48
BREAKS = ("-", "\u2013", "\u2014", "/")
"""After these a line may break within a word."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: in the words, in the lines and pages that they are on, or in the places and types of these."""

    kind: Literal["words", "lines", "places"]
    said: str

    def __str__(self) -> str:
        return self.said


class _Word(NamedTuple):
    text: str
    """The word, with the one after it if it ends in a hyphen, dash or slash, for a line may break there."""
    said: str
    """The same, with the space that may be between the two."""
    line: Line


class _Move(NamedTuple):
    down: float
    right: float

    def is_as(self, other: _Move) -> bool:
        """Whether two are the same but for rounding."""
        return all(abs(each - was) <= MOVED for each, was in zip(self, other, strict=True))


def differences(received: Layout, expected: Layout) -> Iterator[Difference]:
    """How the letter received differs from the one expected; nothing where the two are the same."""
    here, there = received.lines, expected.lines
    found = list(_in_words(_words(here), _words(there)))
    if not found:
        found = [*_in_lines(here, there), *_in_pages(received, expected)]
    yield from found or _in_places(received, expected)


def _words(lines: Sequence[Line]) -> list[_Word]:
    words: list[_Word] = []
    for line in lines:
        for place, text in enumerate(line.words):
            last = words[-1] if words else None
            if last and len(last.text) > 1 and last.text.endswith(BREAKS):
                words[-1] = _Word(last.text + text, last.said + " " * bool(place) + text, last.line)
            else:
                words.append(_Word(text, text, line))
    return words


def _in_words(here: list[_Word], there: list[_Word]) -> Iterator[Difference]:
    new, old = ([word.text for word in words] for words in (here, there))
    if new == old:
        return
    same = common_start(new, old)
    for change, i, j, k, m in SequenceMatcher(None, new[same:], old[same:], autojunk=False).get_opcodes():
        added, lost = _said(here[same + i : same + j]), _said(there[same + k : same + m])
        if change == "replace":
            yield Difference("words", f"{_place(here[same + i].line)}: {added} in place of {lost}")
        elif change == "delete":
            yield Difference("words", f"{_place(here[same + i].line)}: {added} is new")
        elif change == "insert":
            yield Difference("words", f"{_place(there[same + k].line)}: {lost} is gone")


def _said(words: Sequence[_Word]) -> str:
    return _quoted(" ".join(word.said for word in words))


def _in_lines(here: Sequence[Line], there: Sequence[Line]) -> Iterator[Difference]:
    """Where lines break elsewhere, once for each stretch of lines until both break at the same word again."""
    ends, wanted = ([*accumulate(map(_length, lines))] for lines in (here, there))
    after, after_wanted = ({end: n for n, end in enumerate(each, start=1)} for each in (ends, wanted))
    new = old = 0
    for end in sorted({*ends} & {*wanted}):
        if ends[new] < wanted[old]:
            said = f"earlier: {_quoted(here[new + 1].words[0])} went to {_seen_from(here[new], here[new + 1])}"
            yield Difference("lines", f"{_place(here[new])} breaks {said}")
        elif ends[new] > wanted[old]:
            said = f"later: {_quoted(there[old + 1].words[0])} came from {_seen_from(there[old], there[old + 1])}"
            yield Difference("lines", f"{_place(here[new])} breaks {said}")
        new, old = after[end], after_wanted[end]


def _length(line: Line) -> int:
    """How many characters a line has but for its spaces."""
    return sum(map(len, line.words))


def _in_pages(received: Layout, expected: Layout) -> Iterator[Difference]:
    """Where pages begin elsewhere, are new or gone."""
    starts, wanted = (
        [*accumulate((sum(map(_length, page.lines)) for page in each.pages), initial=0)]
        for each in (received, expected)
    )
    for number, (page, was) in enumerate(zip(received.pages, expected.pages, strict=False), start=1):
        if starts[number - 1] != wanted[number - 1]:
            first, first_wanted = (" ".join(each.lines[0].words) if each.lines else "" for each in (page, was))
            yield Difference("lines", f"page {number} begins with {_quoted(first)}, not with {_quoted(first_wanted)}")
    new, old = len(received.pages), len(expected.pages)
    for number in range(min(new, old) + 1, max(new, old) + 1):
        yield Difference("lines", f"page {number} is {'new' if new > old else 'gone'}")


def _in_places(received: Layout, expected: Layout) -> Iterator[Difference]:
    for number, (page, wanted) in enumerate(zip(received.pages, expected.pages, strict=True), start=1):
        if (page.width, page.height) != (wanted.width, wanted.height):
            size, was = (f"{each.width:g} x {each.height:g} pt" for each in (page, wanted))
            yield Difference("places", f"page {number} is {size}, not {was}")
        pairs = [*zip(page.lines, wanted.lines, strict=True)]
        for said, lines in _together(pairs):
            yield Difference("places", f"{_places(lines)} {said}: {_quoted(' '.join(lines[0].words))}")


def _together(pairs: Sequence[tuple[Line, Line]]) -> Iterator[tuple[str, list[Line]]]:
    """What is said of lines after each other, once for those of which the same is said or that moved as the first."""
    told, first = "", _Move(0, 0)
    lines: list[Line] = []
    for line, wanted in pairs:
        move = _move(line, wanted)
        # what is set in another type moves what is beside and below it, which says no more
        types = _types(line, wanted)
        moved = "" if types else _moved(move)
        said = types or moved or _spaces(line, wanted)
        # rounding may make one of them stand still
        along = told.startswith("moved") and said == moved and move.is_as(first)
        if said == told or along:
            lines.append(line)
            continue
        if told:
            yield told, lines
        told, first, lines = said, move, [line]
    if told:
        yield told, lines


def _move(line: Line, wanted: Line) -> _Move:
    """How far a line is from where it is wanted, as a whole or in one of its columns."""
    aside = [run.left - was.left for run, was in zip(line.runs, wanted.runs, strict=False)]
    return _Move(line.baseline - wanted.baseline, next((each for each in aside if abs(each) > MOVED), aside[0]))


def _moved(move: _Move) -> str:
    down, right = move
    said = []
    if abs(down) > MOVED:
        said.append(f"{abs(down):.1f} pt {'down' if down > 0 else 'up'}")
    if abs(right) > MOVED:
        said.append(f"{abs(right):.1f} pt {'right' if right > 0 else 'left'}")
    return f"moved {' and '.join(said)}" if said else ""


def _types(line: Line, wanted: Line) -> str:
    """Of what type a line's first characters of another type are, and were."""
    for (_, here), (_, there) in zip(_typed(line.runs), _typed(wanted.runs), strict=False):
        if here != there:
            return f"set in {here}, not in {there}"
    return ""


def _typed(runs: Sequence[Run]) -> Iterator[tuple[str, str]]:
    """The characters of a line but for its spaces, each with its type."""
    return ((sign, run.type) for run in runs for sign in run.text if not sign.isspace())


def _spaces(line: Line, wanted: Line) -> str:
    here, there = ("".join(run.text for run in each.runs).count(" ") for each in (line, wanted))
    return f"has {here} spaces, not {there}" if here != there else ""


def _place(line: Line) -> str:
    return f"page {line.page}, line {line.number}"


def _seen_from(line: Line, other: Line) -> str:
    return f"line {other.number}" if other.page == line.page else _place(other)


def _places(lines: Sequence[Line]) -> str:
    first, last = lines[0], lines[-1]
    return _place(first) if first is last else f"page {first.page}, lines {first.number} to {last.number}"


def _quoted(text: str) -> str:
    return quoted(text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()}...")
