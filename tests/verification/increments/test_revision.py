"""The objects of a print are the same for our own reader and for qpdf."""

import zlib

import pikepdf
import pytest

from imrletters.printing import ENGINES, EngineName
from imrletters.verification.increments.revision import MOST_BYTES, inflated, read_print
from imrletters.verification.increments.syntax import UnknownFormError
from tests.signing.support import LETTER, opened, saved
from tests.support import sample_pdf
from tests.verification.letters import PRINT


@pytest.mark.parametrize("engine", ENGINES)
def test_the_dictionaries_of_a_print_have_the_keys_that_qpdf_reads(engine: EngineName) -> None:
    document, print_ = opened(sample_pdf(LETTER, engine=engine)), read_print(sample_pdf(LETTER, engine=engine))
    compared = 0
    for each in document.objects:
        if isinstance(each, pikepdf.Dictionary):
            found = print_.value(each.objgen[0])
            assert isinstance(found, dict)
            assert {f"/{key}" for key in found} == set(each.keys())
            compared += 1
    assert compared > 40


@pytest.mark.parametrize(
    "pdf", [b"", PRINT[:-1], PRINT + b"\n", b" " + PRINT, saved(opened(PRINT), static_id=True)[:-9]]
)
def test_another_form_of_file_is_refused(pdf: bytes) -> None:
    with pytest.raises(UnknownFormError):
        read_print(pdf)


def test_a_missing_object_is_refused() -> None:
    with pytest.raises(UnknownFormError, match="no object 99999"):
        read_print(PRINT).value(99999)


@pytest.mark.parametrize(
    "raw", [b"", b"x", zlib.compress(b"x") + b"y", zlib.compress(b"x")[:-1], zlib.compress(bytes(MOST_BYTES + 1))]
)
def test_only_one_whole_stream_of_limited_length_is_decompressed(raw: bytes) -> None:
    with pytest.raises(UnknownFormError):
        inflated(raw)
