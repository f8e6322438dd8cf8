"""The fonts of a PDF: characters and widths."""

import pytest

from imrletters import LetterError
from imrletters.pdf.graphics_state import Char
from tests.pdf.building import page, stream
from tests.support import printed_pages


def shown(string: bytes, font: bytes, *more: bytes) -> list[Char]:
    """The characters of a string at the left edge, in size 10."""
    [lines] = printed_pages(page(b"BT /F 10 Tf 0 700 Td %s Tj ET" % string, *more, font=font))
    return [char for line in lines for char in line.chars]


def widths(chars: list[Char]) -> list[float]:
    return [round(char.x1 - char.x0, 3) for char in chars]


def test_a_simple_font_has_an_encoding_with_differences_and_widths() -> None:
    font = (
        b"<</Type/Font/Subtype/TrueType/BaseFont/Own/FirstChar 65/Widths[500 600 700]"
        b"/FontDescriptor<</FontName/ABCDEF+Own/Descent 200/MissingWidth 250>>"
        b"/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[66/endash/nosuchglyph]>>>>"
    )
    found = shown(b"(ABCZ)", font)
    assert [char.text for char in found] == ["A", "–", "\ufffd", "Z"]
    assert widths(found) == [5, 6, 7, 2.5]
    assert {(char.font, char.size) for char in found} == {("ABCDEF+Own", 10)}


def test_the_characters_that_a_font_states_come_before_its_encoding() -> None:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>"
    assert [char.text for char in shown(b"(AB)", font, stream(b"<41> <0042> endbfchar"))] == ["B", "B"]


def test_a_font_without_an_encoding_has_that_of_its_font_file() -> None:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Own/FontDescriptor<</FontFile 7 0 R>>>>"
    program = stream(b"%!PS-AdobeFont\ndup 65 /bullet put\ndup 66 /A put\nreadonly def eexec dup 67 /x put")
    assert [char.text for char in shown(b"(ABC)", font, program)] == ["•", "A", "\ufffd"]


def test_a_composite_font_has_codes_of_two_bytes_and_widths_by_cid() -> None:
    font = b"<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 7 0 R/DescendantFonts[8 0 R]>>"
    inner = b"<</Type/Font/Subtype/CIDFontType2/DW 300/W[1[400 500]10 20 600]/FontDescriptor<</FontName/Own>>>>"
    mapping = stream(b"<0001> <000f> <0041> endbfrange")
    found = shown(b"<00010002000a0030>", font, mapping, inner)
    assert [char.text for char in found] == ["A", "B", "J", "\ufffd"]
    assert widths(found) == [4, 5, 6, 3]


def test_a_composite_font_may_have_its_own_code_map() -> None:
    font = b"<</Type/Font/Subtype/Type0/Encoding 9 0 R/ToUnicode 7 0 R/DescendantFonts[8 0 R]>>"
    inner = b"<</Type/Font/Subtype/CIDFontType2/DW 300/W[5[800]]>>"
    found = shown(b"(ab)", font, stream(b"<61> <0041> endbfchar"), inner, stream(b"<61> <62> 4 endcidrange"))
    assert ([char.text for char in found], widths(found)) == (["A", "\ufffd"], [3, 8])


def test_the_widths_of_a_type_3_font_are_in_units_of_its_matrix() -> None:
    font = (
        b"<</Type/Font/Subtype/Type3/FontMatrix[.01 0 0 .01 0 0]/FontBBox[0 -20 100 80]/FirstChar 97/Widths[50]"
        b"/Encoding<</Differences[97/a]>>/CharProcs<<>>>>"
    )
    [char] = shown(b"(a)", font)
    assert (char.text, char.font, widths([char])) == ("a", "unknown", [5])


@pytest.mark.parametrize(
    "font",
    [
        b"<</Type/Font/Subtype/Type0/Encoding/UniJIS-UTF16-H/DescendantFonts[<<>>]>>",
        b"<</Type/Font/Subtype/Type0/Encoding/Identity-H>>",
        b"<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</W[1 2]>>]>>",
        b"<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</W[0 4000000000 500]>>]>>",
        b"<</Type/Font/Subtype/Type3>>",
    ],
)
def test_a_font_that_cannot_be_read_is_refused(font: bytes) -> None:
    with pytest.raises(LetterError):
        shown(b"<0001>", font)
