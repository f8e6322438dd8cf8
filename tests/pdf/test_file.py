"""Opens PDFs, and refuses damaged ones."""

import pytest

from imrletters import LetterError
from imrletters.pdf.file import as_letter_error, open_pdf
from tests.pdf.building import CATALOG, PAGES, RESOURCES, TEXT, document, page, stream
from tests.support import printed_pages


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"no pdf", bytes(range(256)) * 10])
def test_a_file_that_is_not_a_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(LetterError):
        assert printed_pages(data)


HONEST = page()
START = b"%d" % HONEST.index(b"xref")


@pytest.mark.parametrize(
    "pdf",
    [
        HONEST.replace(b"0 R/Contents 4 0 R", b"0 R/Contents 4 0 R/Tabs <00 /Contents 5 0 R >"),
        HONEST.replace(b"/Contents 4 0 R", b"/Contents 4 0 R/Contents 5 0 R"),
        HONEST.replace(b"/Length 35", b"/Length 3"),
        HONEST.replace(b"startxref\n" + START, b"startxref\n" + START + b"0"),
        HONEST.replace(b" 00000 n \n", b" 00000 n\n", 1),
        document([b"<</Type/Catalog>>"]),
        document([CATALOG, b"2 0 R"]),
        page(TEXT, b"7 0 R", resources=b"<</Font 7 0 R>>"),
        page(stream(b"BT", b"/Filter/FlateDecode")),
        HONEST[:-200],
    ],
)
def test_a_file_that_a_reader_would_have_to_repair_is_refused(pdf: bytes) -> None:
    assert pdf != HONEST
    with pytest.raises(LetterError, match="damaged"):
        printed_pages(pdf)


def test_bytes_before_the_header_are_not_counted_in_offsets() -> None:
    assert [line.text for line in printed_pages(b"a line\n" + HONEST)[0]] == ["Knee"]


def test_objects_are_found_by_number_and_missing_ones_are_null() -> None:
    file = open_pdf(document([CATALOG, PAGES, b"<</Type/Page>>", RESOURCES, b"12.5"], b"/Info 4 0 R"))
    with as_letter_error():
        assert file.numbered_object(5) == 12.5
        assert file.numbered_object(99) is None
        assert file.information.keys() == {"Font"}
