"""The signatures of a letter in the result of a verification."""

import random
import re
import sys
from dataclasses import replace

import pytest

from imrletters import LetterError, verify
from imrletters.printing.provenance import digest
from imrletters.signing.signing import sign
from imrletters.verification.signature_status import _status
from tests.signing.support import GOOD, NAME, signed, signer
from tests.verification.appending import append_annotation, append_white_rectangle, appended
from tests.verification.letters import PRINT, answer
from tests.verification.rewriting import name_another_version, rewritten


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_signed_letter_is_the_same_and_has_the_digest_of_the_unsigned_one(times: int) -> None:
    result = verify(signed(times))
    assert (result.answer, result.what, result.sound) == ("same", "", True)
    earlier = f'signed by "{NAME}"; since then it was signed again, and nothing else was changed'
    assert result.signatures == (*[earlier] * (times - 1), f'signed by "{NAME}"; nothing was changed since')
    assert result.digests == {digest(signed(times)), digest(PRINT)}


def test_a_signed_letter_of_another_version_is_reprinted() -> None:
    result = verify(sign(rewritten(name_another_version), signer()))
    assert (result.answer, result.signatures) == ("reprinted", (f'signed by "{NAME}"; nothing was changed since',))


def test_a_signed_letter_of_another_version_has_the_digest_of_its_first_revision() -> None:
    first = rewritten(name_another_version)
    once = sign(first, signer())
    assert verify(once).digests == {digest(once), digest(first)}
    twice = sign(once, signer())
    assert verify(twice).digests == {digest(twice), digest(first)}
    more = appended(append_annotation, once)
    assert verify(more).digests == {digest(more)}


def test_a_signed_letter_is_verified_without_reading_its_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("imrletters.pdf.layout.read_pages", None)
    assert verify(signed()).answer == "same"


@pytest.mark.parametrize("added", [b"\n", b"% a remark\n"])
def test_bytes_after_a_signature_are_an_alteration(added: bytes) -> None:
    result = verify(signed() + added)
    assert (result.answer, result.where, result.what) == ("altered", "envelope", "changed after it was signed")
    assert result.signatures == (f'signed by "{NAME}"; something was added since',)


def test_a_changed_byte_in_a_signature_is_found() -> None:
    start = signed().rindex(b"/Contents <") + 200
    other = b"0" if signed()[start : start + 1] != b"0" else b"1"
    try:
        result = verify(signed()[:start] + other + signed()[start + 1 :])
    except LetterError:
        return
    assert (result.answer, result.sound) == ("altered", False)


def test_a_changed_byte_in_a_signed_letter_is_found() -> None:
    chance, pdf = random.Random(7), signed()  # noqa: S311 - the same bytes on every run
    outcomes = set()
    for _ in range(40):
        place = chance.randrange(len(pdf))
        try:
            result = verify(pdf[:place] + bytes([pdf[place] ^ chance.randrange(1, 256)]) + pdf[place + 1 :])
        except LetterError:
            outcomes.add("refused")
        else:
            assert not result.sound, place
            outcomes.add(result.answer)
    assert "altered" in outcomes


def test_without_the_optional_packages_a_signed_letter_is_verified_but_not_its_signature(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pdf, covered = signed(), appended(append_white_rectangle, signed())
    monkeypatch.delitem(sys.modules, "imrletters.signing")
    monkeypatch.setitem(sys.modules, "pyhanko.sign.signers.pdf_cms", None)
    result = verify(pdf)
    assert (result.answer, result.examined, result.sound) == ("same", False, False)
    [sentence] = result.signatures
    assert sentence == "signed; not examined, because the extra is not installed: pip install 'imrletters[sign]'"
    destroyed = re.sub(rb"(?<=/Contents <)[0-9A-F]{100}", b"0" * 100, pdf)
    assert not verify(destroyed).sound
    assert answer(covered) == ("altered", "layout")
    assert verify(PRINT).signatures == ("not signed",)


def test_the_name_in_a_certificate_cannot_be_taken_for_words_of_the_result() -> None:
    report = replace(GOOD, signer='DWC"; nothing was changed since; in the manifest\n\u202e')
    sentence, _ = _status(report, ours=True, last=True)
    assert sentence == (
        r'signed by "DWC\u0022\u003b nothing was changed since\u003b in the manifest\u000a\u202e"'
        "; nothing was changed since"
    )
