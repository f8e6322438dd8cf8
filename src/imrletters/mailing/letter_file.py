"""Opens one letter to be merged: a tagged PDF that states that it conforms to PDF/UA-1."""

from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import ParseError, fromstring

import pikepdf

from imrletters.errors import LetterError, Problem
from imrletters.mailing.statement import letters_in
from imrletters.pdf import as_letter_error

PDFUA_PART = "{http://www.aiim.org/pdfua/ns/id/}part"


@dataclass(frozen=True)
class LetterFile:
    """An opened letter, its title and its language."""

    pdf: pikepdf.Pdf
    title: str
    language: str


def open_letter(data: bytes) -> LetterFile:
    """Opens a letter. Raises LetterError if it is damaged, or if a print file of it could not conform to PDF/UA-1."""
    with as_letter_error():
        pdf = pikepdf.open(BytesIO(data), attempt_recovery=False, suppress_warnings=True)
        xmp = pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b""
        if letters_in(xmp) is not None:
            raise LetterError([Problem("this is a print file; expected a letter")])
        if "/StructTreeRoot" not in pdf.Root or "/ParentTree" not in pdf.Root.StructTreeRoot or not _is_ua1(xmp):
            raise LetterError([Problem("the PDF is not tagged as PDF/UA-1; expected a letter that imrletters printed")])
        title = str(pdf.trailer.get("/Info", pikepdf.Dictionary()).get("/Title", "")) or "Letter without a title"
        return LetterFile(pdf, title, str(pdf.Root.get("/Lang", "en-US")))


def _is_ua1(xmp: bytes) -> bool:
    try:
        root = fromstring(xmp)  # noqa: S314 - the parser loads no external entities and limits entity expansion
    except ParseError:
        return False
    return any((each.text if each.tag == PDFUA_PART else each.get(PDFUA_PART)) == "1" for each in root.iter())
