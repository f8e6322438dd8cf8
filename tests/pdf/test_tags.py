"""The tag tree of a PDF as an outline: what stands in it, and that any PDF has one or says that it has none."""

import json
import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from imrletters import LetterError, load_letterhead, render
from imrletters.case.example import HEADER
from imrletters.pdf.tags import UNTAGGED, tag_outline
from tests.printing.weasyprint.test_tag_tree import LONG
from tests.support import OWN, SAMPLES, case, print_page, sample_letter, sample_pdf

QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')


def rows(pdf: bytes) -> list[str]:
    return tag_outline(pdf).splitlines()


def changed(pdf: bytes, key: str) -> bytes:
    """A PDF whose catalog lacks something."""
    with pikepdf.open(BytesIO(pdf)) as document:
        del document.Root[key]
        document.save(out := BytesIO())
    return out.getvalue()


def test_each_element_is_a_line_below_the_one_that_it_is_in() -> None:
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
def test_the_outline_of_a_letter_says_its_words_in_their_order(path: Path) -> None:
    letter = sample_letter(path)
    quoted = [json.loads(found[0]) for row in rows(sample_pdf(path))[1:] if (found := QUOTED.search(row))]
    text = " ".join(letter.text(0).split())
    place = 0
    for words in quoted:
        place = text.index(" ".join(words.split()), place)
    assert len(quoted) > 10


def test_a_logo_is_told_by_its_words() -> None:
    pdf = render(case(**HEADER), letterhead=load_letterhead(OWN / "letterhead.toml")).pdf()
    assert '    Figure alt "A white lighthouse on a blue field"' in rows(pdf)


def test_a_paragraph_that_goes_on_over_a_page_end_is_one() -> None:
    told = rows(render(case(clinical_case_summary=LONG)).pdf())
    assert [row.count(LONG[:40]) for row in told if LONG[:40] in row] == [200]
    assert f'  P "{LONG}"' in told


def test_a_pdf_without_tags_says_so() -> None:
    pdf = sample_pdf(SAMPLES[0])
    assert tag_outline(changed(pdf, "/StructTreeRoot")) == f"{UNTAGGED}\n"
    assert tag_outline(changed(pdf, "/Lang")).startswith('no language: "')


def test_a_published_letter_has_an_outline_or_says_that_it_has_none(published: Path) -> None:
    if published.suffix != ".pdf":
        pytest.skip("a text has no tags")
    told = tag_outline(published.read_bytes())
    assert told == f"{UNTAGGED}\n" or len(told.splitlines()) > 20


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(LetterError):
        tag_outline(b"no PDF")
