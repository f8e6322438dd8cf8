"""Signs a PDF in a new signature field, by an incremental update."""

# some functions of pyHanko have no types
# mypy: disable-error-code="no-untyped-call"

import io

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import (
    InvisSigSettings,
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
    append_signature_field,
    enumerate_sig_fields,
)
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper
from pyhanko.sign.validation.pdf_embedded import read_certification_data

from imrletters.arguments import PDF, TEXT, Accepted, require
from imrletters.errors import SignerError
from imrletters.signing.faults import reason, refuse_encrypted, refused_if_damaged, unusable
from imrletters.signing.tagging import tag

FIELD = "Signature"
SIGNER = Accepted((Signer,), "a signer, such as pkcs12_signer(data, prompt)")
TIMESTAMPER = Accepted((TimeStamper, type(None)), "a time stamping service, such as timestamper(url), or None")


def sign(pdf: bytes, signer: Signer, timestamper: TimeStamper | None = None) -> bytes:
    """The PDF with a PAdES signature (B-B, or B-T with a ``timestamper``) added after its bytes, which do not change.

    Raises LetterError if the data is not a PDF, or if the PDF is damaged, encrypted, not tagged or forbids further
    signatures. Raises SignerError if the signer or the time stamping service fails.
    """
    require("pdf", pdf, PDF)
    require("signer", signer, SIGNER)
    require("timestamper", timestamper, TIMESTAMPER)
    writer, name = _with_field(pdf)
    metadata = PdfSignatureMetadata(field_name=name, subfilter=SigSeedSubFilter.PADES)
    try:
        signed = PdfSigner(metadata, signer, timestamper=timestamper).sign_pdf(writer, existing_fields_only=True)
    except Exception as error:  # noqa: BLE001 - tokens, plugins and network clients raise their own errors
        raise SignerError(f"signing failed: {reason(error)}") from None
    return bytes(signed.getvalue())


def require_signable(pdf: bytes) -> None:
    """Reads a PDF as ``sign`` does, without a signer, so that a worker process with limits can try it.

    Raises LetterError as ``sign`` does.
    """
    require("pdf", pdf, PDF)
    _with_field(pdf)


def _with_field(pdf: bytes) -> "tuple[_Appending, str]":
    """A writer that adds a signature field to a PDF, and the name of the field. Raises LetterError."""
    with refused_if_damaged():
        writer = _Appending(io.BytesIO(pdf))
        _refuse_unusable(writer)
        return writer, _add_field(writer)


def timestamper(url: str) -> TimeStamper:
    """The time stamping service (RFC 3161) at a URL."""
    require("url", url, TEXT)
    return HTTPTimeStamper(url)


class _Appending(IncrementalPdfFileWriter):
    """Writes an incremental update without changing the metadata, which name what printed the letter, and its date."""

    def _update_meta(self) -> None:
        # private, and overridden: pyHanko would set itself as the producer, and a modification date
        pass


def _refuse_unusable(writer: _Appending) -> None:
    refuse_encrypted(writer.prev)
    root = writer.root
    if "/StructTreeRoot" not in root or not root.get("/MarkInfo", {}).get("/Marked"):
        raise unusable(
            "the PDF is not tagged, so that a screen reader could not find the signature; expected a tagged PDF"
        )
    certified = read_certification_data(writer.prev)
    if certified is not None and certified.permission == MDPPerm.NO_CHANGES:
        raise unusable("a signature in the PDF forbids further signatures")


def _add_field(writer: _Appending) -> str:
    """Adds an invisible signature field to the last page, and returns its name.

    Only the first field is tagged, because a later change of the tag tree would invalidate the earlier signatures.
    Further fields are placed outside the page, where PDF/UA-1 (7.18.1) requires no tag.
    """
    names = {name for name, _, _ in enumerate_sig_fields(writer)}
    signed = any(value is not None for _, value, _ in enumerate_sig_fields(writer))
    number = next(number for number in range(1, len(names) + 2) if f"{FIELD}{number}" not in names)
    name = f"{FIELD}{number}"
    append_signature_field(
        writer,
        SigFieldSpec(
            name,
            on_page=-1,
            readable_field_name=f"Digital signature {number}",
            invis_sig_settings=InvisSigSettings(box_out_of_bounds=signed),
        ),
    )
    if not signed:
        [field] = (reference for _, _, reference in enumerate_sig_fields(writer, with_name=name))
        tag(writer, field)
    return name
