"""The reports on intact and altered signatures."""

# mypy: disable-error-code="no-untyped-call"

import io
import random
from dataclasses import replace

import pytest
from pyhanko.pdf_utils.generic import NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from imrletters.errors import LetterError
from imrletters.signing.reports import signatures
from tests.signing.support import GOOD, LETTER, signed
from tests.support import sample_pdf


def test_a_letter_that_is_not_signed_has_no_signature() -> None:
    assert signatures(sample_pdf(LETTER)) == []


def test_every_signature_has_a_report_in_order() -> None:
    assert signatures(signed(1)) == [GOOD]
    assert signatures(signed(2)) == [replace(GOOD, whole_file=False), GOOD]
    assert signatures(signed(3)) == [replace(GOOD, whole_file=False), replace(GOOD, whole_file=False), GOOD]


def test_a_signature_over_an_altered_byte_is_never_intact() -> None:
    pdf, places = signed(), random.Random(5)  # noqa: S311 - the same positions on every run
    start, end, resumed, rest = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures[0].byte_range
    outcomes = set()
    for _ in range(60):
        place = places.choice([places.randrange(start, end), places.randrange(resumed, resumed + rest)])
        altered = pdf[:place] + bytes([pdf[place] ^ 1 << places.randrange(8)]) + pdf[place + 1 :]
        try:
            found = signatures(altered)
        except LetterError:
            outcomes.add("unreadable")
        else:
            assert not any(report.intact for report in found)
            outcomes.add("reported" if found else "not found")
    assert {"reported", "unreadable"} <= outcomes


def test_a_signature_by_another_key_is_not_valid() -> None:
    [signature] = PdfFileReader(io.BytesIO(signed())).embedded_regular_signatures
    value = signature.signer_info["signature"].native
    place = signed().index(value.hex().encode().upper()) + 2 * len(value) - 1
    other = b"0" if signed()[place : place + 1] != b"0" else b"1"
    assert signatures(signed()[:place] + other + signed()[place + 1 :]) == [replace(GOOD, valid=False)]


@pytest.mark.parametrize("added", [b"\n", b"% a remark\n", bytes(400)])
def test_bytes_after_the_signed_ones_are_reported(added: bytes) -> None:
    [report] = signatures(signed() + added)
    assert (report.intact, report.whole_file) == (True, False)


def test_a_change_appended_after_signing_is_reported() -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed()))
    first = writer.root["/Pages"]["/Kids"][0]
    first["/MediaBox"][3] = NumberObject(500)
    writer.update_container(first)
    file = io.BytesIO()
    writer.write(file)
    changed = replace(GOOD, whole_file=False)
    assert signatures(file.getvalue()) == [changed]
