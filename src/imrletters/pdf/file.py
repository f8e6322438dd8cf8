"""Opens a PDF, and gives access to its catalog, its pages and its objects."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

# pdfminer compares names by identity. If one of its modules were imported while another thread reads a PDF, that module
# could get names equal to no name of any PDF. So all its modules are imported before a PDF is opened.
import pdfminer.pdfinterp  # noqa: F401 - see above
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef

from imrletters.errors import LetterError, Problem
from imrletters.pdf.cross_references import CrossReferences

HEADER_WITHIN = 1024
"""The number of first bytes in which readers look for the header of a PDF (ISO 32000-1, Annex H.3)."""

logging.getLogger("pdfminer").setLevel(logging.ERROR)


@dataclass(frozen=True, eq=False, slots=True)
class PdfFile:
    """An opened PDF: its bytes and the document that was parsed from them.

    Its objects are read when they are needed, so every property and method can fail on a damaged file: use them within
    ``as_letter_error``.
    """

    data: bytes
    document: PDFDocument
    """The document of pdfminer; only this package uses it."""

    @property
    def catalog(self) -> dict[str, Any]:
        """The catalog: the root of all objects."""
        return self.document.catalog

    @property
    def information(self) -> dict[str, Any]:
        """The newest document information dictionary; an empty one if there is none."""
        return self.document.info[0] if self.document.info else {}

    @property
    def cross_references(self) -> list[CrossReferences]:
        """The cross-reference sections, the newest first."""
        return [CrossReferences(section) for section in self.document.xrefs]

    def numbered_object(self, number: int) -> Any:
        """The newest object of a number."""
        return self.document.getobj(number)

    def page_dictionaries(self) -> list[dict[str, Any]]:
        """The dictionary of each page, with the entries that it inherits."""
        return [page.attrs for page in PDFPage.create_pages(self.document)]


def open_pdf(data: bytes) -> PdfFile:
    """Opens a PDF. Raises LetterError if it is not a PDF, is damaged or needs a password."""
    if b"%PDF-" not in data[:HEADER_WITHIN]:
        raise LetterError([Problem("this is not a PDF")])
    with as_letter_error():
        return PdfFile(data, _Document(PDFParser(io.BytesIO(data))))


@contextmanager
def as_letter_error() -> Iterator[None]:
    """Raises LetterError for any error of a PDF reader on a PDF that is damaged, encrypted or needs a password."""
    try:
        yield
    except (LetterError, MemoryError):
        raise
    except PDFPasswordIncorrect:
        raise LetterError([Problem("the PDF needs a password; expected a PDF that opens without one")]) from None
    except PDFEncryptionError as error:
        raise LetterError([Problem(f"the PDF is encrypted in a way that cannot be read ({error})")]) from None
    except (RecursionError, Exception) as error:  # noqa: BLE001 - a damaged file can fail anywhere inside the reader
        raise LetterError([Problem(f"the PDF is damaged or cut off ({type(error).__name__})")]) from None


class _Document(PDFDocument):
    """A document in which no object is only a reference: pdfminer would follow a reference to itself for ever."""

    def getobj(self, objid: int) -> object:
        """The object of a number. Raises LetterError if it is a reference."""
        found = super().getobj(objid)
        if isinstance(found, PDFObjRef):
            raise LetterError([Problem(f"the PDF is damaged: its object {objid} is only a reference")])
        return found
