"""Signing: the data that a signature keeps and adds, and PDFs that are refused."""

# mypy: disable-error-code="no-untyped-call"

import io

import pytest
from asn1crypto.keys import PrivateKeyInfo  # type: ignore[import-untyped] # published without types
from asn1crypto.x509 import Certificate  # type: ignore[import-untyped] # published without types
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.signers import PdfSignatureMetadata, sign_pdf
from pyhanko.sign.timestamps import DummyTimeStamper

from imrletters.errors import SignerError
from imrletters.signing.reports import signatures
from imrletters.signing.signing import sign, timestamper
from tests.signing.support import GOOD, LETTER, key_and_certificate, opened, refusal, sample, saved, signed, signer
from tests.support import printed_text, sample_pdf


@pytest.mark.parametrize("times", [1, 2, 3])
def test_the_bytes_of_the_letter_do_not_change(times: int) -> None:
    assert signed(times).startswith(signed(times - 1))
    assert len(signed(times)) > len(signed(times - 1))


def test_the_words_and_the_metadata_do_not_change() -> None:
    before, after = sample(), opened(signed())
    assert printed_text(signed()) == printed_text(sample_pdf(LETTER))
    assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
    assert dict(after.docinfo) == dict(before.docinfo)


def unsigned_attributes(pdf: bytes) -> list[str]:
    [signature] = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    return [attribute["type"].native for attribute in signature.signer_info["unsigned_attrs"]]


def test_the_signature_is_pades() -> None:
    assert unsigned_attributes(signed()) == []


def test_the_signature_contains_the_time_stamp() -> None:
    key, certificate = key_and_certificate(rsa=True)
    service = DummyTimeStamper(
        Certificate.load(certificate.public_bytes(Encoding.DER)),
        PrivateKeyInfo.load(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())),
    )
    pdf = sign(sample_pdf(LETTER), signer(), service)
    assert unsigned_attributes(pdf) == ["signature_time_stamp_token"]
    assert signatures(pdf) == [GOOD]


def test_an_unreachable_time_stamping_service_is_named() -> None:
    with pytest.raises(SignerError, match=r"signing failed: .*127\.0\.0\.1"):
        sign(sample_pdf(LETTER), signer(), timestamper("http://127.0.0.1:9/"))


def test_a_pdf_that_is_not_tagged_is_refused() -> None:
    document = sample()
    del document.Root.StructTreeRoot
    assert "not tagged" in refusal(saved(document))


def test_a_pdf_that_forbids_further_signatures_is_refused() -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(sample_pdf(LETTER)))
    final = PdfSignatureMetadata(field_name="Last", certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
    assert "forbids" in refusal(sign_pdf(writer, final, signer()).getvalue())
