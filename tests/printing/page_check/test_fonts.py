"""The characters and the widths of a font are read from a PDF file, and compared with the bundled font."""

from typing import Any

import pytest
from fontTools.ttLib import TTFont

from imrletters import PrintError
from imrletters.printing.page_check.fonts import TYPEFACES, read_font
from imrletters.printing.page_check.written_file import Stream, WrittenFile
from imrletters.rendering import advance_widths
from imrletters.resources import font_folder
from tests.support import SAMPLES, sample_pdf

TABLE = b"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n2 beginbfchar\n<0003> <0020>\n<0004> <%b>\nendbfchar"
FILE = WrittenFile(sample_pdf(SAMPLES[0]))


def font(text: str, widths: list[Any]) -> dict[str, Any]:
    """A font with a space, and a glyph for a text; both have widths in the array ``W``."""
    below = {"Subtype": "CIDFontType2", "CIDToGIDMap": "Identity", "W": widths}
    mapping = Stream({}, TABLE % text.encode("utf-16-be").hex().encode())
    return {
        "Subtype": "Type0", "BaseFont": "ABCDEF+Liberation-Serif", "Encoding": "Identity-H", "DescendantFonts": [below],
        "ToUnicode": mapping,
    }  # fmt: skip


@pytest.mark.parametrize("widths", [[3, [250, 444]], [3, 3, 250, 4, 4, 443.84766], [0, 3, 250, 4, [444]]])
def test_a_font_has_the_exact_width_of_each_glyph(widths: list[Any]) -> None:
    read = read_font(FILE, font("a", widths))
    assert read.characters == {3: " ", 4: "a"}
    assert read.widths == {"\3": 0.25, "\4": 909 / 2048}


@pytest.mark.parametrize("widths", [[3, [250, 442]], [3, [252, 444]], [3, [250]], [3, [250, 888]]])
def test_a_wrong_width_is_refused(widths: list[Any]) -> None:
    with pytest.raises(PrintError, match=r"the width of '.' in the PDF file is not that of the font LiberationSerif"):
        read_font(FILE, font("a", widths))


def test_a_glyph_for_several_characters_is_as_wide_as_the_file_states_but_not_wider_than_they_are() -> None:
    assert read_font(FILE, font("\u02e5\u02e6", [3, [250, 300]])).widths["\4"] == pytest.approx(0.3)
    with pytest.raises(PrintError, match="the width of"):
        read_font(FILE, font("\u02e5\u02e6", [3, [250, 3000]]))
    with pytest.raises(PrintError, match="unknown entries of a ToUnicode table"):
        read_font(FILE, font("a ", [3, [250, 300]]))


def test_a_glyph_for_a_character_that_no_letter_has_is_refused() -> None:
    with pytest.raises(PrintError, match="a glyph stands for"):
        read_font(FILE, font("\u4e00", [3, [250, 300]]))


@pytest.mark.parametrize("name", TYPEFACES)
def test_the_typefaces_are_those_of_the_font_files(name: str) -> None:
    family, bold = name.removesuffix("Bold"), "Bold" if name.endswith("Bold") else "Regular"
    file = TTFont(font_folder() / f"{family}-{bold}.ttf")
    typeface = TYPEFACES[name]
    units = file["head"].unitsPerEm
    assert typeface.ascent == pytest.approx(file["hhea"].ascent / units, abs=0.001)
    assert typeface.descent == pytest.approx(-file["hhea"].descent / units, abs=0.001)
    cmap = file.getBestCmap()
    assert all(advance_widths()[each][typeface.number] == file["hmtx"][cmap[ord(each)]][0] for each in "aW1é–")
