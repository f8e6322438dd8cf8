"""The characters and the widths of a font are read from a PDF file, and compared with the bundled font."""

from typing import Any

import pytest
from fontTools.ttLib import TTFont

from imrletters import PrintError
from imrletters.printing.page_check.fonts import read_font
from imrletters.printing.page_check.written_file import Stream, WrittenFile
from imrletters.rendering import Typeface, bundled_typefaces
from imrletters.resources import font_folder
from tests.support import SAMPLES, sample_pdf

TABLE = b"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n2 beginbfchar\n<0003> <0020>\n<0004> <%b>\nendbfchar"
FILE = WrittenFile(sample_pdf(SAMPLES[0]))
FACES = bundled_typefaces()


def font(text: str, widths: list[Any]) -> dict[str, Any]:
    """A font with a space, and a glyph for a text; both have widths in the array ``W``."""
    below = {"Subtype": "CIDFontType2", "CIDToGIDMap": "Identity", "W": widths}
    mapping = Stream({}, TABLE % text.encode("utf-16-be").hex().encode())
    return {
        "Subtype": "Type0", "BaseFont": "ABCDEF+IMR-Serif", "Encoding": "Identity-H", "DescendantFonts": [below],
        "ToUnicode": mapping,
    }  # fmt: skip


@pytest.mark.parametrize("widths", [[3, [250, 444]], [3, 3, 250, 4, 4, 443.84766], [0, 3, 250, 4, [444]]])
def test_a_font_has_the_exact_width_of_each_glyph(widths: list[Any]) -> None:
    read = read_font(FILE, font("a", widths), FACES)
    assert read.characters == {3: " ", 4: "a"}
    assert read.widths == {"\3": 0.25, "\4": 909 / 2048}


@pytest.mark.parametrize("widths", [[3, [250, 442]], [3, [252, 444]], [3, [250]], [3, [250, 888]]])
def test_a_wrong_width_is_refused(widths: list[Any]) -> None:
    with pytest.raises(PrintError, match=r"the width of '.' in the PDF file is not that of the font IMRSerif"):
        read_font(FILE, font("a", widths), FACES)


@pytest.mark.parametrize("text", ["\u4e00", "\u02e5\u02e6", "a ", ""])
def test_a_glyph_that_does_not_stand_for_one_character_of_letters_is_refused(text: str) -> None:
    with pytest.raises(PrintError, match=r"a glyph stands for|unknown form of a ToUnicode table"):
        read_font(FILE, font(text, [3, [250, 300]]), FACES)


@pytest.mark.parametrize("typeface", [*FACES], ids=lambda typeface: typeface.name)
def test_the_typefaces_are_those_of_the_font_files(typeface: Typeface) -> None:
    file = TTFont(font_folder() / typeface.file)
    units = file["head"].unitsPerEm
    assert typeface.ascent == file["hhea"].ascent / units
    assert typeface.descent == -file["hhea"].descent / units
    assert typeface.ascent + typeface.descent <= typeface.height
    assert file["name"].getDebugName(6).replace("-", "") == typeface.name
    cmap = file.getBestCmap()
    assert all(typeface.widths[each] == file["hmtx"][cmap[ord(each)]][0] for each in "aW1é–")


def test_a_font_that_is_not_one_of_the_letter_is_refused() -> None:
    other = font("a", [3, [250, 444]]) | {"BaseFont": "ABCDEF+DejaVu-Serif"}
    with pytest.raises(PrintError, match=r"the font ABCDEF\+DejaVu-Serif is not one of the letter's"):
        read_font(FILE, other, FACES)
