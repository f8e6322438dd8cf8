"""What the bytes of a letter prove: records, signatures of other software, and several versions."""

# mypy: disable-error-code="no-untyped-call"

import io

import pytest
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from imrletters import verify
from imrletters.manifest import Record
from imrletters.printing.provenance import digest
from imrletters.signing.signing import sign
from tests.signing.support import NAME, signed, signer
from tests.verification.appending import ALL, EFFECTIVE, Append, Appending, append_white_rectangle, appended
from tests.verification.letters import PRINT
from tests.verification.rewriting import annotate, name_another_version, rewritten

NUMBER = "CM16-0000002"
OLDER = rewritten(name_another_version)


def record_of(*files: bytes) -> list[Record]:
    return [Record(case_number=NUMBER, files={f"{place}.pdf": digest(each) for place, each in enumerate(files)})]


def signed_by_others(pdf: bytes = PRINT, *, box: tuple[int, int, int, int] = (0, 0, 0, 0)) -> bytes:
    """A letter that other software signed: the field has another name, and no tag."""
    field = SigFieldSpec("Other", box=box)
    writer = Appending(io.BytesIO(pdf))
    signature = PdfSigner(PdfSignatureMetadata("Other"), signer(), new_field_spec=field)
    return bytes(signature.sign_pdf(writer).getvalue())


# signed by other software


@pytest.mark.parametrize("before", [PRINT, signed(), OLDER], ids=["print", "signed", "another version"])
def test_a_letter_signed_by_other_software_is_foreign_and_not_sound(before: bytes) -> None:
    pdf = signed_by_others(before)
    for record in (None, record_of(before), record_of(pdf)):
        result = verify(pdf, record=record)
        assert (result.answer, result.sound) == ("foreign", False)
    assert result.signatures[-1] == f'signed by "{NAME}"; nothing was changed since'


def test_our_signature_after_that_of_other_software_changes_nothing() -> None:
    result = verify(sign(signed_by_others(), signer()))
    assert (result.answer, result.sound) == ("foreign", False)


def test_a_change_after_other_software_signed_is_found() -> None:
    assert verify(signed_by_others() + b"\n").answer == "altered"


# changes


@pytest.mark.parametrize("change", ALL, ids=lambda change: change.__name__)
@pytest.mark.parametrize("before", [PRINT, signed()], ids=["print", "signed"])
def test_an_appended_change_is_found(change: Append, before: bytes) -> None:
    result = verify(appended(change, before))
    assert (result.answer, result.sound) == ("altered", False)


@pytest.mark.parametrize("change", EFFECTIVE, ids=lambda change: change.__name__)
def test_a_change_before_signing_is_never_sound_although_the_signature_is_valid(change: Append) -> None:
    result = verify(sign(appended(change, PRINT), signer()))
    assert result.answer in {"altered", "foreign"}
    assert not result.sound
    assert result.signatures == (f'signed by "{NAME}"; nothing was changed since',)


def test_a_change_in_the_same_revision_as_the_signature_is_found() -> None:
    writer = Appending(io.BytesIO(PRINT))
    append_white_rectangle(writer)
    pdf = PdfSigner(PdfSignatureMetadata(field_name="Signature1"), signer()).sign_pdf(writer).getvalue()
    assert verify(pdf).answer == "altered"


def test_a_visible_signature_is_not_sound() -> None:
    assert not verify(signed_by_others(box=(90, 400, 400, 700))).sound


# records


@pytest.mark.parametrize("pdf", [PRINT, signed(2)], ids=["print", "signed"])
def test_a_record_of_the_print_holds_its_letter(pdf: bytes) -> None:
    result = verify(pdf, record=record_of(PRINT))
    assert (result.sound, result.missing) == (True, "")
    result = verify(pdf, record=record_of(b"another"))
    assert not result.sound
    assert "but not this file" in str(result.missing)


@pytest.mark.parametrize("pdf", [OLDER, sign(OLDER, signer())], ids=["print", "signed"])
def test_a_letter_of_another_version_is_sound_only_if_a_record_holds_it(pdf: bytes) -> None:
    assert not verify(pdf).sound
    assert not verify(pdf, record=record_of(PRINT)).sound
    assert verify(pdf, record=record_of(OLDER)).sound
    assert verify(pdf, record=iter(record_of(pdf))).sound


def test_a_record_of_the_print_does_not_hold_an_altered_letter() -> None:
    for pdf in (rewritten(annotate), appended(append_white_rectangle, signed()), PRINT + b"\n"):
        result = verify(pdf, record=record_of(PRINT))
        assert not result.sound
        assert result.missing
