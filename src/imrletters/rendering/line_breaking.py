"""Measures and breaks lines, by columns for text and by the width of the letter's type for print.

The rule of print was read off published letters of 2016-17: fill the line to 468 pt, counting the spaces before the
next word as they are; a line may end after a space or a hyphen and nowhere else inside a word, not at a slash.
"""

import json
import re
from functools import cache

from imrletters.resources import font_folder

FONTS = ("LiberationSerif-Regular", "LiberationSerif-Bold", "LiberationSans-Regular", "LiberationSans-Bold")
REGULAR, BOLD, SANS = 0, 1, 2
EM = 2048
TYPE_SIZE = 12
MEASURE = 468 * EM // TYPE_SIZE
"""The width of a printed line, in units of the font."""
AFTER_HYPHEN = "\u00a0"
"""What no broken line has after a hyphen: a line breaks right behind it."""
HYPHENS = ("-", "\u2010", "\u2013", "\u2014")
CHUNK = re.compile("[^ {0}]*[{0}]*(?: \\s*)?".format(re.escape("".join(HYPHENS))))


@cache
def advance_widths() -> dict[str, tuple[int, ...]]:
    """How wide each character is in each of FONTS, in font units. A character that is not here cannot be printed."""
    rows = json.loads((font_folder() / "metrics.json").read_text(encoding="utf-8"))
    return {chr(start + offset): tuple(row) for start, run in rows for offset, row in enumerate(run)}


@cache
def _widths_in(weight: int) -> dict[str, int]:
    """How wide each character is in one of FONTS."""
    return {character: widths[weight] for character, widths in advance_widths().items()}


def width(text: str, weight: int = REGULAR) -> int:
    """The printed width of ``text`` in font units."""
    return sum(map(_widths_in(weight).__getitem__, text))


def chunks(text: str) -> list[str]:
    """The pieces between which a printed line may end; white space that begins with one belongs to the piece before."""
    return [chunk for chunk in CHUNK.findall(text) if chunk]


def printed_lines(text: str, label: str = "") -> list[tuple[str, str]]:
    """The printed lines of a paragraph that begins with a bold ``label``: of each, its bold and its regular part.

    Joined again without anything between, the lines are the paragraph. A piece wider than the line is broken where the
    line is full.
    """
    lines: list[tuple[str, str]] = []
    # the printer drops a run of nothing but spaces at the end of a line, so they go with the label
    label, text = label + text[: len(text) - len(text.lstrip(" "))] if label else label, text.lstrip(" ")
    bold, regular, filled = "", "", 0
    for weight, piece in [(BOLD, c) for c in chunks(label)] + [(REGULAR, c) for c in chunks(text)]:
        for part in _fitting(piece, weight):
            advance = width(part, weight)
            # the spaces at its end may hang over the end of the line
            if filled + advance > MEASURE and filled and filled + width(part.rstrip(), weight) > MEASURE:
                lines.append((bold, regular))
                bold, regular, filled = "", "", 0
            filled += advance
            if weight == BOLD:
                bold += part
            else:
                regular += part
    return [*lines, (bold, regular)]


def _fitting(piece: str, weight: int) -> list[str]:
    """The piece itself, or, where it is wider than a line, parts that are not."""
    if width(piece, weight) <= MEASURE or width(piece.rstrip(), weight) <= MEASURE:
        return [piece]
    parts, part, filled = [], "", 0
    for character in piece:
        advance = width(character, weight)
        if filled + advance > MEASURE and not character.isspace():
            parts.append(part)
            part, filled = "", 0
        part += character
        filled += advance
    return [*parts, part]


def guard_hyphen(paragraph: str) -> str:
    """A paragraph whose printed end cannot be taken for a word broken at a hyphen, should the page end there too."""
    return paragraph + AFTER_HYPHEN if paragraph.endswith(HYPHENS) else paragraph


def text_lines(paragraph: str, columns: int) -> list[str]:
    """The lines of a paragraph of a text letter, at most ``columns`` wide; 0 leaves it on one line.

    Lines break at a space only. Of two spaces one stays at the end of the line, so that joining the lines by one space
    gives the paragraph back.
    """
    if not columns or len(paragraph) <= columns:
        return [paragraph]
    lines: list[str] = []
    line = None
    for word in paragraph.split(" "):
        if line is None:
            line = word
        elif len(line) + 1 + len(word) <= columns or not word:
            line += " " + word
        else:
            lines.append(line)
            line = word
    return [*lines, line or ""]
