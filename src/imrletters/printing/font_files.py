"""The font files that an engine reads: the bundled ones, or those made from an organization's own fonts.

An own font is made anew for printing: with the names, the weight and the heights that the letter uses, one glyph for
each character that all fonts of the letter have, and without tables that replace, join or move glyphs. Each character
is then exactly as wide as measured, and the text of the PDF file is that of the letter.
"""

import copy
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from imrletters.errors import HouseStyleError
from imrletters.files import temporary_folder
from imrletters.printing.outlines import replace_outlines
from imrletters.rendering import Typeface, Typefaces
from imrletters.resources import font_folder

if TYPE_CHECKING:  # fontTools is imported only for own fonts
    from fontTools.ttLib import TTFont

KEPT = {"OS/2", "cmap", "cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post", "prep"}
"""The tables of an own font that its outlines need."""
NORMAL_WEIGHT, BOLD_WEIGHT = 400, 700
NORMAL_WIDTH = 5
REGULAR_STYLE, BOLD_STYLE = 1 << 6, 1 << 5
"""Bits of ``fsSelection`` in the table OS/2."""
MOST_LOOKS = 4
"""The number of looks whose folders of fonts are kept."""


class FontFolder:
    """A folder with the four fonts of a letter and no others. It exists as long as this object."""

    def __init__(self, typefaces: Typefaces) -> None:
        """Writes the files of own fonts into a temporary folder. Raises OSError, and HouseStyleError."""
        self.path = font_folder()
        if not typefaces.are_bundled:
            self.path = temporary_folder(self)
            for typeface in typefaces:
                self.file(typeface).write_bytes(_content(typeface, typefaces.characters))

    def file(self, typeface: Typeface) -> Path:
        """The file of one of the fonts."""
        return self.path / (f"{typeface.name}.ttf" if typeface.data else typeface.file)


@lru_cache(maxsize=MOST_LOOKS)
def font_folder_of(typefaces: Typefaces) -> FontFolder:
    """The folder of the fonts of letters; it is made once. Raises as ``FontFolder`` does."""
    return FontFolder(typefaces)


def _content(typeface: Typeface, characters: frozenset[str]) -> bytes:
    if not typeface.data:
        return (font_folder() / typeface.file).read_bytes()
    try:
        return _printed_font(typeface, characters)
    except Exception as error:  # noqa: BLE001 - fontTools raises errors of many kinds for a damaged file
        raise HouseStyleError(f"{typeface.file}: error: cannot be embedded: {type(error).__name__}") from None


def _printed_font(typeface: Typeface, characters: frozenset[str]) -> bytes:
    """The file of an own font with what a letter prints. The same font and characters give the same bytes.

    All fonts of a letter have the same characters: Fontconfig prefers a font of another weight if this one lacks a
    character that it expects in English.
    """
    from fontTools.fontBuilder import FontBuilder  # noqa: PLC0415 - only own fonts need it
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as above

    font = TTFont(BytesIO(typeface.data), lazy=True, recalcTimestamp=False, recalcBBoxes=False)
    if "CFF " in font:
        replace_outlines(font, sorted(characters))
    for table in {*font.keys()} - KEPT - {"GlyphOrder"}:
        del font[table]
    builder = FontBuilder(font=font)
    builder.setupCharacterMap(_one_glyph_each(font, sorted(characters)))
    style = "Bold" if typeface.bold else "Regular"
    full = f"{typeface.family}-Bold" if typeface.bold else typeface.family
    builder.setupNameTable({"familyName": typeface.family, "styleName": style, "fullName": full, "psName": full})
    units = font["head"].unitsPerEm
    ascent, descent = round(typeface.ascent * units), round(typeface.descent * units)
    os2, header = font["OS/2"], font["hhea"]
    header.ascent, header.descent, header.lineGap = ascent, -descent, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, -descent, 0
    os2.usWinAscent, os2.usWinDescent = ascent, descent
    os2.usWeightClass, os2.usWidthClass = BOLD_WEIGHT if typeface.bold else NORMAL_WEIGHT, NORMAL_WIDTH
    os2.fsSelection = BOLD_STYLE if typeface.bold else REGULAR_STYLE
    font["head"].macStyle = int(typeface.bold)
    font["post"].formatType, font["post"].italicAngle = 3.0, 0
    written = BytesIO()
    font.save(written)
    return written.getvalue()


def _one_glyph_each(font: "TTFont", characters: list[str]) -> dict[int, str]:
    """The glyph of each character. Where characters share one, all but the first get a copy of it.

    Otherwise a PDF file could state only one of them as the text of the glyph.
    """
    glyphs, metrics, names = font["glyf"], font["hmtx"], font.getBestCmap()
    found: dict[int, str] = {}
    used: set[str] = set()
    for character in characters:
        code = ord(character)
        name = names[code]
        if name in used:
            name = f"{name}.of{code:04X}"
            glyphs[name] = copy.deepcopy(glyphs[names[code]])
            metrics[name] = metrics[names[code]]
        used.add(name)
        found[code] = name
    return found
