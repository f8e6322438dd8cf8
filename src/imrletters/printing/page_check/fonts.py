"""Reads a font of a PDF file: which characters its glyphs stand for, and how wide they are.

Only the fonts of the letter are known, and only with two-byte glyph codes, as the engines embed them. The widths that
the file states must be those that were measured. Engines may round them to whole thousandths of the type size; the
places of words are computed from the exact ones, as the lines were. Each glyph stands for one character, because the
fonts have no tables that join glyphs.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple, NoReturn

from imrletters.errors import PrintError
from imrletters.printing.page_check.objects import cannot_be_checked
from imrletters.printing.page_check.written_file import WrittenFile
from imrletters.rendering import EM, Typeface, Typefaces

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
MOST_KEPT = 32
"""The number of fonts of files, and of fonts of letters, whose widths are kept."""
MAPPINGS = re.compile(rb"begin(?:bf|cid|notdef)(?:char|range)")


class _Widths(dict[str, float]):
    """The width of each glyph, by the character with its code. A glyph without text is an error."""

    def __missing__(self, code: str) -> NoReturn:
        raise cannot_be_checked(f"the glyph {ord(code)} stands for no character")


class Font(NamedTuple):
    """A font of the file.

    ``characters`` has the character of each glyph by its code. ``widths`` has the width of each glyph by the character
    with its code, as a part of the type size.
    """

    characters: dict[int, str]
    widths: dict[str, float]
    ascent: float
    descent: float


def read_font(file: WrittenFile, font: dict[str, Any], typefaces: Typefaces) -> Font:
    """A font of a file. Raises PrintError if it is not one of the letter, or if its widths are not as measured."""
    [below] = map(file.value, font["DescendantFonts"])
    kinds = font["Subtype"], below["Subtype"], font["Encoding"], below["CIDToGIDMap"]
    typeface = next((each for each in typefaces if each.is_named(font["BaseFont"])), None)
    if kinds != ("Type0", "CIDFontType2", "Identity-H", "Identity") or typeface is None:
        raise cannot_be_checked(f"the font {font['BaseFont']} is not one of the letter's, or has another encoding")
    # only a tuple can be a key of a cache
    array = tuple(tuple(item) if isinstance(item, list) else item for item in file.value(below["W"]))
    return _font(typeface, file.value(font["ToUnicode"]).content, array, below.get("DW", DEFAULT_WIDTH))


@lru_cache(maxsize=MOST_KEPT)
def _font(typeface: Typeface, table: bytes, array: tuple[Any, ...], default: float) -> Font:
    """The font with this ToUnicode table and these widths. Many letters have the same bold characters and labels."""
    characters = _characters(table)
    stated = _stated_widths(array)
    exact = _exact_widths(typeface)
    widths = _Widths()
    for code, character in characters.items():
        if character not in exact:
            raise cannot_be_checked(f"a glyph stands for {character!r}")
        width = widths[chr(code)] = exact[character]
        if not abs(stated.get(code, default) - width * THOUSANDTHS) <= ROUNDING:
            raise PrintError(f"the width of {character!r} in the PDF file is not that of the font {typeface.name}")
    return Font(characters, widths, typeface.ascent, typeface.descent)


@lru_cache(maxsize=MOST_KEPT)
def _exact_widths(typeface: Typeface) -> dict[str, float]:
    """The width of each printable character in a font, as a part of the type size."""
    return {character: width / EM for character, width in typeface.widths.items()}


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
        if len(texts) != int(count):
            raise cannot_be_checked("unknown entries of a ToUnicode table")
        characters.update(zip(codes, texts, strict=True))
    return characters


def _stated_widths(array: tuple[Any, ...]) -> dict[int, float]:
    """The width of each glyph in the array ``W`` of a font (ISO 32000-1, 9.7.4.3)."""
    widths: dict[int, float] = {}
    items = iter(array)
    for first in items:
        following = next(items)
        if isinstance(following, tuple):
            widths.update(enumerate(following, first))
        else:
            width = next(items)
            for code in range(int(first), int(following) + 1):
                widths[code] = width
    return widths
