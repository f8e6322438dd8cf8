"""The characters that the content of a page shows."""

import pytest

from imrletters import LetterError
from imrletters.pdf.file import open_pdf
from imrletters.pdf.graphics_state import Char
from imrletters.pdf.text_lines import read_pages
from tests.pdf.building import PAGE, TEXT, page, stream
from tests.support import printed_pages


def characters(pdf: bytes) -> list[Char]:
    return [char for lines in read_pages(open_pdf(pdf)) for line in lines for char in line.chars]


def lines(content: bytes, *more: bytes, resources: bytes = b"<</Font<</F 6 0 R>>>>") -> list[tuple[float, float, str]]:
    """The left edge, the baseline from the top and the text of each line."""
    [found] = printed_pages(page(content, *more, resources=resources))
    return [(round(line.chars[0].x0, 2), round(line.baseline, 2), line.text) for line in found]


def test_a_string_is_shown_with_the_widths_of_its_font() -> None:
    [k, n, *_] = characters(page())
    assert k == Char("K", 100, 100 + 6.67, "Helvetica", 10)
    assert n.x0 == k.x1


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"BT /F 10 Tf 1 0 0 1 50 600 Tm (a) Tj 0 -20 Td (b) Tj ET", [(50, 200, "a"), (50, 220, "b")]),
        (b"BT /F 10 Tf 12 TL 50 600 Td (a) ' (b) ' ET", [(50, 212, "a"), (50, 224, "b")]),
        (b'BT /F 10 Tf 50 600 TD (a) Tj T* 0 0 (b) " ET', [(50, -1000, "b"), (50, 200, "a")]),
        (b"BT /F 10 Tf 50 600 Td (a) Tj 0 -30 TD T* (b) Tj ET", [(50, 200, "a"), (50, 260, "b")]),
        (b"q 2 0 0 2 10 20 cm BT /F 10 Tf 50 100 Td (a) Tj ET Q", [(110, 580, "a")]),
        (b"q 1 0 0 1 9 9 cm Q BT /F 10 Tf 50 600 Td (a) Tj ET", [(50, 200, "a")]),
        (b"BT /F 10 Tf 50 600 Td [(a) -5000 (b)] TJ ET", [(50, 200, "a b")]),
        (b"BT /F 10 Tf 50 600 Td 0 Tc 20 Tw (a b) Tj ET", [(50, 200, "a b")]),
        (b"BX /Shade unknown EX BT /F 10 Tf 50 600 Td (a) Tj ET", [(50, 200, "a")]),
    ],
)
def test_the_operators_of_text_decide_where_it_is(content: bytes, expected: list[tuple[float, float, str]]) -> None:
    assert lines(content) == expected


def test_spacing_and_scaling_move_the_characters() -> None:
    found = characters(page(b"BT /F 10 Tf 50 Tz 2 Tc 4 Tw 0 700 Td (a b) Tj ET"))
    assert [char.x0 for char in found] == pytest.approx([0, 2.78 + 1, 2.78 + 1 + 1.39 + 2 + 1])


@pytest.mark.parametrize(
    ("operators", "color"),
    [
        (b"1 0 0 rg", "#ff0000"),
        (b".5 g", "#808080"),
        (b"0 0 0 1 k", "(0.0,0.0,0.0,1.0)"),
        (b"/DeviceRGB cs 0 1 0 sc", "#00ff00"),
        (b"1 0 0 rg /DeviceGray cs", "#000000"),
        (b"q 1 0 0 rg Q", "#000000"),
        (b"/Pattern cs /P1 scn", "P1"),
        (b"1 0 0 RG", "#000000"),
    ],
)
def test_a_character_has_the_fill_colour(operators: bytes, color: str) -> None:
    assert characters(page(operators + b" " + TEXT))[0].color == color


def test_marked_content_has_its_number() -> None:
    resources = b"<</Font<</F 6 0 R>>/Properties<</M <</MCID 9>>>>>>"
    content = b"/P <</MCID 4>> BDC " + TEXT + b" /Span BMC " + TEXT + b" EMC EMC /P /M BDC " + TEXT + b" EMC " + TEXT
    found = characters(page(content, resources=resources))
    assert sorted({char.mark for char in found}, key=str) == [4, 9, None]
    assert [char.mark for char in found].count(None) == 2 * 4


def test_a_form_is_shown_where_it_is_drawn_with_its_own_resources() -> None:
    form = stream(TEXT, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Matrix[1 0 0 1 5 0]/Resources<</Font<</F 6 0 R>>>>")
    resources = b"<</XObject<</X 7 0 R>>>>"
    assert lines(b"q 1 0 0 1 0 -50 cm /X Do Q", form, resources=resources) == [(105, 150, "Knee")]


@pytest.mark.parametrize(("angle", "expected"), [(90, (700, 100)), (180, (500, 700)), (270, (100, 500))])
def test_a_turned_page_is_read_as_it_is_shown(angle: int, expected: tuple[float, float]) -> None:
    [found] = read_pages(open_pdf(page(entries=PAGE[:-2] + b"/Rotate %d>>" % angle)))
    assert (found.width, found.height) == ((800, 600) if angle % 180 else (600, 800))
    # the first character at 100 700 of the page
    _, char = min((abs(char.x0 - expected[0]), char) for line in found for char in line.chars)
    assert abs(char.x0 - expected[0]) < 12


@pytest.mark.parametrize(
    "content",
    [
        b"BT (a) Tj ET",
        b"BT /G 10 Tf (a) Tj ET",
        b"1 0 0 1 cm",
        b"0 0 0 0 rg",
        b"BT /F 10 Tf (a) (b) Tj ET",
        b"BT /F 10 Tf 7 Tj ET",
        b"BT /F 10 Tf (a) TJ ET",
        b"BT /F 10 Tf [/a] TJ ET",
        b"(a) (b) (c) (d) (e) (f) cm",
        b"1..2 0 Td",
        b"unknown",
        b"/X Do",
        b"BT /F 10 Tf (a",
    ],
)
def test_content_that_viewers_read_in_different_ways_is_refused(content: bytes) -> None:
    with pytest.raises(LetterError, match="damaged"):
        printed_pages(page(content))
