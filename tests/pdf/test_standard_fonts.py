"""The widths of the 14 standard fonts."""

import pytest

from imrletters.pdf.standard_fonts import standard_font
from imrletters.resources import font_folder

UNITS = 2048
"""Units of the bundled fonts for a font size of 1."""


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Helvetica", "Helvetica"),
        ("Arial,BoldItalic", "Helvetica-BoldOblique"),
        ("Times-Roman", "Times-Roman"),
        ("TimesNewRoman,Italic", "Times-Italic"),
        ("CourierNew,Bold", "Courier-Bold"),
        ("Symbol", "Symbol"),
    ],
)
def test_a_font_has_the_name_of_the_standard_font(name: str, full: str) -> None:
    found = standard_font(name)
    assert found is not None
    assert found.name == full


@pytest.mark.parametrize("name", ["", "ABCDEF+Helvetica", "Helvetica-Light", "ArialMT"])
def test_another_font_is_not_a_standard_font(name: str) -> None:
    assert standard_font(name) is None


@pytest.mark.parametrize(
    ("name", "bundled"),
    [
        ("Helvetica", "IMRSans-Regular"),
        ("Helvetica-Bold", "IMRSans-Bold"),
        ("Times-Roman", "IMRSerif-Regular"),
        ("Times-Bold", "IMRSerif-Bold"),
    ],
)
def test_the_widths_are_those_of_the_bundled_fonts_which_were_made_for_the_same_widths(name: str, bundled: str) -> None:
    from fontTools.ttLib import TTFont

    font = TTFont(font_folder() / f"{bundled}.ttf")
    widths = {chr(code): font["hmtx"][glyph][0] * 1000 / UNITS for code, glyph in font.getBestCmap().items()}
    found = standard_font(name)
    assert found is not None
    letters = [chr(code) for code in range(32, 127) if chr(code) in found.widths]
    assert len(letters) == 95
    assert [found.widths[each] for each in letters] == pytest.approx([widths[each] for each in letters], abs=1)


def test_all_characters_of_courier_have_one_width() -> None:
    found = standard_font("Courier")
    assert found is not None
    assert {found.widths[each] for each in "il W"} == {600}
    assert found.descent == -194
