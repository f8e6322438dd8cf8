"""Reads a font of a PDF file: which characters its glyphs stand for, and how wide they are.

Only the bundled fonts are known, and only with two-byte glyph codes, as the engines embed them. The widths that the
file states must be those of the bundled font. Engines may round them to whole thousandths of the type size; the places
of words are computed from the exact ones, as the lines were. A glyph for several characters, such as tone letters, has
no known width; it is at most as wide as these characters are together.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple, NoReturn

from imrletters.errors import PrintError
from imrletters.printing.page_check.objects import cannot_be_checked
from imrletters.printing.page_check.written_file import WrittenFile
from imrletters.rendering import EM, advance_widths

THOUSANDTHS = 1000
"""The unit of widths in a PDF file, as a part of the type size."""
ROUNDING = 1
"""The largest difference of a width in the file, in thousandths of the type size.

WeasyPrint rounds twice: to 1/1024 pixel at the size in which a glyph is first used, then to whole thousandths.
"""
DEFAULT_WIDTH = 1000
CODE_SPACE = re.compile(rb"1 begincodespacerange\n<0000> <[fF]{4}>\nendcodespacerange")
BLOCK = re.compile(rb"(\d+) beginbfchar\n((?:<[0-9A-Fa-f]{4}> <(?:[0-9A-Fa-f]{4})+>\n)*)endbfchar")
ONE_CHARACTER = len(b"<0000> <0000>\n")
"""The length of an entry for a glyph of one character."""
MAPPINGS = re.compile(rb"begin(?:bf|cid|notdef)(?:char|range)")


class _Typeface(NamedTuple):
    """A bundled font: its place in ``advance_widths``, and its ascent and descent as parts of the type size."""

    number: int
    ascent: float
    descent: float


TYPEFACES = {
    "LiberationSerif": _Typeface(0, 0.891, 0.216),
    "LiberationSerifBold": _Typeface(1, 0.891, 0.216),
    "LiberationSans": _Typeface(2, 0.905, 0.212),
    "LiberationSansBold": _Typeface(3, 0.905, 0.212),
}
"""The bundled fonts by the names in a file, without hyphens."""


class _Widths(dict[str, float]):
    """The width of each glyph, by the character with its code. A glyph without text is an error."""

    def __missing__(self, code: str) -> NoReturn:
        raise cannot_be_checked(f"the glyph {ord(code)} stands for no character")


class Font(NamedTuple):
    """A font of the file.

    ``characters`` has the text of each glyph by its code: one character, or several without white space. ``widths`` has
    the width of each glyph by the character with its code, as a part of the type size.
    """

    characters: dict[int, str]
    widths: dict[str, float]
    ascent: float
    descent: float


def read_font(file: WrittenFile, font: dict[str, Any]) -> Font:
    """A font of a file. Raises PrintError if it is not a bundled font, or if its widths are not those of that font."""
    [below] = map(file.value, font["DescendantFonts"])
    name = font["BaseFont"].partition("+")[2].replace("-", "")
    kinds = font["Subtype"], below["Subtype"], font["Encoding"], below["CIDToGIDMap"]
    if kinds != ("Type0", "CIDFontType2", "Identity-H", "Identity") or name not in TYPEFACES:
        raise cannot_be_checked(f"the font {font['BaseFont']} is not one of the letter's, or has another encoding")
    typeface = TYPEFACES[name]
    characters = _characters(file.value(font["ToUnicode"]).content)
    stated = _stated_widths(file.value(below["W"]))
    default = below.get("DW", DEFAULT_WIDTH)
    exact = _exact_widths(typeface.number)
    widths = _Widths()
    for code, text in characters.items():
        width = exact.get(text) or _sum_of_widths(text, exact)
        difference = stated.get(code, default) - width * THOUSANDTHS
        if not abs(difference) <= ROUNDING:
            if len(text) == 1 or not -width * THOUSANDTHS < difference < 0:
                raise PrintError(f"the width of {text!r} in the PDF file is not that of the font {name}")
            width += difference / THOUSANDTHS
        widths[chr(code)] = width
    return Font(characters, widths, typeface.ascent, typeface.descent)


@cache
def _exact_widths(number: int) -> dict[str, float]:
    """The width of each printable character in a bundled font, as a part of the type size."""
    return {character: widths[number] / EM for character, widths in advance_widths().items()}


def _sum_of_widths(text: str, exact: dict[str, float]) -> float:
    """The width of the characters of a glyph together."""
    if not all(character in exact for character in text):
        raise cannot_be_checked(f"a glyph stands for {text!r}")
    return sum(map(exact.__getitem__, text))


def _characters(table: bytes) -> dict[int, str]:
    """The character of each glyph, from a ToUnicode table."""
    blocks = BLOCK.findall(table)
    if len(CODE_SPACE.findall(table)) != 1 or len(blocks) != len(MAPPINGS.findall(table)):
        raise cannot_be_checked("unknown form of a ToUnicode table")
    characters: dict[int, str] = {}
    codes: Iterable[int]
    for count, block in blocks:
        if len(block) == ONE_CHARACTER * int(count):
            values = bytes.fromhex(block.translate(None, b"<>").decode()).decode("utf-16-be")
            codes, texts = map(ord, values[::2]), list(values[1::2])
        else:
            parts = block.translate(None, b"<>").split()
            codes = (int(code, 16) for code in parts[::2])
            texts = [bytes.fromhex(text.decode()).decode("utf-16-be") for text in parts[1::2]]
        if len(texts) != int(count) or any(len(text) > 1 and text != "".join(text.split()) for text in set(texts)):
            raise cannot_be_checked("unknown entries of a ToUnicode table")
        characters.update(zip(codes, texts, strict=True))
    return characters


def _stated_widths(array: list[Any]) -> dict[int, float]:
    """The width of each glyph in the array ``W`` of a font (ISO 32000-1, 9.7.4.3)."""
    widths: dict[int, float] = {}
    items = iter(array)
    for first in items:
        following = next(items)
        if isinstance(following, list):
            widths.update(enumerate(following, first))
        else:
            width = next(items)
            for code in range(int(first), int(following) + 1):
                widths[code] = width
    return widths
