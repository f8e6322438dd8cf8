"""The fingerprint of a letter: independent of how the file is written and of signatures."""

from typing import Any

import pikepdf
import pytest

from imrletters.pdf.file import open_pdf
from imrletters.verification.fingerprint import Fingerprint, read_fingerprint
from tests.signing.support import opened, saved, signed
from tests.support import SAMPLES, sample_pdf
from tests.verification.letters import PRINT
from tests.verification.rewriting import rewritten


def fingerprint(pdf: bytes) -> Fingerprint:
    return read_fingerprint(open_pdf(pdf))


@pytest.mark.parametrize("options", [{}, {"qdf": True}, {"object_stream_mode": pikepdf.ObjectStreamMode.generate}])
@pytest.mark.parametrize("path", SAMPLES[:3], ids=lambda path: path.stem)
def test_a_file_that_is_written_in_another_way_has_the_same_fingerprint(path: Any, options: dict[str, Any]) -> None:
    again = saved(opened(sample_pdf(path)), fix_metadata_version=False, **options)
    assert again != sample_pdf(path)
    assert fingerprint(again) == fingerprint(sample_pdf(path))


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_signed_letter_has_the_fingerprint_of_the_unsigned_one(times: int) -> None:
    found, expected = fingerprint(signed(times)), fingerprint(PRINT)
    assert (found.pages, found.parts, found.active) == (expected.pages, expected.parts, expected.active)
    assert (found.fields, found.overlays) == ((0, times), (0, times))


def test_other_letters_have_other_fingerprints() -> None:
    fingerprints = [fingerprint(sample_pdf(path)) for path in SAMPLES[:4]]
    assert len({each.pages for each in fingerprints}) == 4


def test_a_long_chain_of_bookmarks_has_a_fingerprint() -> None:
    def chain(document: Any) -> None:
        following = None
        for number in range(2000):
            mark = pikepdf.Dictionary(Title=str(number))
            if following is not None:
                mark.Next = following
            following = document.make_indirect(mark)
        document.Root.Outlines.First = following

    assert fingerprint(rewritten(chain)).parts["Outlines"] != fingerprint(PRINT).parts["Outlines"]
