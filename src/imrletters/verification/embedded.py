"""Reads what a PDF says of itself: the attached case, what printed it, and whether it is signed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1

from imrletters.errors import LetterError, Problem
from imrletters.letter import CASE_FILE
from imrletters.pdf import is_signature, open_pdf, readable, resolved, text_of
from imrletters.printing import provenance_in


@dataclass(frozen=True)
class Envelope:
    """What a PDF says of itself.

    ``case`` is the attached case as it is, None if none is attached. ``provenance`` says what printed the letter (see
    ``provenance``).
    """

    case: bytes | None
    provenance: dict[str, str]
    signed: bool

    def attached(self) -> bytes:
        """The attached case. Raises LetterError if there is none."""
        if self.case is None:
            raise LetterError([Problem(f"no case is attached to this PDF: it holds no {CASE_FILE}")])
        return self.case


def read_envelope(pdf: bytes) -> Envelope:
    """Reads what a PDF says of itself. Raises LetterError for what is no PDF, is damaged or asks for a password."""
    with readable():
        catalog = open_pdf(pdf).catalog
        metadata = resolve1(catalog.get("Metadata"))
        return Envelope(
            case=_attached(catalog),
            provenance=provenance_in(metadata.get_data()) if isinstance(metadata, PDFStream) else {},
            signed=any(is_signature(field) and field.get("V") for field in _fields(catalog)),
        )


def attached_case(pdf: bytes) -> bytes:
    """The case attached to a PDF, as it is.

    Raises LetterError if there is none or what is attached is no JSON object, and as ``read_envelope`` does.
    """
    case = read_envelope(pdf).attached()
    try:
        is_object = isinstance(json.loads(case), dict)
    except (ValueError, RecursionError):
        is_object = False
    if not is_object:
        raise LetterError([Problem(f"the {CASE_FILE} attached to this PDF is no case: it holds no JSON object")])
    return case


def _attached(catalog: dict[str, Any]) -> bytes | None:
    found = [resolved(file) for file in resolve1(catalog.get("AF")) or ()]
    named = [file for file in found if text_of(file.get("UF") or file.get("F")) == CASE_FILE]
    if len(named) > 1:
        raise LetterError([Problem(f"more than one {CASE_FILE} is attached to this PDF")])
    stream = resolve1(resolved(named[0]["EF"])["F"]) if named else None
    return stream.get_data() if isinstance(stream, PDFStream) else None


def _fields(catalog: dict[str, Any]) -> Iterator[dict[str, Any]]:
    form = resolved(catalog.get("AcroForm"))
    for field in resolve1(form.get("Fields")) or ():
        yield resolved(field)
