"""Reports on the signatures of a PDF."""

# some functions of pyHanko have no types
# mypy: disable-error-code="no-untyped-call"

import io
from dataclasses import dataclass

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from imrletters.arguments import PDF, require
from imrletters.signing.faults import refuse_encrypted, refused_if_damaged


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """One signature of a PDF. Whether the signer can be trusted is not checked.

    ``signer`` is the common name in the signer's certificate, which may contain any character. ``intact``: the signed
    bytes have not changed. ``valid``: the signature was made with the key of the certificate. ``whole_file``: the
    signature covers every byte of the file except its own digits; it has a meaning only if the signature is intact and
    valid.
    """

    signer: str
    intact: bool
    valid: bool
    whole_file: bool


def signatures(pdf: bytes) -> list[SignatureReport]:
    """A report on each signature of a PDF, the oldest first.

    Raises LetterError if the data is not a PDF, or if the PDF is damaged or encrypted.
    """
    require("pdf", pdf, PDF)
    with refused_if_damaged():
        reader = PdfFileReader(io.BytesIO(pdf))
        refuse_encrypted(reader)
        return [_report(signature, len(pdf)) for signature in reader.embedded_regular_signatures]


def _report(signature: EmbeddedPdfSignature, length: int) -> SignatureReport:
    signature.compute_integrity_info(skip_diff=True)
    covered = [int(each) for each in signature.byte_range]
    certificate = signature.signer_cert
    intact, valid = validate_sig_integrity(signature.signer_info, certificate, "data", signature.compute_digest())
    name = certificate.subject.native.get("common_name") or certificate.subject.human_friendly
    return SignatureReport(
        signer=name if isinstance(name, str) else ", ".join(name),
        intact=intact,
        valid=valid,
        # pyHanko measures the file up to the end that it found; whatever follows that end counts too
        whole_file=signature.coverage == SignatureCoverageLevel.ENTIRE_FILE and sum(covered[2:]) == length,
    )
