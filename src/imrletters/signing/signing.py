"""Signs a PDF in a field of its own, after the bytes that are there."""

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

from imrletters.errors import SignerError
from imrletters.signing.faults import reason, refuse_encrypted, refused_if_damaged, unfit
from imrletters.signing.tagging import tag

FIELD = "Signature"


def sign(pdf: bytes, signer: Signer, timestamper: TimeStamper | None = None) -> bytes:
    """The PDF with a PAdES signature (B-B, with a ``timestamper`` B-T) after its own bytes, which stay as they are.

    Raises LetterError for what is no PDF, is damaged, asks for a password, is not tagged or forbids another signature;
    SignerError if the signer or the time stamping service fails.
    """
    with refused_if_damaged():
        writer = _Appending(io.BytesIO(pdf))
        _refuse_unfit(writer)
        name = _add_field(writer)
    metadata = PdfSignatureMetadata(field_name=name, subfilter=SigSeedSubFilter.PADES)
    try:
        signed = PdfSigner(metadata, signer, timestamper=timestamper).sign_pdf(writer, existing_fields_only=True)
    except Exception as error:  # noqa: BLE001 - tokens, plugins and network clients raise errors of their own
        raise SignerError(f"signing failed: {reason(error)}") from None
    return bytes(signed.getvalue())


def timestamper(url: str) -> TimeStamper:
    """The time stamping service (RFC 3161) at a URL."""
    return HTTPTimeStamper(url)


class _Appending(IncrementalPdfFileWriter):
    """Writes after the bytes of a file, and leaves its metadata as they are: they say who made the letter and when."""

    def _update_meta(self) -> None:
        pass


def _refuse_unfit(writer: _Appending) -> None:
    refuse_encrypted(writer.prev)
    root = writer.root
    if "/StructTreeRoot" not in root or not root.get("/MarkInfo", {}).get("/Marked"):
        raise unfit("the PDF is not tagged, so a screen reader could not tell of its signature; print the letter again")
    certified = read_certification_data(writer.prev)
    if certified is not None and certified.permission == MDPPerm.NO_CHANGES:
        raise unfit("a signature in the PDF forbids any other")


def _add_field(writer: _Appending) -> str:
    """Adds an invisible signature field to the last page, and gives its name.

    The first is tagged. Later ones are not, for a change of the tag tree would break what was signed before: they lie
    outside the page, where PDF/UA-1 (7.18.1) asks for no tag.
    """
    taken = {name for name, _, _ in enumerate_sig_fields(writer)}
    signed = any(value is not None for _, value, _ in enumerate_sig_fields(writer))
    number = next(number for number in range(1, len(taken) + 2) if f"{FIELD}{number}" not in taken)
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
