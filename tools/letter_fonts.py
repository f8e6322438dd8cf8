"""Makes the bundled fonts from Liberation Serif and Sans 2.1.5: ``python tools/letter_fonts.py FOLDER`` reads them.

The instructions that fit outlines to the pixels of a screen are left out; they took a third of the size of a letter. So
are the tables that replace, join or move glyphs, because a letter prints one glyph for each character. Outlines, widths
and heights stay as they are. The licence, the SIL Open Font License, reserves the names of the original fonts for them;
the changed ones have other names.
"""

import sys
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont

from imrletters.rendering.typefaces import FONTS
from imrletters.resources import font_folder

KEPT_TABLES = {"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}
ORIGINAL, NAME = "Liberation", "IMR"
KEPT_NAMES = {0, 1, 2, 3, 4, 5, 6, 13, 14}
"""The copyright, the names of the font, its version and its licence; numbers of the table "name"."""
WINDOWS = 3
"""The platform of the names that are kept. Those of the other one, for old Macintosh computers, are the same."""
DEPENDS_ON_INSTRUCTIONS = 1 << 2 | 1 << 4
"""Flags in the table "head" of fonts whose instructions depend on the size of type or change widths."""
MAXIMA_OF_INSTRUCTIONS = (
    *("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements"),
    "maxSizeOfInstructions",
)


def letter_font(original: bytes) -> bytes:
    """The font for letters that is made from a Liberation font. The same font gives the same bytes."""
    # the stated bounds of an outline, which may differ from the computed ones, determine its place
    font = TTFont(BytesIO(original), recalcTimestamp=False, recalcBBoxes=False)
    for table in {*font.keys()} - KEPT_TABLES - {"GlyphOrder"}:
        del font[table]
    for name in font.getGlyphOrder():
        font["glyf"][name].removeHinting()
    for maximum in MAXIMA_OF_INSTRUCTIONS:
        setattr(font["maxp"], maximum, 0)
    font["maxp"].maxZones = 1
    font["head"].flags &= ~DEPENDS_ON_INSTRUCTIONS
    font["post"].formatType = 3  # without names of glyphs
    _rename(font)
    written = BytesIO()
    font.save(written)
    return written.getvalue()


def _rename(font: TTFont) -> None:
    names = font["name"]
    names.names = [each for each in names.names if each.nameID in KEPT_NAMES and each.platformID == WINDOWS]
    for each in names.names:
        each.string = each.toUnicode().replace(f"Ascender - {ORIGINAL}", NAME).replace(ORIGINAL, NAME)


def main(folder: Path) -> None:
    """Writes the files of the bundled fonts."""
    for name in FONTS:
        original = folder / f"{name.replace(NAME, ORIGINAL)}.ttf"
        (font_folder() / f"{name}.ttf").write_bytes(letter_font(original.read_bytes()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
