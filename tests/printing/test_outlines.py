"""PostScript outlines of a font are replaced by TrueType outlines of the same shape."""

from fontTools.pens.areaPen import AreaPen
from fontTools.pens.boundsPen import BoundsPen

from imrletters.printing.outlines import replace_outlines
from tests.own_fonts import opened, postscript_font, saved

CHARACTERS = "AQagé8&-\u00a0 "


def test_the_outlines_have_the_same_shape_and_the_glyphs_the_same_widths() -> None:
    font, source = opened(postscript_font()), opened(postscript_font())
    replace_outlines(font, CHARACTERS)
    made = opened(saved(font))
    names, before, after = source.getBestCmap(), source.getGlyphSet(), made.getGlyphSet()
    order = dict(zip(font.getGlyphOrder(), made.getGlyphOrder(), strict=True))
    for character in CHARACTERS:
        old, new = before[names[ord(character)]], after[order[names[ord(character)]]]
        assert made["hmtx"][order[names[ord(character)]]][0] == old.width
        bounds, areas = [BoundsPen(None), BoundsPen(None)], [AreaPen(), AreaPen()]
        for glyph, pens in ((old, (bounds[0], areas[0])), (new, (bounds[1], areas[1]))):
            for pen in pens:
                glyph.draw(pen)
        assert abs(abs(areas[0].value) - abs(areas[1].value)) <= 0.01 * abs(areas[0].value)
        assert (bounds[0].bounds is None) == (bounds[1].bounds is None) == character.isspace()
        if bounds[0].bounds:
            assert all(abs(a - b) <= 1 for a, b in zip(bounds[0].bounds, bounds[1].bounds, strict=True))


def test_other_characters_are_left_out() -> None:
    font = opened(postscript_font())
    replace_outlines(font, "ab")
    assert len(font.getGlyphOrder()) == 3
    assert ("glyf" in font, "CFF " in font) == (True, False)


def test_a_character_that_is_drawn_by_two_others_has_the_outlines_of_both() -> None:
    font = opened(postscript_font(composed=True))
    replace_outlines(font, "e\u00b4\u00e9")
    letter, accent, both = (font["glyf"][name].numberOfContours for name in font.getGlyphOrder()[1:])
    assert both == letter + accent > letter > 0
