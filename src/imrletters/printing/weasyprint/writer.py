"""Writes laid-out pages as a PDF file: with metadata, tags and attachments, and without the current date.

WeasyPrint calls a function of ours with the PDF objects before it writes them (its parameter ``finisher``). WeasyPrint
does not document the content of these objects.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pydyf
from weasyprint import Attachment, Document

from imrletters.printing import DESCRIPTION, with_provenance
from imrletters.printing.weasyprint.layout import COLOR_PROFILE, no_files_read
from imrletters.printing.weasyprint.page_breaks import continued
from imrletters.printing.weasyprint.tag_tree import tidy_tags

PLACEHOLDER = datetime.min
"""A date that WeasyPrint requires for an attachment; it is removed before the file is written."""


def write_pdf(document: Document, provenance: Mapping[str, str], attachments: Mapping[str, str]) -> bytes:
    """The PDF file of laid-out pages. Raises PrintError if the page attaches a file."""
    # WeasyPrint can write neither our XMP properties nor two standards at once. At an upgrade: does write_pdf still
    # call this method of the metadata, and does it return the whole RDF? test_xmp reads the result.
    rdf = document.metadata.generate_rdf_metadata
    if provenance:
        document.metadata.generate_rdf_metadata = lambda *standard: with_provenance(rdf(*standard), provenance)
    document.metadata.attachments += [_attachment(name, text) for name, text in attachments.items()]
    continuations = continued(document.pages)

    def finish(document: Document, pdf: pydyf.PDF) -> None:
        tidy_tags(pdf, continuations)
        _correct_streams(pdf, document.metadata.created)
        pdf.objects[:] = [item if item.free == "f" else _WrittenObject(item) for item in pdf.objects]

    with no_files_read():  # attachments of the page are read only here
        return bytes(document.write_pdf(finisher=finish, pdf_variant="pdf/a-3a", output_intent=COLOR_PROFILE))


def _attachment(name: str, text: str) -> Attachment:
    return Attachment(
        string=text,
        name=name,
        description=DESCRIPTION,
        relationship="Source",
        created=PLACEHOLDER,
        modified=PLACEHOLDER,
    )


def _correct_streams(pdf: pydyf.PDF, day: str | None) -> None:
    """Corrects the attachments and images of a PDF file.

    WeasyPrint dates attachments by the current time and lists them twice; they get the date of the letter instead. It
    also requests interpolation of images, which PDF/A forbids (ISO 19005-3, 6.2.8). At an upgrade: are attachments and
    images still streams with these entries? test_writer reads them from printed letters.
    """
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])
    for item in pdf.objects:
        extra: dict[str, Any] = getattr(item, "extra", {})
        if "Interpolate" in extra:
            extra["Interpolate"] = "false"
        if extra.get("Type") == "/EmbeddedFile":
            for name in ("CreationDate", "ModDate"):
                del extra["Params"][name]
                if day:
                    extra["Params"][name] = pydyf.String(f"D:{day.replace('-', '')}")


class _WrittenObject(pydyf.Object):  # type: ignore[misc] # pydyf has no type hints
    """A PDF object with its bytes, computed once.

    pydyf computes the bytes of every object twice: to write them, and for the identifier of the file. At an upgrade:
    which attributes of an object does pydyf read when it writes a file?
    """

    def __init__(self, item: pydyf.Object) -> None:
        super().__init__()
        self.number = item.number
        self.generation = item.generation
        self.data = item.data
        self.compressible = item.compressible

    data: bytes = b""
    compressible: bool = False
