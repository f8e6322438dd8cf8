"""Reads one cross-reference section of a PDF: which objects it lists, and where in the file they are."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pdfminer.pdfdocument import PDFBaseXRef, PDFXRefStream


class ObjectPlace(NamedTuple):
    """Where an object is: the number of its object stream, or None; its offset in the file, or index in the stream."""

    stream: int | None
    offset: int
    generation: int


class CrossReferences:
    """A cross-reference section: a table (ISO 32000-1, 7.5.4) or a stream (7.5.8). Every revision of a PDF has one.

    ``lists`` and ``has_same_entries`` read streams only: they return False for a table.
    """

    def __init__(self, section: PDFBaseXRef) -> None:
        self.section = section

    @property
    def is_stream(self) -> bool:
        """Whether this is a cross-reference stream, not a table."""
        return isinstance(self.section, PDFXRefStream)

    @property
    def trailer(self) -> dict[str, Any]:
        """The trailer dictionary."""
        return self.section.get_trailer()

    def numbers(self) -> Iterator[int]:
        """The numbers of the objects in use."""
        return iter(self.section.get_objids())

    def lists(self, number: int) -> bool:
        """Whether this stream has an entry for an object, in use or free."""
        return isinstance(self.section, PDFXRefStream) and any(
            0 <= number - first < count for first, count in self.section.ranges
        )

    def place(self, number: int) -> ObjectPlace | None:
        """Where an object is; None if this section does not list it or lists it as free."""
        try:
            return ObjectPlace(*self.section.get_pos(number))
        except KeyError:
            return None

    def has_same_entries(self, other: "CrossReferences") -> bool:
        """Whether both are streams with the same entries."""
        one, two = self.section, other.section
        return (
            isinstance(one, PDFXRefStream)
            and isinstance(two, PDFXRefStream)
            and (one.data, one.ranges) == (two.data, two.ranges)
        )
