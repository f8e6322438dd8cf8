"""The time that the page check, the tags and the attached case add to printing one letter.

The plain PDF is written by WeasyPrint alone, from the same layout with the same fonts.
"""

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from tests.support import SAMPLES, sample_letter

from imrletters.letter import CASE_FILE
from imrletters.printing import RenderedDocument, letter_provenance, load_engine
from imrletters.printing.page_check import check_pages
from imrletters.printing.weasyprint.layout import lay_out, read_page

LETTER = sample_letter(next(path for path in SAMPLES if path.stem == "several-pages"))
HTML = LETTER.html()
PROVENANCE = letter_provenance(LETTER.audience, LETTER.house_style)


def plain() -> bytes:
    return bytes(lay_out(read_page(HTML)).write_pdf())


def checked() -> bytes:
    page = read_page(HTML)
    pdf = bytes(lay_out(page).write_pdf())
    check_pages(pdf, *page.texts)
    return pdf


def tagged() -> bytes:
    return load_engine().print(RenderedDocument(HTML, PROVENANCE, {})).pdf


def complete() -> bytes:
    attachments = {CASE_FILE: LETTER.carried_case().to_json()}
    return load_engine().print(RenderedDocument(HTML, PROVENANCE, attachments)).pdf


@pytest.mark.parametrize("printed", [plain, checked, tagged, complete], ids=lambda printed: printed.__name__)
def test_print(benchmark: BenchmarkFixture, printed: object) -> None:
    benchmark.pedantic(printed, rounds=15, warmup_rounds=2)  # type: ignore[no-untyped-call] # no annotations
