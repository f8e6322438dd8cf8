"""What tags, the attached case and the check of the pages add to the print of one letter: a ratio of `make bench`.

The print without them is WeasyPrint's own, of the same laid-out page with the same fonts.
"""

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from tests.support import SAMPLES, sample_letter

from imrletters.letter import CASE_FILE
from imrletters.printing.provenance import letter_provenance
from imrletters.printing.weasyprint.page_check import continued, refuse_lost_words
from imrletters.printing.weasyprint.printer import lay_out, print_pdf, read_page

LETTER = sample_letter(next(path for path in SAMPLES if path.stem == "several-pages"))
HTML = LETTER.html()
SAYS = letter_provenance(LETTER.audience, LETTER.house_style)


def plain() -> bytes:
    return bytes(lay_out(read_page(HTML)).write_pdf())


def checked() -> bytes:
    page = read_page(HTML)
    document = lay_out(page)
    refuse_lost_words(page.text, document.pages)
    continued(document.pages)
    return bytes(document.write_pdf())


def tagged() -> bytes:
    return print_pdf(HTML, SAYS, {}).pdf


def with_everything() -> bytes:
    return print_pdf(HTML, SAYS, {CASE_FILE: LETTER.carried_case().to_json()}).pdf


@pytest.mark.parametrize("printed", [plain, checked, tagged, with_everything], ids=lambda printed: printed.__name__)
def test_print(benchmark: BenchmarkFixture, printed: object) -> None:
    benchmark.pedantic(printed, rounds=15, warmup_rounds=2)  # type: ignore[no-untyped-call] # no types here
