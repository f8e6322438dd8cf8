"""Reads the signatures of a PDF, and reports on each."""

# mypy: disable-error-code="no-untyped-call"

import io
from dataclasses import dataclass

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from imrletters.signing.faults import refuse_encrypted, refused_if_damaged


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """What one signature in a PDF tells, without a judgement of whether its signer is to be trusted.

    ``signer`` is the common name in the signer's certificate. ``intact``: the signed bytes are those that were signed;
    ``valid``: the signature is the certificate's. ``whole_file``: nothing was added after signing; where something was,
    ``allowed_additions`` tells whether it is only what may follow a signature, such as another one. Either of the two
    says something only of a signature that is intact and valid.
    """

    signer: str
    intact: bool
    valid: bool
    whole_file: bool
    allowed_additions: bool


def signatures(pdf: bytes) -> list[SignatureReport]:
    """A report on each signature of a PDF, in the order in which they were made; none if it is not signed.

    Raises LetterError for what is no PDF, is damaged or asks for a password.
    """
    with refused_if_damaged():
        reader = PdfFileReader(io.BytesIO(pdf))
        refuse_encrypted(reader)
        return [_report(signature) for signature in reader.embedded_regular_signatures]


def _report(signature: EmbeddedPdfSignature) -> SignatureReport:
    signature.compute_integrity_info()
    found = signature.summarise_integrity_info()
    certificate = signature.signer_cert
    intact, valid = validate_sig_integrity(signature.signer_info, certificate, "data", signature.compute_digest())
    name = certificate.subject.native.get("common_name") or certificate.subject.human_friendly
    return SignatureReport(
        signer=name if isinstance(name, str) else ", ".join(name),
        intact=intact,
        valid=valid,
        whole_file=found["coverage"] == SignatureCoverageLevel.ENTIRE_FILE,
        allowed_additions=bool(found["docmdp_ok"]),
    )
