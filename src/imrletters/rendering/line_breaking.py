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
LONGEST_KNOWN = 40
"""The number of characters up to which the widths of a piece are kept."""
MOST_KNOWN = 10_000
"""The greatest number of pieces in one typeface whose widths are kept."""
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
    # WeasyPrint drops a run that consists of spaces only at the end of a line, so these spaces join the label
    label, text = label + text[: len(text) - len(text.lstrip(" "))] if label else label, text.lstrip(" ")
    lines: list[tuple[str, str]] = []
    bold: list[str] = []
    regular: list[str] = []
    filled, full = 0, line_width()
    for typeface, pieces, parts in ((BOLD, chunks(label), bold), (REGULAR, chunks(text), regular)):
        widths = _piece_widths(typeface)
        for piece in pieces:
            advance, visible = widths[piece]
            if filled + visible <= full:
                parts.append(piece)
                filled += advance
                continue
            for part in (piece,) if visible <= full else _cut(piece, typeface, full):
                advance, visible = widths[part]
                # the spaces at the end of a part may extend beyond the end of the line
                if filled and filled + visible > full:
                    lines.append(("".join(bold), "".join(regular)))
                    bold.clear()
                    regular.clear()
                    filled = 0
                parts.append(part)
                filled += advance
    return [*lines, ("".join(bold), "".join(regular))]


class _PieceWidths(dict[str, tuple[int, int]]):
    """The width of each piece in one typeface, with and without the white space at its end, in font units.

    Short pieces are kept: words occur again and again.
    """

    def __init__(self, typeface: int) -> None:
        super().__init__()
        self._typeface = typeface

    def __missing__(self, piece: str) -> tuple[int, int]:
        measured = width(piece, self._typeface), width(piece.rstrip(), self._typeface)
        if len(piece) <= LONGEST_KNOWN and len(self) < MOST_KNOWN:
            self[piece] = measured
        return measured


@cache
def _piece_widths(typeface: int) -> _PieceWidths:
    return _PieceWidths(typeface)


def _cut(piece: str, typeface: int, full: int) -> list[str]:
    """The parts of a piece that is wider than ``full``; none of them is, except for white space at its end."""
    parts, start, filled = [], 0, 0
    widths = _widths_in(typeface)
    for position, character in enumerate(piece):
        advance = widths[character]
        if filled + advance > full and not character.isspace():
            parts.append(piece[start:position])
            start, filled = position, 0
        filled += advance
    return [*parts, piece[start:]]


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
