"""Reads the data embedded in a PDF: the attached case, the provenance, and whether the letter is signed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from imrletters.errors import LetterError, Problem
from imrletters.letter import CASE_FILE
from imrletters.mailing import letters_in
from imrletters.pdf import PdfFile, as_letter_error, dictionary, open_pdf, resolved, stream, text_of
from imrletters.printing import provenance_in
from imrletters.verification.signature_fields import is_signature_field


@dataclass(frozen=True)
class Embedded:
    """The data embedded in a PDF.

    ``case_file`` is the attached case file, None if there is none. ``provenance`` is read from the XMP
    metadata (see ``imrletters.printing``). ``signed`` is true if any signature field has a value. ``letters`` is the
    number of letters of a print file (see ``imrletters.mailing``), None for a letter.
    """

    case_file: bytes | None
    provenance: dict[str, str]
    signed: bool
    letters: int | None = None

    def required_case_file(self) -> bytes:
        """The attached case file. Raises LetterError if there is none."""
        if self.case_file is None and self.letters is not None:
            message = (
                f"this is a print file of {self.letters:,} letters and carries no case; verify the letters themselves"
            )
            raise LetterError([Problem(message)])
        if self.case_file is None:
            raise LetterError([Problem(f"no case is attached to this PDF: it contains no {CASE_FILE}")])
        return self.case_file


def read_embedded(file: PdfFile) -> Embedded:
    """Reads the data embedded in a PDF. Raises LetterError if it is damaged or contains more than one case."""
    with as_letter_error():
        metadata = stream(file.catalog.get("Metadata"))
        return Embedded(
            case_file=_case_file(file.catalog),
            provenance=provenance_in(metadata.data) if metadata else {},
            letters=letters_in(metadata.data) if metadata else None,
            signed=any(is_signature_field(field) and field.get("V") for field in _fields(file.catalog)),
        )


def attached_case(pdf: bytes) -> bytes:
    """The case file attached to a PDF, unchanged.

    Raises LetterError if the PDF cannot be read, if no file is attached, or if the attached file is not a JSON object.
    """
    case_file = read_embedded(open_pdf(pdf)).required_case_file()
    try:
        is_object = isinstance(json.loads(case_file), dict)
    except (ValueError, RecursionError):
        is_object = False
    if not is_object:
        raise LetterError([Problem(f"the {CASE_FILE} attached to this PDF is not a case: it contains no JSON object")])
    return case_file


def _case_file(catalog: dict[str, Any]) -> bytes | None:
    files = [dictionary(file) for file in resolved(catalog.get("AF")) or ()]
    named = [file for file in files if text_of(file.get("UF") or file.get("F")) == CASE_FILE]
    if len(named) > 1:
        raise LetterError([Problem(f"more than one {CASE_FILE} is attached to this PDF")])
    attached = stream(dictionary(named[0]["EF"])["F"]) if named else None
    return attached.data if attached else None


def _fields(catalog: dict[str, Any]) -> Iterator[dict[str, Any]]:
    form = dictionary(catalog.get("AcroForm"))
    for field in resolved(form.get("Fields")) or ():
        yield dictionary(field)
