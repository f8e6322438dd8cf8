"""What signing writes today is form 1: each engine, copy and kind of key, up to three signatures."""

# mypy: disable-error-code="no-untyped-call"

import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from asn1crypto.keys import PrivateKeyInfo  # type: ignore[import-untyped] # published without types
from asn1crypto.x509 import Certificate  # type: ignore[import-untyped] # published without types
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from imrletters import verify
from imrletters.case.base import AUDIENCES, Audience
from imrletters.manifest import Record
from imrletters.printing import ENGINES, EngineName
from imrletters.printing.provenance import digest
from imrletters.signing.signers import configured_signer
from imrletters.signing.signing import sign
from imrletters.verification.increments import UNKNOWN, count_increments
from tests.signing.support import LETTER, answer, configuration, key_and_certificate, signer
from tests.support import SAMPLES, sample_pdf

pytestmark = pytest.mark.long
KEYS: dict[str, Callable[[], Any]] = {
    "P-256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "secp256k1": lambda: ec.generate_private_key(ec.SECP256K1()),
    "RSA": lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048),
    "Ed25519": ed25519.Ed25519PrivateKey.generate,
    "Ed448": ed448.Ed448PrivateKey.generate,
}
"""Keys for which signatures state different extensions of PDF."""
BY_0_1_0 = Path(__file__).parent / "signed-twice-by-0.1.0.pdf"
"""A sample, printed with WeasyPrint and signed twice by imrletters 0.1.0."""


@cache
def signer_with(kind: str) -> SimpleSigner:
    key = KEYS[kind]()
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, kind)])
    builder = x509.CertificateBuilder(name, name, key.public_key(), 7)
    builder = builder.not_valid_before(datetime(2020, 1, 1, tzinfo=UTC)).not_valid_after(
        datetime(2090, 1, 1, tzinfo=UTC)
    )
    certificate = builder.sign(key, None if kind.startswith("Ed") else SHA256())
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SimpleSigner(
        Certificate.load(certificate.public_bytes(Encoding.DER)), PrivateKeyInfo.load(private), SimpleCertificateStore()
    )


def is_accepted(revisions: list[bytes]) -> bool:
    """Whether each revision has one more signature than the one before, the first one none."""
    assert all(len(one) < len(other) for one, other in pairwise(revisions))
    return [count_increments(each, revisions[0]) for each in revisions] == list(range(len(revisions)))


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_letter_can_be_signed_three_times(path: Path, engine: EngineName, audience: Audience) -> None:
    revisions = [sample_pdf(path, audience, engine)]
    for _ in range(3):
        revisions.append(sign(revisions[-1], signer()))
    assert is_accepted(revisions)


@pytest.mark.parametrize("second", KEYS)
@pytest.mark.parametrize("first", KEYS)
def test_every_kind_of_key_can_follow_every_other(first: str, second: str) -> None:
    once = sign(sample_pdf(LETTER), signer_with(first))
    twice = sign(once, signer_with(second))
    assert is_accepted([sample_pdf(LETTER), once, twice, sign(twice, signer_with("P-256"))])


@pytest.mark.parametrize("setup", ["bundle", "asking", "files", "plugged", "remote"])
def test_every_kind_of_setup_writes_the_same_form(setup: str, tmp_path: Path) -> None:
    with configured_signer(configuration(tmp_path), setup, answer) as found:
        assert is_accepted([sample_pdf(LETTER), sign(sample_pdf(LETTER), found)])


def test_a_time_stamp_is_inside_the_digits_of_the_signature() -> None:
    key, certificate = key_and_certificate(rsa=True)
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    service = DummyTimeStamper(Certificate.load(certificate.public_bytes(Encoding.DER)), PrivateKeyInfo.load(private))
    once = sign(sample_pdf(LETTER), signer(), service)
    assert is_accepted([sample_pdf(LETTER), once, sign(once, signer(), service)])


@pytest.mark.parametrize("zone", ["Etc/UTC", "America/Los_Angeles", "Asia/Kolkata", "Etc/GMT-14"])
def test_a_signature_may_have_the_date_of_any_time_zone(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert is_accepted([sample_pdf(LETTER), sign(sample_pdf(LETTER), signer())])
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_letter_signed_by_the_first_release_stays_provable() -> None:
    pdf = BY_0_1_0.read_bytes()
    first = pdf[: pdf.index(b"%%EOF\n") + 6]
    assert count_increments(pdf, first) == 2
    record = [Record(case_number="CM17-0000016", files={"letter.pdf": digest(first)})]
    result = verify(pdf, record=record)
    assert (result.answer, result.sound, result.missing) == ("reprinted", True, "")
    assert not verify(pdf).sound
    assert count_increments(pdf + b"\n", first) is UNKNOWN
