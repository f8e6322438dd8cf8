"""Measures and breaks lines: by columns for text, by the widths of the bundled fonts for print.

The rule for print was measured on published letters of 2016-17: a line is filled to the line width, every space before
the next word counted; it may end after a space or a hyphen and nowhere else in a word, not after a slash.
"""

import json
import re
from functools import cache

from imrletters.rendering.look import letter_look
from imrletters.resources import font_folder

FONTS = ("LiberationSerif-Regular", "LiberationSerif-Bold", "LiberationSans-Regular", "LiberationSans-Bold")
"""The bundled fonts, in the order of the widths in ``metrics.json``."""
REGULAR, BOLD, SANS = 0, 1, 2
"""Indices of FONTS: the typefaces in which lines are measured."""
EM = 2048
"""The type size in font units, the same in all FONTS."""
AFTER_HYPHEN = "\u00a0"
"""Follows a hyphen that ends a paragraph. A line broken at a hyphen ends with the hyphen itself."""
HYPHENS = ("-", "\u2010", "\u2013", "\u2014")
CHUNK = re.compile("[^ {0}]*[{0}]*(?: \\s*)?".format(re.escape("".join(HYPHENS))))


@cache
def advance_widths() -> dict[str, tuple[int, ...]]:
    """The advance width of each printable character in each of FONTS, in font units."""
    rows = json.loads((font_folder() / "metrics.json").read_text(encoding="utf-8"))
    return {chr(start + offset): tuple(row) for start, run in rows for offset, row in enumerate(run)}


@cache
def _widths_in(typeface: int) -> dict[str, int]:
    """The advance width of each printable character in one of FONTS."""
    return {character: widths[typeface] for character, widths in advance_widths().items()}


def width(text: str, typeface: int = REGULAR) -> int:
    """The printed width of ``text``, in font units. Raises KeyError if a character is not printable."""
    return sum(map(_widths_in(typeface).__getitem__, text))


def width_in_points(text: str, typeface: int, size: float) -> float:
    """The printed width of ``text`` in type of ``size`` points, in points."""
    return width(text, typeface) * size / EM


def line_width() -> int:
    """The width of a printed line of a paragraph, in font units."""
    look = letter_look()
    return int(look.line_width * EM // look.text.size)


def chunks(text: str) -> list[str]:
    """The pieces between which a printed line may end; the white space after a piece belongs to it."""
    return [chunk for chunk in CHUNK.findall(text) if chunk]


def printed_lines(text: str, label: str = "") -> list[tuple[str, str]]:
    """The printed lines of a paragraph that begins with a bold ``label``: the bold and the regular part of each.

    The parts of all lines, concatenated, are the paragraph. A piece wider than a line is broken where the line is full.
    """
    lines: list[tuple[str, str]] = []
    # WeasyPrint drops a run that consists of spaces only at the end of a line, so these spaces join the label
    label, text = label + text[: len(text) - len(text.lstrip(" "))] if label else label, text.lstrip(" ")
    bold, regular, filled, full = "", "", 0, line_width()
    for typeface, piece in [(BOLD, c) for c in chunks(label)] + [(REGULAR, c) for c in chunks(text)]:
        for part in _fitting(piece, typeface, full):
            advance = width(part, typeface)
            # the spaces at the end of a part may extend beyond the end of the line
            if filled + advance > full and filled and filled + width(part.rstrip(), typeface) > full:
                lines.append((bold, regular))
                bold, regular, filled = "", "", 0
            filled += advance
            if typeface == BOLD:
                bold += part
            else:
                regular += part
    return [*lines, (bold, regular)]


def _fitting(piece: str, typeface: int, full: int) -> list[str]:
    """The piece itself or, if it is wider than ``full``, parts of it that are not."""
    if width(piece, typeface) <= full or width(piece.rstrip(), typeface) <= full:
        return [piece]
    parts, part, filled = [], "", 0
    for character in piece:
        advance = width(character, typeface)
        if filled + advance > full and not character.isspace():
            parts.append(part)
            part, filled = "", 0
        part += character
        filled += advance
    return [*parts, part]


def guard_hyphen(paragraph: str) -> str:
    """The paragraph, with a no-break space after a final hyphen.

    Without it, a hyphen that ends a paragraph and a page would look like a line broken inside a word.
    """
    return paragraph + AFTER_HYPHEN if paragraph.endswith(HYPHENS) else paragraph


def text_lines(paragraph: str, columns: int) -> list[str]:
    """The lines of a paragraph of a text letter, at most ``columns`` wide; 0 means one line.

    Lines break at spaces only; a longer word is a line by itself. Of two spaces at a break, one stays at the end of
    the line, so that the lines joined by one space are the paragraph.
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
