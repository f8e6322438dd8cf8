"""Opens PDFs, and refuses damaged ones."""

import pytest

from imrletters import LetterError
from tests.support import printed_pages


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"no pdf", bytes(range(256)) * 10])
def test_a_file_that_is_not_a_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(LetterError):
        assert printed_pages(data)
