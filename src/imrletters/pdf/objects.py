"""Opens a PDF down to its objects, and tells what they are."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# The reader knows names by their identity: a part of it that is loaded while another thread reads a PDF could get
# names that no PDF has from then on. So all of it is loaded before any PDF is opened.
import pdfminer.pdfinterp  # noqa: F401
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral

from imrletters.errors import LetterError, Problem

WIDGET = {"Type", "Subtype", "FT", "T", "TU", "F", "Rect", "P", "V", "StructParent", "Lock", "SV"}
ELEMENT = {"Type", "S", "P", "Pg", "K"}
"""All that the widget and the tag of a signature may hold: nothing that is drawn, read aloud or run."""
HEADER = 1024
"""How many bytes into a file readers look for its beginning."""

logging.getLogger("pdfminer").setLevel(logging.ERROR)


@contextmanager
def readable() -> Iterator[None]:
    """Raises LetterError for whatever the PDF reader raises on what is no PDF, is damaged or asks for a password."""
    try:
        yield
    except (LetterError, MemoryError):
        raise
    except PDFPasswordIncorrect:
        raise LetterError([Problem("the PDF asks for a password; give a copy that opens without one")]) from None
    except PDFEncryptionError as error:
        raise LetterError([Problem(f"the PDF is encrypted in a way that cannot be read ({error})")]) from None
    except (RecursionError, Exception) as error:  # noqa: BLE001 - a damaged file can fail anywhere inside the reader
        raise LetterError([Problem(f"the PDF is damaged or cut off ({type(error).__name__})")]) from None


def open_pdf(pdf: bytes) -> PDFDocument:
    """The objects of a PDF, to be read within ``readable``. Raises LetterError for what is none."""
    if b"%PDF-" not in pdf[:HEADER]:
        raise LetterError([Problem("this is no PDF")])
    return _Document(PDFParser(io.BytesIO(pdf)))


class _Document(PDFDocument):
    """A PDF whose objects are no mere references: the reader would follow one to itself without end."""

    def getobj(self, objid: int) -> object:
        """The object of a number. Raises LetterError for a reference."""
        found = super().getobj(objid)
        if isinstance(found, PDFObjRef):
            raise LetterError([Problem(f"the PDF is damaged: its object {objid} is no more than a reference")])
        return found


def resolved(thing: Any) -> dict[str, Any]:
    """The dictionary that this is or refers to; an empty one if it is something else."""
    found = resolve1(thing)
    return found if isinstance(found, dict) else {}


def text_of(value: Any) -> str:
    """The text of a string of a PDF; an empty one for anything else."""
    data = resolve1(value)
    if not isinstance(data, bytes):
        return ""
    return data.decode("utf-16" if data.startswith((b"\xfe\xff", b"\xff\xfe")) else "latin-1", errors="replace")


def name_of(value: Any) -> str:
    """The name that this is or refers to; an empty one for anything else."""
    found = resolve1(value)
    return str(found.name) if isinstance(found, PSLiteral) else ""


def names_in(thing: dict[str, Any]) -> set[str]:
    """The names that say what a dictionary is."""
    return {name for key in ("Type", "S", "FT") if (name := name_of(thing.get(key)))}


def is_signature(thing: dict[str, Any]) -> bool:
    """Whether this is the field of a signature."""
    return name_of(thing.get("FT")) == "Sig"


def is_unseen(widget: dict[str, Any]) -> bool:
    """Whether this is the widget of a signature, and shows nothing on its page."""
    left, bottom, right, top = map(resolve1, resolve1(widget.get("Rect")) or (0, 0, 1, 1))
    return is_signature(widget) and widget.keys() <= WIDGET and (left == right or bottom == top)


def is_tag(thing: Any) -> bool:
    """Whether this is the tag of a signature that shows nothing."""
    element = resolved(thing)
    reference = resolved(element.get("K"))
    return (
        "Form" in names_in(element)
        and element.keys() <= ELEMENT
        and reference.keys() == {"Type", "Obj", "Pg"}
        and is_unseen(resolved(reference["Obj"]))
    )


def signs(thing: Any) -> bool:
    """Whether this is the widget of a signature or its tag."""
    found = resolved(thing)
    return is_unseen(found) or is_tag(found)
