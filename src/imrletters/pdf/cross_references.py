"""Reads the cross-reference sections of a PDF: which objects each lists, and where in the file they are.

qpdf reads the same sections. They are read here first to refuse those that would take it long, and because it does not
show them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeGuard

from imrletters.pdf.filters import decoded
from imrletters.pdf.limits import OBJECTS, SECTIONS, too_large
from imrletters.pdf.objects import number_of
from imrletters.pdf.syntax import MakeReference, PdfSyntaxError, parse_object

START_WITHIN = 1054
"""The number of last bytes in which qpdf looks for the offset of the newest section."""
START = re.compile(rb"startxref[\0\t\n\f\r ]+([0-9]{1,15})(?![0-9])")
TABLE = re.compile(rb"[\0\t\n\f\r ]*xref(?=[\0\t\n\f\r ])")
SUBSECTION = re.compile(rb"[\0\t\n\f\r ]*([0-9]{1,10})[\0\t\n\f\r ]+([0-9]{1,10})[\0\t\f ]*(?:\r\n?|\n)[\0\t\n\f\r ]*")
ENTRIES = re.compile(rb"(?:[0-9]{10} [0-9]{5} [nf](?: \r| \n|\r\n))*")
TRAILER = re.compile(rb"[\0\t\n\f\r ]*trailer(?=[\0\t\n\f\r <])")
OBJECT = re.compile(rb"[\0\t\n\f\r ]*([0-9]{1,10})[\0\t\n\f\r ]+([0-9]{1,5})[\0\t\n\f\r ]+obj(?![A-Za-z0-9])")
STREAM = re.compile(rb"[\0\t\n\f\r ]*stream(?:\r\n|\n)")
ENTRY = 20
"""Bytes of one entry of a table."""


class ObjectPlace(NamedTuple):
    """Where an object is: the number of its object stream, or None; its offset in the file, or index in the stream."""

    stream: int | None
    offset: int
    generation: int


@dataclass(frozen=True, eq=False, slots=True)
class CrossReferences:
    """A cross-reference section: a table (ISO 32000-1, 7.5.4) or a stream (7.5.8). Every revision of a PDF has one.

    ``lists`` and ``has_same_entries`` read streams only: they return False for a table.
    """

    trailer: dict[str, Any]
    """The trailer dictionary."""
    places: dict[int, ObjectPlace | None]
    """Where each object is; None for a free one."""
    is_stream: bool
    """Whether this is a cross-reference stream, not a table."""

    def numbers(self) -> Iterator[int]:
        """The numbers of the objects in use."""
        return (number for number, place in self.places.items() if place)

    def lists(self, number: int) -> bool:
        """Whether this stream has an entry for an object, in use or free."""
        return self.is_stream and number in self.places

    def place(self, number: int) -> ObjectPlace | None:
        """Where an object is; None if this section does not list it or lists it as free."""
        return self.places.get(number)

    def has_same_entries(self, other: "CrossReferences") -> bool:
        """Whether both are streams with the same entries."""
        return self.is_stream and other.is_stream and [*self.places.items()] == [*other.places.items()]


def read_sections(data: bytes, reference: MakeReference) -> list[CrossReferences]:
    """The cross-reference sections, the newest first. Raises PdfSyntaxError, or LetterError for too many."""
    start = START.match(data, data.rfind(b"startxref", max(0, len(data) - START_WITHIN)))
    waiting = [int(start[1])] if start else []
    if not waiting:
        raise PdfSyntaxError("the offset of the cross-references is missing")
    sections: list[CrossReferences] = []
    seen: set[int] = set()
    while waiting:
        offset = waiting.pop()
        if offset in seen:
            raise PdfSyntaxError("a loop of cross-references")
        seen.add(offset)
        section = _section(data, offset, reference, OBJECTS - sum(len(each.places) for each in sections))
        sections.append(section)
        if len(sections) > SECTIONS:
            raise too_large("cross-reference sections", SECTIONS)
        # the stream beside a table comes before the older section
        waiting += [each for key in ("Prev", "XRefStm") if (each := int(number_of(section.trailer.get(key), 0)))]
    return sections


def require_objects(data: bytes, sections: Iterable[CrossReferences]) -> None:
    """Raises PdfSyntaxError if an entry of a section is the offset of something else than its object.

    qpdf would read whatever object is there, and free the one that really has that number, even while it is used: a
    small file could end the process or change its memory. Object streams cannot do this, since qpdf takes from them
    only objects that the sections place in them.
    """
    for section in sections:
        for number, place in section.places.items():
            if place is None or place.stream is not None or not place.offset:  # qpdf reads nothing at offset 0
                continue
            head = OBJECT.match(data, place.offset) if place.offset < len(data) else None
            if head is None or (int(head[1]), int(head[2])) != (number, place.generation):
                raise PdfSyntaxError(f"object {number} is not at offset {place.offset}")


def _section(data: bytes, offset: int, reference: MakeReference, most: int) -> CrossReferences:
    table = TABLE.match(data, offset)
    return _table(data, table.end(), reference, most) if table else _stream(data, offset, reference, most)


def _table(data: bytes, at: int, reference: MakeReference, most: int) -> CrossReferences:
    places: dict[int, ObjectPlace | None] = {}
    listed = 0
    while head := SUBSECTION.match(data, at):
        first, count = int(head[1]), int(head[2])
        if count > most - listed:
            raise too_large("objects", OBJECTS)
        at = head.end() + count * ENTRY
        if not ENTRIES.fullmatch(data, head.end(), at) or at > len(data):
            raise PdfSyntaxError(f"an entry of cross-references is malformed after offset {head.end()}")
        for number, start in enumerate(range(head.end(), at, ENTRY), start=first):
            used = data[start + 17 : start + 18] == b"n"
            places[number] = (
                ObjectPlace(None, int(data[start : start + 10]), int(data[start + 11 : start + 16])) if used else None
            )
        listed += count
    _require_once(places, listed)
    trailer = TRAILER.match(data, at)
    entries = parse_object(data, reference, trailer.end())[0] if trailer else None
    if not isinstance(entries, dict):
        raise PdfSyntaxError(f"the trailer is missing at offset {at}")
    return CrossReferences(entries, places, is_stream=False)


def _stream(data: bytes, offset: int, reference: MakeReference, most: int) -> CrossReferences:
    entries, start = stream_dictionary(data, offset, reference)
    length = entries.get("Length")
    if entries.get("Type") != "XRef" or not isinstance(length, int) or length < 0:
        raise PdfSyntaxError(f"no cross-references at offset {offset}")
    widths = entries.get("W")
    if not _are_numbers(widths, at_most=8) or len(widths) != 3:
        raise PdfSyntaxError("the widths of cross-references are malformed")
    ranges = entries.get("Index", [0, entries.get("Size")])
    if not _are_numbers(ranges, at_most=OBJECTS) or len(ranges) % 2:
        raise PdfSyntaxError("the ranges of cross-references are malformed")
    count, row = sum(ranges[1::2]), sum(widths)
    if count > most:
        raise too_large("objects", OBJECTS)
    rows = decoded(data[start : start + length], entries, most=count * row + 2 * row + 2 * ENTRY + count)
    if len(rows) != count * row:
        raise PdfSyntaxError("the cross-references have another length than stated")
    numbers = (first + place for first, each in zip(ranges[::2], ranges[1::2], strict=True) for place in range(each))
    places = {number: _place(rows[at * row : (at + 1) * row], widths) for at, number in enumerate(numbers)}
    _require_once(places, count)
    return CrossReferences(entries, places, is_stream=True)


def _require_once(places: dict[int, ObjectPlace | None], listed: int) -> None:
    """Raises PdfSyntaxError if a section of ``listed`` entries lists an object twice: readers choose differently."""
    if len(places) != listed:
        raise PdfSyntaxError("an object is listed twice in one section of cross-references")


def _are_numbers(values: object, at_most: int) -> TypeGuard[list[int]]:
    return isinstance(values, list) and all(type(each) is int and 0 <= each <= at_most for each in values)


def _place(row: bytes, widths: list[int]) -> ObjectPlace | None:
    """The place that one row of a cross-reference stream states (ISO 32000-1, table 18)."""
    first, second = widths[0], widths[0] + widths[1]
    kind = int.from_bytes(row[:first]) if first else 1
    middle, last = int.from_bytes(row[first:second]), int.from_bytes(row[second:])
    return ObjectPlace(None, middle, last) if kind == 1 else ObjectPlace(middle, last, 0) if kind == 2 else None


def stream_dictionary(data: bytes, offset: int, reference: MakeReference) -> tuple[dict[str, Any], int]:
    """The dictionary of the stream at an offset of a file, and the offset of its data."""
    head = OBJECT.match(data, offset)
    entries, end = parse_object(data, reference, head.end()) if head else (None, 0)
    start = STREAM.match(data, end)
    if not isinstance(entries, dict) or not start:
        raise PdfSyntaxError(f"no stream at offset {offset}")
    return entries, start.end()
