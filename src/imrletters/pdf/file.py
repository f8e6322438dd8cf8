"""Opens a PDF, and gives access to its catalog, its pages and its objects.

qpdf reads the objects and decrypts them. It repairs damaged files; here a file that it would have to repair is refused.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import Any

import pikepdf

from imrletters.errors import LetterError, Problem
from imrletters.pdf.cross_references import CrossReferences, read_sections, require_objects, stream_dictionary
from imrletters.pdf.filters import decoded
from imrletters.pdf.limits import DECODED
from imrletters.pdf.objects import EncodedStream, Reference, dictionary
from imrletters.pdf.pages import Page, pages_of
from imrletters.pdf.syntax import PdfSyntaxError, parse_object

HEADER_WITHIN = 1024
"""The number of first bytes in which readers look for the header of a PDF (ISO 32000-1, Annex H.3)."""
HARMLESS = "xref entry for the xref stream itself is missing"
"""The warning of qpdf about a file that all readers read in the same way."""
ONE_FILTER = (None, "FlateDecode")
"""The filters of an object stream. qpdf decodes these streams itself; other filters could make them very long."""

if not pikepdf.settings.get_qpdf_limits()["flate_max_memory"]:
    # for the whole process: qpdf has no limit for one file; the reader needs it for object streams
    pikepdf.settings.set_qpdf_limits(flate_max_memory=DECODED)


class PdfFile:
    """An opened PDF: its bytes and its objects.

    Its objects are read when they are needed, so every property and method can fail on a damaged file: use them within
    ``as_letter_error``.
    """

    def __init__(self, data: bytes) -> None:
        """Raises an error of any type if the file is damaged."""
        self.data = data
        self._objects: dict[tuple[int, int], Any] = {}
        self.cross_references: list[CrossReferences] = read_sections(self._from_header, self.reference)
        """The cross-reference sections, the newest first."""
        require_objects(self._from_header, self.cross_references)
        self._require_plain_object_streams()
        self._qpdf = pikepdf.open(
            BytesIO(self._from_header), attempt_recovery=False, suppress_warnings=True, inherit_page_attributes=False
        )
        self._require_intact()

    @property
    def trailer(self) -> dict[str, Any]:
        """The newest trailer dictionary."""
        return self.cross_references[0].trailer

    @property
    def catalog(self) -> dict[str, Any]:
        """The catalog: the root of all objects."""
        return dictionary(self.trailer.get("Root"))

    @property
    def information(self) -> dict[str, Any]:
        """The newest document information dictionary; an empty one if there is none."""
        return next((dictionary(each.trailer["Info"]) for each in self.cross_references if "Info" in each.trailer), {})

    @cached_property
    def pages(self) -> list[Page]:
        """The pages in their order."""
        return pages_of(self.catalog)

    def page_dictionaries(self) -> list[dict[str, Any]]:
        """The dictionary of each page, with the entries that it inherits."""
        return [page.entries for page in self.pages]

    def numbered_object(self, number: int, generation: int = 0) -> Any:
        """The newest object of a number; None if there is none."""
        key = (number, generation)
        if key not in self._objects:
            self._objects[key] = self._read(number, generation)
        return self._objects[key]

    def reference(self, number: int, generation: int) -> Reference:
        """The reference to an object of this file."""
        return _Reference(number, generation, self)

    def raw_data(self, number: int, generation: int) -> bytes:
        """The data of a stream, decrypted but not decoded."""
        data = self._qpdf.get_object((number, generation)).read_raw_bytes()
        self._require_intact()
        return data

    @property
    def _from_header(self) -> bytes:
        """The file without bytes before its header, at which all offsets begin."""
        return self.data[self.data.find(b"%PDF-") :]

    def _read(self, number: int, generation: int) -> Any:
        found = self._qpdf.get_object((number, generation))
        self._require_intact()
        if isinstance(found, pikepdf.Stream):
            entries, _ = parse_object(found.stream_dict.unparse(), self.reference)
            if entries.get("Type") == "XRef":  # qpdf returns these instead of another object of the same number
                raise PdfSyntaxError("a reference to cross-references")
            return _Stream(entries, number, generation, self)
        if not isinstance(found, pikepdf.Object):
            return float(found) if found is not None and not isinstance(found, int) else found
        value, _ = parse_object(found.unparse(resolved=True), self.reference)
        if isinstance(value, Reference):
            raise LetterError([Problem(f"the PDF is damaged: its object {number} is only a reference")])
        return value

    def _require_intact(self) -> None:
        """Raises PdfSyntaxError if qpdf had to repair something."""
        if repairs := [each for each in self._qpdf.get_warnings() if HARMLESS not in str(each)]:
            raise PdfSyntaxError(f"{len(repairs)} repairs are needed")

    def _require_plain_object_streams(self) -> None:
        """Raises PdfSyntaxError if an object stream is not encoded like those of letters."""
        data = self._from_header
        streams = {place.stream for each in self.cross_references for place in each.places.values() if place}
        for number in streams - {None}:
            places = [place for each in self.cross_references if (place := each.place(number or 0))]
            for place in places[:1]:
                entries, _ = stream_dictionary(data, place.offset, self.reference)
                if entries.get("Filter") not in ONE_FILTER or entries.get("DecodeParms") is not None:
                    raise PdfSyntaxError("an object stream with other filters than Flate")


@dataclass(frozen=True, slots=True)
class _Reference(Reference):
    number: int
    generation: int
    file: PdfFile = field(repr=False, compare=False)

    def target(self) -> Any:
        return self.file.numbered_object(self.number, self.generation)


@dataclass(frozen=True, slots=True, eq=False)
class _Stream(EncodedStream):
    dictionary: dict[str, Any]
    number: int
    generation: int
    file: PdfFile = field(repr=False)

    def decoded(self, most: int = DECODED) -> bytes:
        return decoded(self.file.raw_data(self.number, self.generation), self.dictionary, most)


def open_pdf(data: bytes) -> PdfFile:
    """Opens a PDF. Raises LetterError if it is not a PDF, is damaged or needs a password."""
    if b"%PDF-" not in data[:HEADER_WITHIN]:
        raise LetterError([Problem("this is not a PDF")])
    with as_letter_error():
        return PdfFile(data)


@contextmanager
def as_letter_error() -> Iterator[None]:
    """Raises LetterError for any error of a PDF reader on a PDF that is damaged, encrypted or needs a password."""
    try:
        yield
    except (LetterError, MemoryError):
        raise
    except pikepdf.PasswordError:
        raise LetterError([Problem("the PDF needs a password; expected a PDF that opens without one")]) from None
    except (RecursionError, Exception) as error:  # noqa: BLE001 - a damaged file can fail anywhere inside the reader
        if isinstance(error, pikepdf.PdfError) and "encryption" in str(error):
            raise LetterError([Problem(f"the PDF is encrypted in a way that cannot be read ({error})")]) from None
        raise LetterError([Problem(f"the PDF is damaged or cut off ({type(error).__name__})")]) from None
