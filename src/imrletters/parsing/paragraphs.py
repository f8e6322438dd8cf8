"""Joins the lines of a letter, as text or printed, into paragraphs.

Three kinds of letters are read: text with blank lines between paragraphs, text of older letters in which an empty line
follows every line, and printed pages.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from imrletters.rendering import AFTER_HYPHEN, BOLD, HYPHENS, REGULAR, advance_widths, chunks, letter_look, line_width

if TYPE_CHECKING:  # reading text must not load the PDF reader
    from imrletters.pdf import PrintedLine

ORDINARY_WIDTH = 1024


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a letter, and where its lines begin: first character, page (None in a text letter) and line."""

    text: str
    lines: tuple[tuple[int, int | None, int], ...]

    def place(self, character: int = 0) -> tuple[int | None, int]:
        """Page and line of one character."""
        line = bisect_right(self.lines, character, key=lambda line: line[0]) - 1
        return self.lines[max(line, 0)][1:]


def text_paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text with blank lines between paragraphs, whose lines break at spaces."""
    found: list[Paragraph] = []
    lines: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.strip(" "):
            lines.append(line)
        elif lines:
            first = number - len(lines)
            starts = accumulate((len(line) + 1 for line in lines), initial=0)
            places = tuple((start, None, line) for line, start in enumerate(list(starts)[:-1], start=first))
            found.append(Paragraph(" ".join(lines).strip(), places))
            lines = []
    return found


def spaced_paragraphs(text: str, titles: Collection[str], openings: Sequence[str], heading_end: str) -> list[Paragraph]:
    """The paragraphs of a text in which an empty line follows every line.

    A line of spaces ends a paragraph, each of ``openings`` begins one, and each of ``titles`` is one. An item heading
    that is not separated from the rationale before it begins after the line that ends early: the next word would have
    fitted on it.
    """
    groups: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(text.split("\n"), start=1):
        if line and not line.strip(" "):
            groups.append([])
        elif line:
            if any(re.match(opening, line.strip(" ")) for opening in openings):
                groups.extend(_split_heading(groups.pop(), heading_end))
                groups.append([])
            groups[-1].append((number, line))
            if line.strip(" ") in titles:
                groups.append([])
    return [
        _paragraph([_Measured.plain(line) for _, line in group], [(None, number) for number, _ in group])
        for group in groups
        if group
    ]


def _split_heading(group: list[tuple[int, str]], heading_end: str) -> list[list[tuple[int, str]]]:
    if not group or not re.search(heading_end, group[-1][1].rstrip(" ")):
        return [group]
    for start in range(len(group) - 1, 0, -1):
        before, line = group[start - 1][1].strip(" "), group[start][1]
        fits = _Measured.plain(before + " ").has_room_for(_Measured.plain(line))
        if fits and re.search(r"[.?!)\"'\u201d]$|[A-Z]{4}$", before):
            return [group[:start], group[start:]]
    return [group]


def printed_paragraphs(pages: Iterable[Sequence[PrintedLine]]) -> list[Paragraph]:
    """The paragraphs of a printed letter.

    A blank line, or its space, ends a paragraph. At the end of a page, the paragraph ends if its last line was not
    broken, or if the next page begins with a bold label.
    """
    look = letter_look()
    groups: list[list[PrintedLine]] = [[]]
    for page in pages:
        for position, line in enumerate(page):
            last = groups[-1][-1] if groups[-1] else None
            if line.baseline < look.page.margin:  # the letterhead, which is not part of the letter
                continue
            if not line.text.strip(" "):
                groups.append([])
                continue
            if last and (
                line.baseline - last.baseline > look.paragraph_distance if position else not _continues(last, line)
            ):
                groups.append([])
            groups[-1].append(line)
    return [
        _paragraph([_Measured.of(line) for line in group], [(line.page, line.line) for line in group])
        for group in groups
        if group
    ]


def _continues(last: PrintedLine, following: PrintedLine) -> bool:
    """Whether a paragraph continues on the next page: the next piece did not fit, and is not a bold label."""
    if "Bold" in following.chars[0].font and "Bold" not in last.chars[-1].font:
        return False
    if last.text.endswith(tuple(hyphen + AFTER_HYPHEN for hyphen in HYPHENS)):
        return False
    line, after = _Measured.of(last), _Measured.of(following)
    return not line.has_room_for(after) if line.text[-1:].isspace() else line.breaks_inside_word(after)


def _paragraph(lines: Sequence[_Measured], places: Sequence[tuple[int | None, int]]) -> Paragraph:
    """The paragraph of these lines. A line is broken at spaces, at a hyphen, or because it is full."""
    text = lines[0].text.lstrip()
    starts = [0]
    for before, line in pairwise(lines):
        spaced = before.text[-1:].isspace() or line.text.startswith(" ")
        text += line.text if spaced or before.breaks_inside_word(line) else " " + line.text
        starts.append(len(text) - len(line.text))
    return Paragraph(text.rstrip(), tuple((start, *place) for start, place in zip(starts, places, strict=True)))


@dataclass(frozen=True, slots=True)
class _Measured:
    """A line and the weight of each of its characters; all regular if only the text is known."""

    text: str
    weights: Sequence[int]

    @classmethod
    def plain(cls, text: str) -> _Measured:
        return cls(text, [REGULAR] * len(text))

    @classmethod
    def of(cls, line: PrintedLine) -> _Measured:
        weights = [BOLD if "Bold" in char.font else REGULAR for char in line.chars]
        return cls(line.text, weights) if len(weights) == len(line.text) else cls.plain(line.text)

    def has_room_for(self, following: _Measured, characters: int | None = None) -> bool:
        """Whether the first piece of the following line, or its first ``characters``, would have fitted on this one."""
        piece = next(iter(chunks(following.text)), "").rstrip(" ")[:characters]
        filled = sum(map(_width, self.text, self.weights)) + sum(map(_width, piece, following.weights))
        return filled <= line_width()

    def breaks_inside_word(self, following: _Measured) -> bool:
        """Whether a word continues on the following line: after a hyphen, or because it is wider than a line."""
        if self.text.endswith(HYPHENS):
            return not self.has_room_for(following)
        return " " not in self.text and not self.has_room_for(following, characters=1)


def _width(character: str, weight: int) -> int:
    widths = advance_widths().get(character)
    return widths[weight] if widths else ORDINARY_WIDTH
