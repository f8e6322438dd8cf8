"""Prints each case once for all tests of verification, and reads each print once."""

import pytest

from imrletters.letter import Letter
from imrletters.pdf.file import PdfFile
from imrletters.pdf.text_lines import PrintedPage, read_pages
from tests.verification.letters import print_letter

PRINTS: dict[tuple[str, ...], bytes] = {}
PAGES: dict[bytes, list[PrintedPage]] = {}


def printed_once(letter: Letter) -> bytes:
    key = (letter.case.to_json(), letter.audience, repr(letter.house_style), letter.engine)
    if key not in PRINTS:
        PRINTS[key] = print_letter(letter)
    return PRINTS[key]


def read_once(file: PdfFile) -> list[PrintedPage]:
    if file.data not in PRINTS.values():
        return read_pages(file)
    if file.data not in PAGES:
        PAGES[file.data] = read_pages(file)
    return PAGES[file.data]


@pytest.fixture(autouse=True)
def _each_case_is_printed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Letter, "pdf", printed_once)
    monkeypatch.setattr("imrletters.pdf.layout.read_pages", read_once)
