"""The text lines of a PDF."""

import io
from itertools import pairwise

import pikepdf
import pytest

from imrletters import LetterError, parse, render
from imrletters.case.example import HEADER
from tests.support import SAMPLES, case, print_page, printed_pages, sample_pdf


def test_lines_are_counted_from_the_top_of_each_page() -> None:
    path = next(path for path in SAMPLES if path.stem == "several-pages")
    pages = printed_pages(sample_pdf(path))
    assert len(pages) >= 3
    for number, page in enumerate(pages, start=1):
        assert {line.page for line in page} == {number}
        assert [line.line for line in page] == list(range(1, len(page) + 1))
        assert [line.baseline for line in page] == sorted(line.baseline for line in page)


def test_a_line_has_its_text_fonts_and_position() -> None:
    page = printed_pages(render(case()).pdf())[0]
    label = next(line for line in page if line.text.startswith("Decision rationale:"))
    bold = "".join(char.text for char in label.chars if "Bold" in char.font)
    assert bold.strip() == "Decision rationale:"
    assert label.chars[0].x0 == pytest.approx(72, abs=0.1)
    assert label.chars[0].size == pytest.approx(12, abs=0.3)
    assert all(before.x1 <= after.x0 + 0.5 for before, after in pairwise(label.chars))


def test_the_lines_of_a_paragraph_are_13_8_points_apart() -> None:
    page = printed_pages(render(case()).pdf())[0]
    apart = [after.baseline - before.baseline for before, after in pairwise(page[1:6])]
    assert apart == pytest.approx([13.8] * len(apart), abs=0.05)


def test_the_cells_of_the_header_are_separated_by_spaces() -> None:
    page = printed_pages(render(case(**HEADER)).pdf())[0]
    assert page[0].text.split() == ["Case", "Number:", "CM16-0000009"]
    assert page[1].text.split() == ["Date", "Assigned:", "11/08/2016", "Date", "of", "Injury:", "03/02/2016"]


def test_ordinary_spaces_are_copied_from_the_page() -> None:
    text = "".join(line.text for line in printed_pages(render(case(clinical_case_summary="One  two three.")).pdf())[0])
    assert "One  two three." in text


def test_a_page_without_text_has_no_lines() -> None:
    assert printed_pages(print_page("<p></p>")) == [[]]


def remapped(pdf: bytes, old: bytes, new: bytes) -> bytes:
    """The PDF with another character for one glyph."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        changed = 0
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                mapping = item.ToUnicode.read_bytes()
                changed += mapping.count(old)
                item.ToUnicode.write(mapping.replace(old, new))
        assert changed
        written = io.BytesIO()
        document.save(written)
    return written.getvalue()


@pytest.mark.parametrize("code", [b"<00ad>", b"<2011>"])
def test_a_soft_or_no_break_hyphen_of_a_word_processor_is_a_hyphen(code: bytes) -> None:
    pdf = remapped(render(case(clinical_case_summary="A follow-up visit.")).pdf(), b" <002d>", b" " + code)
    assert any("A follow-up visit." in line.text for line in printed_pages(pdf)[0])


def test_a_glyph_without_a_known_character_is_refused_with_its_place() -> None:
    pdf = remapped(render(case(clinical_case_summary="Quince jelly.")).pdf(), b" <0051>", b" <fffd>")
    with pytest.raises(LetterError, match=r"page 1 line \d+: error: /clinical_case_summary: U\+FFFD"):
        parse(pdf)
