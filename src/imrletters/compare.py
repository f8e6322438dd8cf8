"""Compares two printed letters: their words, then where lines break, then where every line stands and in what type."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from imrletters.pages import PrintedLine

POINT = 0.1
"""What is no farther apart than this (in points) stands in the same place."""
SHOWN = 60

Pages = Sequence[Sequence["PrintedLine"]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference, as a person would say it of the letter received: in its words, its lines, or their places."""

    kind: Literal["words", "lines", "places"]
    said: str


class _Word(NamedTuple):
    text: str
    line: "PrintedLine"


def differences(received: Pages, expected: Pages) -> Iterator[Difference]:
    """How the letter received differs from the one expected.

    Where words differ nothing is said of lines, and where lines differ nothing of places: these follow.
    """
    here, there = ([line for page in pages for line in page if line.text.strip()] for pages in (received, expected))
    found = list(_in_words(_words(here), _words(there))) or list(_in_lines(here, there))
    yield from found or _in_places(here, there)


def _words(lines: Sequence["PrintedLine"]) -> list[_Word]:
    return [_Word(word, line) for line in lines for word in line.text.split()]


def _in_words(here: list[_Word], there: list[_Word]) -> Iterator[Difference]:
    same = next((n for n, (a, b) in enumerate(zip(here, there, strict=False)) if a.text != b.text), None)
    if same is None and len(here) == len(there):
        return
    start = min(len(here), len(there)) if same is None else same
    here_texts, there_texts = ([word.text for word in words[start:]] for words in (here, there))
    for tag, i, j, k, m in SequenceMatcher(None, here_texts, there_texts, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        added, lost = _quoted(here_texts[i:j]), _quoted(there_texts[k:m])
        place = _place(here[min(start + i, len(here) - 1)].line) if here else "the letter"
        said = {"replace": f"{added} in place of {lost}", "insert": f"lacks {lost}", "delete": f"adds {added}"}
        yield Difference("words", f"{place}: {said[tag]}")


def _in_lines(here: Sequence["PrintedLine"], there: Sequence["PrintedLine"]) -> Iterator[Difference]:
    for line, wanted in zip(here, there, strict=False):
        if line.text.split() != wanted.text.split():
            yield Difference(
                "lines", f"{_place(line)}: breaks otherwise: {_quoted([line.text])}, not {_quoted([wanted.text])}"
            )
            return
        if line.page != wanted.page:
            yield Difference("lines", f"{_place(line)}: stood on page {wanted.page}: {_quoted([line.text])}")
            return


def _in_places(here: Sequence["PrintedLine"], there: Sequence["PrintedLine"]) -> Iterator[Difference]:
    for line, wanted in zip(here, there, strict=True):
        down, right = line.baseline - wanted.baseline, line.glyphs[0].x0 - wanted.glyphs[0].x0
        moved = [
            f"{abs(by):.1f} pt {way}"
            for by, way in ((down, "down" if down > 0 else "up"), (right, "right" if right > 0 else "left"))
            if abs(by) > POINT
        ]
        if moved:
            yield Difference("places", f"{_place(line)}: moved {' and '.join(moved)}: {_quoted([line.text])}")
        if (type_here := _types(line)) != (type_there := _types(wanted)):
            yield Difference("places", f"{_place(line)}: set in {type_here}, not {type_there}: {_quoted([line.text])}")


def _types(line: "PrintedLine") -> str:
    """The fonts and sizes of a line, in the order in which they come."""
    runs = groupby((glyph.font.split("+")[-1], round(glyph.size, 1)) for glyph in line.glyphs if glyph.text.strip())
    return ", ".join(f"{font} {size:g}" for (font, size), _ in runs)


def _place(line: "PrintedLine") -> str:
    return f"page {line.page} line {line.line}"


def _quoted(texts: Sequence[str]) -> str:
    text = " ".join(" ".join(texts).split())
    return f'"{text}"' if len(text) <= SHOWN else f'"{text[:SHOWN]}..."'
