"""Replaces the PostScript outlines (CFF) of a font by TrueType outlines: the engines then write fonts of one kind."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # fontTools is imported only for own fonts
    from fontTools.ttLib import TTFont

TRUETYPE = "\0\1\0\0"
TRUETYPE_LIMITS = 0x00010000
"""The version of the table maxp that belongs to TrueType outlines."""
ERROR = 0.0005
"""The greatest distance between an outline and its replacement, as a part of the type size."""
NO_PROGRAMS = {
    "maxZones": 1, "maxTwilightPoints": 0, "maxStorage": 0, "maxFunctionDefs": 0, "maxInstructionDefs": 0,
    "maxStackElements": 0, "maxSizeOfInstructions": 0, "maxComponentElements": 0,
}  # fmt: skip
"""The entries of the table maxp of a font without programs that fit outlines to pixels."""


def replace_outlines(font: "TTFont", characters: Iterable[str]) -> None:
    """Gives the font TrueType outlines, and leaves out the glyphs of other characters."""
    from fontTools.pens.cu2quPen import Cu2QuPen  # noqa: PLC0415 - only own fonts need it
    from fontTools.pens.recordingPen import DecomposingRecordingPen  # noqa: PLC0415 - as above
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415 - as above
    from fontTools.ttLib import newTable  # noqa: PLC0415 - as above

    names, drawn, metrics = font.getBestCmap(), font.getGlyphSet(), font["hmtx"].metrics
    order = list(dict.fromkeys([font.getGlyphOrder()[0], *(names[ord(each)] for each in characters)]))
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        recorded = DecomposingRecordingPen(drawn)  # a glyph may be drawn by two others
        drawn[name].draw(recorded)
        recorded.replay(Cu2QuPen(pen, ERROR * font["head"].unitsPerEm, reverse_direction=True))
        glyphs[name] = pen.glyph()
        glyphs[name].recalcBounds(None)
    font["glyf"], font["loca"] = newTable("glyf"), newTable("loca")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    font["hmtx"].metrics = {name: (metrics[name][0], getattr(glyphs[name], "xMin", 0)) for name in order}
    font["maxp"].tableVersion = TRUETYPE_LIMITS
    vars(font["maxp"]).update(NO_PROGRAMS)
    del font["CFF "]
    font.setGlyphOrder(order)
    font.sfntVersion = TRUETYPE
    font.recalcBBoxes = True
