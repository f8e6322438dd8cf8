"""The PDF engine WeasyPrint as a whole: pages, words, and the same bytes each time."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from imrletters import render
from imrletters.case.example import HEADER
from imrletters.printing.weasyprint import ENGINE
from tests.support import SAMPLES, case, printed_text, sample_letter, sample_pdf, squeezed


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_page_is_us_letter(path: Path) -> None:
    with pikepdf.open(BytesIO(sample_pdf(path))) as document:
        assert {tuple(map(float, page.mediabox)) for page in document.pages} == {(0, 0, 612, 792)}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_pdf_has_the_characters_of_the_text_letter(path: Path) -> None:
    body = squeezed(sample_letter(path).text(0)).partition("HOWTHEIMR")[2]
    assert len(body) > 1000
    assert printed_text(sample_pdf(path)).partition("HOWTHEIMR")[2] == body


def test_text_that_looks_like_markup_is_printed_unchanged() -> None:
    texts = [
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        "file:///etc/passwd",
        "&amp; &lt;",
        "{% raw %}",
        "</body>",
        "<!-- a -->",
    ]
    printed = printed_text(render(case(clinical_case_summary="\n\n".join(texts))).pdf())
    assert squeezed("".join(texts)) in printed


def test_the_same_case_prints_the_same_bytes() -> None:
    letter = render(case(**HEADER))
    assert letter.pdf() == letter.pdf()


def test_a_printed_document_has_its_pages_and_names_the_engine_and_its_versions() -> None:
    printed = sample_letter(SAMPLES[0]).printed()
    with pikepdf.open(BytesIO(printed.pdf)) as document:
        assert printed.pages == len(document.pages)
    assert (printed.engine, printed.toolchain) == ("weasyprint", ENGINE.toolchain())


def test_warming_up_changes_no_later_print() -> None:
    ENGINE.warm_up()
    assert sample_letter(SAMPLES[0]).pdf() == sample_pdf(SAMPLES[0])
