"""Measures and breaks lines: by columns for text, by the widths of the letter's fonts for print.

The rule for print was measured on published letters of 2016-17: a line is filled to the line width, every space before
the next word counted; it may end after a space or a hyphen and nowhere else in a word, not after a slash.
"""

import re
from functools import lru_cache

from imrletters.rendering.kept_look import letter_look
from imrletters.rendering.look import Look
from imrletters.rendering.typefaces import EM, Typeface

AFTER_HYPHEN = "\u00a0"
"""Follows a hyphen that ends a paragraph. A line broken at a hyphen ends with the hyphen itself."""
LONGEST_KNOWN = 40
"""The number of characters up to which the widths of a piece are kept."""
MOST_KNOWN = 10_000
"""The greatest number of pieces in one typeface whose widths are kept."""
MOST_TYPEFACES = 16
"""The greatest number of typefaces whose widths of pieces are kept."""
MOST_COLUMNS = 16
"""The greatest number of widths of text letters whose patterns are kept."""
HYPHENS = ("-", "\u2010", "\u2013", "\u2014")
CHUNK = re.compile("[^ {0}]*[{0}]*(?: \\s*)?".format(re.escape("".join(HYPHENS))))


def width(text: str, typeface: Typeface) -> float:
    """The printed width of ``text``, in font units. Raises ValueError if a character is not printable."""
    return sum(map(typeface.widths.__getitem__, text))


def width_in_points(text: str, typeface: Typeface, size: float) -> float:
    """The printed width of ``text`` in type of ``size`` points, in points."""
    return width(text, typeface) * size / EM


def line_width(look: Look | None = None) -> int:
    """The width of a printed line of a paragraph, in font units; that of our look if none is given."""
    look = look or letter_look()
    return int(look.line_width * EM // look.text.size)


def chunks(text: str) -> list[str]:
    """The pieces between which a printed line may end; the white space after a piece belongs to it."""
    # most texts; takes a third of the time of the pattern
    if text.isascii() and text.isprintable() and "  " not in text and "--" not in text:
        marked = text.replace(" ", " \n").replace("-", "-\n").replace("-\n \n", "- \n")
        return marked.removesuffix("\n").split("\n") if text else []
    return [chunk for chunk in CHUNK.findall(text) if chunk]


def printed_lines(text: str, label: str = "", look: Look | None = None) -> list[tuple[str, str]]:
    """The printed lines of a paragraph that begins with a bold ``label``: the bold and the regular part of each.

    Without a ``look``, they are as wide as those of ours, and in our fonts. The parts of all lines, concatenated, are
    the paragraph. A piece wider than a line is broken where the line is full.
    """
    # WeasyPrint drops a run that consists of spaces only at the end of a line, so these spaces join the label
    label, text = label + text[: len(text) - len(text.lstrip(" "))] if label else label, text.lstrip(" ")
    lines: list[tuple[str, str]] = []
    bold: list[str] = []
    regular: list[str] = []
    look = look or letter_look()
    faces = look.typefaces
    full = line_width(look)
    filled: float = 0  # Python adds and compares whole numbers faster, and the widths of our fonts are whole
    for typeface, pieces, parts in ((faces.text_bold, chunks(label), bold), (faces.text, chunks(text), regular)):
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


class _PieceWidths(dict[str, tuple[float, float]]):
    """The width of each piece in one typeface, with and without the white space at its end, in font units.

    Short pieces are kept: words occur again and again.
    """

    def __init__(self, typeface: Typeface) -> None:
        super().__init__()
        self._typeface = typeface

    def __missing__(self, piece: str) -> tuple[float, float]:
        measured = width(piece, self._typeface), width(piece.rstrip(), self._typeface)
        if len(piece) <= LONGEST_KNOWN and len(self) < MOST_KNOWN:
            self[piece] = measured
        return measured


@lru_cache(maxsize=MOST_TYPEFACES)
def _piece_widths(typeface: Typeface) -> _PieceWidths:
    return _PieceWidths(typeface)


def _cut(piece: str, typeface: Typeface, full: int) -> list[str]:
    """The parts of a piece that is wider than ``full``; none of them is, except for white space at its end."""
    parts, start, filled = [], 0, 0.0
    for position, character in enumerate(piece):
        advance = typeface.widths[character]
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
    return _text_line(columns).findall(paragraph)[:-1]  # the last match is the empty one at the end


@lru_cache(maxsize=MOST_COLUMNS)
def _text_line(columns: int) -> re.Pattern[str]:
    """Matches a line of a text letter and the space after it: as many words as fit, or one word that does not."""
    return re.compile(rf"((?:.{{0,{columns}}}(?= |\Z)|[^ ]+) *?)(?: (?! |\Z)|\Z)")
