"""The outline of the tag tree of a PDF, with or without tags."""

import json
import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from imrletters import load_letterhead, render
from imrletters.case.example import HEADER
from imrletters.pdf.file import open_pdf
from imrletters.pdf.tags import UNTAGGED, tag_outline
from imrletters.pdf.text_lines import read_pages
from tests.printing.weasyprint.test_tag_tree import LONG
from tests.support import OWN, SAMPLES, case, print_page, sample_letter, sample_pdf

QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')


def outline(pdf: bytes) -> str:
    file = open_pdf(pdf)
    return tag_outline(file, read_pages(file))


def rows(pdf: bytes) -> list[str]:
    return outline(pdf).splitlines()


def without(key: str, pdf: bytes) -> bytes:
    """The PDF without an entry of its catalog."""
    with pikepdf.open(BytesIO(pdf)) as document:
        del document.Root[key]
        document.save(out := BytesIO())
    return out.getvalue()


def test_each_element_is_a_line_below_the_element_that_contains_it() -> None:
    table = "<table><tr><th scope=row>Decision</th><td colspan=2>Upheld</td></tr></table>"
    page = f"<html lang=en><title>A page</title><body><h1>A\u00a0title</h1><p>One <b>bold</b> word.</p>{table}"
    assert rows(print_page(page)) == [
        'en: "A page"',
        "Document",
        '  H1 "A\\u00a0title"',
        '  P "One bold word."',
        "  Table",
        "    TBody",
        "      TR",
        '        TH "Decision"',
        '        TD "Upheld" under "Decision" over 2 columns',
    ]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_outline_of_a_letter_has_its_words_in_their_order(path: Path) -> None:
    letter = sample_letter(path)
    quoted = [json.loads(found[0]) for row in rows(sample_pdf(path))[1:] if (found := QUOTED.search(row))]
    text = " ".join(letter.text(0).split())
    place = 0
    for words in quoted:
        place = text.index(" ".join(words.split()), place)
    assert len(quoted) > 10


def test_a_logo_has_its_alternative_text() -> None:
    pdf = render(case(**HEADER), letterhead=load_letterhead(OWN / "letterhead.toml")).pdf()
    assert '    Figure alt "A white lighthouse on a blue field"' in rows(pdf)


def test_a_paragraph_on_several_pages_is_one_element() -> None:
    outline_rows = rows(render(case(clinical_case_summary=LONG)).pdf())
    assert [row.count(LONG[:40]) for row in outline_rows if LONG[:40] in row] == [200]
    assert f'  P "{LONG}"' in outline_rows


def test_a_pdf_without_tags_or_language_is_described_as_such() -> None:
    pdf = sample_pdf(SAMPLES[0])
    assert outline(without("/StructTreeRoot", pdf)) == f"{UNTAGGED}\n"
    assert outline(without("/Lang", pdf)).startswith('no language: "')


def test_a_published_letter_has_an_outline_or_no_tags(published: Path) -> None:
    if published.suffix != ".pdf":
        pytest.skip("a text has no tags")
    text = outline(published.read_bytes())
    assert text == f"{UNTAGGED}\n" or len(text.splitlines()) > 20
