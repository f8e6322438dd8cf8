"""Undoes the line breaks of a letter: lines of text or print in, paragraphs out.

Three kinds of letters are read: text whose paragraphs are parted by blank lines, text of older letters in which every
line is followed by an empty one, and print.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from imrletters.measure import BOLD, MEASURE, REGULAR, advance_widths, chunks

if TYPE_CHECKING:  # reading text must not load the PDF reader
    from imrletters.pages import PrintedLine

NEW_PARAGRAPH = 17.0
"""Lines farther apart than this (in points) belong to different paragraphs; lines of one are 13.8 pt apart."""
ORDINARY_WIDTH = 1024


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a letter, and where it begins. ``page`` is None in a text letter."""

    text: str
    page: int | None
    line: int


def text_paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text whose paragraphs are parted by blank lines and whose lines break at spaces."""
    found: list[Paragraph] = []
    lines: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.strip(" "):
            lines.append(line)
        elif lines:
            joined = " ".join(lines).strip(" ")
            found.append(Paragraph(joined, None, number - len(lines)))
            lines = []
    return found


def spaced_paragraphs(
    text: str, titles: Collection[str], openings: Sequence[str], heading_end: re.Pattern[str]
) -> list[Paragraph]:
    """The paragraphs of a text in which every line is followed by an empty one.

    A line of spaces parts paragraphs, each of ``openings`` begins one, and each of ``titles`` is one. An item heading
    that nothing parts from the rationale before it begins where that rationale's last line ends early: where the next
    word would have had room.
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
    return [Paragraph(_joined([line for _, line in group]), None, group[0][0]) for group in groups if group]


def _split_heading(group: list[tuple[int, str]], heading_end: re.Pattern[str]) -> list[list[tuple[int, str]]]:
    if not group or not heading_end.search(group[-1][1].rstrip(" ")):
        return [group]
    for start in range(len(group) - 1, 0, -1):
        before, line = group[start - 1][1].strip(" "), group[start][1]
        if re.search(r"[.?!)\"'\u201d]$|[A-Z]{4}$", before) and _has_room(before + " ", line):
            return [group[:start], group[start:]]
    return [group]


def printed_paragraphs(pages: Iterable[Sequence[PrintedLine]]) -> list[Paragraph]:
    """The paragraphs of a printed letter.

    A blank line, printed or left free, ends a paragraph. Where a page ends, the paragraph ends with it if its last line
    was not broken, or if the next page begins with a bold label.
    """
    groups: list[list[PrintedLine]] = [[]]
    for page in pages:
        for position, line in enumerate(page):
            last = groups[-1][-1] if groups[-1] else None
            if not line.text.strip(" "):
                groups.append([])
                continue
            if last and (line.baseline - last.baseline > NEW_PARAGRAPH if position else not _goes_on(last, line)):
                groups.append([])
            groups[-1].append(line)
    return [
        Paragraph(_joined([line.text for line in group], group), group[0].page, group[0].line)
        for group in groups
        if group
    ]


def _goes_on(last: PrintedLine, following: PrintedLine) -> bool:
    """Whether a line was broken where its page ends: the next piece had no room on it, and is no bold label."""
    if "Bold" in following.glyphs[0].font and "Bold" not in last.glyphs[-1].font:
        return False
    if last.text.endswith(" "):
        return not _has_room(last.text, following.text, last)
    return _broken_inside_word(last.text, following.text, last)


def _joined(lines: Sequence[str], printed: Sequence[PrintedLine] = ()) -> str:
    """The text of a paragraph. A broken line ends in the spaces or the hyphen at which it was broken, or is full."""
    text = lines[0]
    for position, line in enumerate(lines[1:]):
        before = lines[position]
        if (
            before.endswith(" ")
            or line.startswith(" ")
            or _broken_inside_word(before, line, printed[position] if printed else None)
        ):
            text += line
        else:
            text += " " + line
    return text.strip(" ")


def _broken_inside_word(line: str, following: str, printed: PrintedLine | None) -> bool:
    """Whether a word goes on in the following line: after a hyphen, or because it is wider than a line."""
    if line.endswith("-"):
        return not _has_room(line, following, printed)
    return " " not in line and not _has_room(line, following[:1], printed)


def _has_room(line: str, following: str, printed: PrintedLine | None = None) -> bool:
    """Whether the first piece of the line that follows would have had room on this one."""
    weights = (
        [BOLD if "Bold" in glyph.font else REGULAR for glyph in printed.glyphs]
        if printed and len(printed.glyphs) == len(line)
        else [REGULAR] * len(line)
    )
    piece = next(iter(chunks(following)), "").rstrip(" ")
    filled = sum(map(_width, line, weights)) + sum(_width(character, REGULAR) for character in piece)
    return filled <= MEASURE


def _width(character: str, weight: int) -> int:
    widths = advance_widths().get(character)
    return widths[weight] if widths else ORDINARY_WIDTH
