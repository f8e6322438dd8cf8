"""PDFs that cannot be used: encrypted, or cut off."""

# mypy: disable-error-code="no-untyped-call"

import pikepdf
import pytest

from imrletters.errors import LetterError
from imrletters.signing.reports import signatures
from tests.signing.support import LETTER, refusal, sample, saved
from tests.support import sample_pdf


def test_an_encrypted_pdf_is_refused() -> None:
    locked = saved(sample(), encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "encrypted" in refusal(locked)
    with pytest.raises(LetterError, match="encrypted"):
        signatures(locked)


@pytest.mark.parametrize("end", [0, 5, 1000, -300, -20])
def test_a_pdf_that_is_cut_off_is_refused(end: int) -> None:
    assert "damaged" in refusal(sample_pdf(LETTER)[:end])
    with pytest.raises(LetterError, match="damaged"):
        signatures(sample_pdf(LETTER)[:end])
