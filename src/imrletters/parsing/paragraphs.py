"""Joins the lines of a letter, as text or printed, into paragraphs.

Three kinds of letters are read: text with blank lines between paragraphs, text of older letters in which an empty line
follows every line, and printed pages.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, takewhile
from typing import TYPE_CHECKING, get_args

from imrletters.case import Decision
from imrletters.rendering import (
    AFTER_HYPHEN,
    HYPHENS,
    Look,
    Typeface,
    chunks,
    letter_look,
    line_width,
)

if TYPE_CHECKING:  # reading text must not load the PDF reader
    from imrletters.pdf import Char, PrintedLine, PrintedPage

ORDINARY_WIDTH = 1024
INDENT = 1.5
"""Lines that begin at most this far apart (in points) begin at the same margin."""
DECISIONS: tuple[str, ...] = get_args(Decision)


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


def printed_paragraphs(pages: Sequence[PrintedPage], look: Look | None = None) -> list[Paragraph]:
    """The paragraphs of a printed letter with a look, or with ours.

    A blank line, or its space, ends a paragraph, and a bold label at the beginning of a line begins one. At the end of
    a page, the paragraph also ends if its last line was not broken.
    """
    look = look or letter_look()
    groups: list[list[PrintedLine]] = [[]]
    for page in pages:
        for position, line in enumerate(page):
            last = groups[-1][-1] if groups[-1] else None
            if line.baseline < look.page.margin_top:  # the letterhead, which is not part of the letter
                continue
            if look.footer.text and line.baseline > page.height - look.page.margin_bottom:
                continue
            if not line.text.strip(" "):
                groups.append([])
                continue
            apart = line.baseline - last.baseline > look.paragraph_distance if last else False
            if last and (_begins_with_label(line, last) or (apart if position else not _continues(last, line, look))):
                groups.append([])
            groups[-1].append(line)
    return [
        _paragraph([_Measured.of(line, look) for line in group], [(line.page, line.line) for line in group])
        for group in groups
        if group
    ]


def _continues(last: PrintedLine, following: PrintedLine, look: Look) -> bool:
    """Whether a paragraph continues on the next page: the next piece did not fit, and type does not turn bold."""
    if _is_bold(following.chars[0]) and not _is_bold(last.chars[-1]):
        return False
    if last.text.endswith(tuple(hyphen + AFTER_HYPHEN for hyphen in HYPHENS)):
        return False
    line, after = _Measured.of(last, look), _Measured.of(following, look)
    return not line.has_room_for(after) if line.text[-1:].isspace() else line.breaks_inside_word(after)


def _begins_with_label(line: PrintedLine, last: PrintedLine) -> bool:
    """Whether a line begins with a bold label: bold words that end in a colon, or a line of an item heading.

    Bold words after bold words continue a heading, except a label after its decision. As a line of a heading may end in
    such a word before the decision, what follows it is a label only if text other than a decision follows the colon.
    What is further right than the beginning of the ``last`` line is a cell of a table.
    """
    printed = [char for char in line.chars if char.text.strip()]
    label = list(takewhile(_is_bold, printed))
    if not label or label[0].x0 > last.chars[0].x0 + INDENT:
        return False
    colon, following = label[-1].text == ":", "".join(char.text for char in printed[len(label) :])
    if _is_bold(next(char for char in reversed(last.chars) if char.text.strip())):
        return last.text.rstrip().endswith(DECISIONS) and colon and following not in ("", *DECISIONS)
    return colon or not following


def _is_bold(char: Char) -> bool:
    return "Bold" in char.font


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
    """A line and the typeface of each of its characters; all regular if only the text is known.

    ``full`` is the width of the lines of the letter, in font units.
    """

    text: str
    typefaces: Sequence[Typeface]
    full: int

    @classmethod
    def plain(cls, text: str, look: Look | None = None) -> _Measured:
        look = look or letter_look()
        return cls(text, [look.typefaces.text] * len(text), line_width(look))

    @classmethod
    def of(cls, line: PrintedLine, look: Look) -> _Measured:
        if len(line.chars) != len(line.text):
            return cls.plain(line.text, look)
        faces = look.typefaces
        return cls(
            line.text, [faces.text_bold if _is_bold(char) else faces.text for char in line.chars], line_width(look)
        )

    def has_room_for(self, following: _Measured, characters: int | None = None) -> bool:
        """Whether the first piece of the following line, or its first ``characters``, would have fitted on this one."""
        piece = next(iter(chunks(following.text)), "").rstrip(" ")[:characters]
        filled = sum(map(_width, self.text, self.typefaces)) + sum(map(_width, piece, following.typefaces))
        return filled <= self.full

    def breaks_inside_word(self, following: _Measured) -> bool:
        """Whether a word continues on the following line: after a hyphen, or because it is wider than a line."""
        if self.text.endswith(HYPHENS):
            return not self.has_room_for(following)
        return " " not in self.text and not self.has_room_for(following, characters=1)


def _width(character: str, typeface: Typeface) -> float:
    return typeface.widths.get(character, ORDINARY_WIDTH)
