"""Reads the objects of a print that a signature writes again, through the print's cross-reference stream."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from imrletters.verification.increments.syntax import Name, Reference, UnknownFormError, Value, read_value

TRAILER_KEYS = {"Info", "Root", "Size", "ID"}
"""The keys of a cross-reference stream that belong to the trailer (ISO 32000-1, 7.5.5)."""
MOST_BYTES = 1 << 26
"""The number of bytes that a stream may have after decompression; those of a print have fewer than a million."""
_START = re.compile(rb"startxref\n(\d{1,10})\n%%EOF\n\Z")
_OBJECT = re.compile(rb"(\d{1,9}) 0 obj\n")


class Place(NamedTuple):
    """Where an object is: its offset in the file, or the number of its object stream and its index there."""

    stream: int | None
    offset: int


class ObjectStream(NamedTuple):
    """An object stream: its content, and the offset of each object in it.

    Only the objects that are needed are read: others contain texts of the case in forms that are refused.
    """

    content: bytes
    offsets: list[int]


@dataclass
class Revision:
    """A PDF up to one of its ends, and its objects.

    ``printed`` are the bytes of the print, ``end`` is the end of this revision, and ``start`` the offset of its newest
    cross-reference section. ``changed`` has the objects that increments wrote.
    """

    printed: bytes
    end: int
    start: int
    trailer: dict[str, Value]
    places: Mapping[int, Place]
    changed: dict[int, Value] = field(default_factory=dict)
    streams: dict[int, ObjectStream] = field(default_factory=dict)

    def value(self, number: int) -> Value:
        """The object of a number. Raises UnknownFormError if it is missing or cannot be read."""
        if number in self.changed:
            return self.changed[number]
        place = self.places.get(number)
        if place is None:
            raise UnknownFormError(f"no object {number}")
        if place.stream is None:
            return _object_at(self.printed, place.offset, number)[0]
        if place.stream not in self.streams:
            self.streams[place.stream] = _object_stream(self.printed, self.places[place.stream].offset)
        content, offsets = self.streams[place.stream]
        return read_value(content, offsets[place.offset])[0]

    def dictionary(self, value: Value | None) -> dict[str, Value]:
        """The dictionary that a reference refers to. Raises UnknownFormError for anything else."""
        found = self.value(value.number) if isinstance(value, Reference) else None
        if not isinstance(found, dict):
            raise UnknownFormError("not a reference to a dictionary")
        return found


def read_print(data: bytes) -> Revision:
    """The only revision of a print. Raises UnknownFormError if its form is not that of our engines."""
    end = _START.search(data, max(0, len(data) - 40))
    if end is None or not data.startswith(b"%PDF-1.7\n"):
        raise UnknownFormError("not the beginning or the end of a print")
    start = int(end[1])
    number = _OBJECT.match(data, start)
    if number is None:
        raise UnknownFormError("no cross-reference stream")
    section, offset = _object_at(data, start, int(number[1]))
    if (
        not isinstance(section, dict)
        or section.get("Type") != "XRef"
        or section.keys() & {"Prev", "XRefStm", "Encrypt"}
    ):
        raise UnknownFormError("not the cross-reference stream of a print")
    places = dict(_places(section, _decoded(data, offset, section)))
    return Revision(data, len(data), start, {key: each for key, each in section.items() if key in TRAILER_KEYS}, places)


def _object_at(data: bytes, offset: int, number: int) -> tuple[Value, int]:
    """An object outside object streams, and the offset after its value."""
    beginning = _OBJECT.match(data, offset)
    if beginning is None or int(beginning[1]) != number:
        raise UnknownFormError(f"object {number} is not at offset {offset}")
    return read_value(data, beginning.end())


def _decoded(data: bytes, offset: int, dictionary: Mapping[str, Value]) -> bytes:
    """The decoded bytes of the stream whose dictionary ends at an offset."""
    length, parameters = dictionary.get("Length"), dictionary.get("DecodeParms", {})
    if not data.startswith(b"\nstream\n", offset) or type(length) is not int or not isinstance(parameters, dict):
        raise UnknownFormError(f"no stream at offset {offset}")
    if dictionary.get("Filter") != "FlateDecode":
        raise UnknownFormError("a stream with another filter")
    raw = data[offset + 8 : offset + 8 + length]
    if not data.startswith(b"\nendstream\nendobj\n", offset + 8 + length):
        raise UnknownFormError(f"the stream at offset {offset} has another length")
    decoded = inflated(raw)
    if not parameters:
        return decoded
    columns = parameters.get("Columns")
    if parameters != {"Columns": columns, "Predictor": 12} or type(columns) is not int or columns < 1:
        raise UnknownFormError("a stream with other parameters")
    return _without_predictor(decoded, columns)


def inflated(raw: bytes) -> bytes:
    """The decompressed data of a whole zlib stream. Raises UnknownFormError if it is none, or has too many bytes."""
    decompressor = zlib.decompressobj()
    try:
        data = decompressor.decompress(raw, MOST_BYTES)
    except zlib.error as error:
        raise UnknownFormError(str(error)) from None
    if not decompressor.eof or decompressor.unused_data or decompressor.unconsumed_tail:
        raise UnknownFormError("not one whole zlib stream")
    return data


def _without_predictor(data: bytes, columns: int) -> bytes:
    """Data without the PNG predictor Up (ISO 32000-1, 7.4.4.4)."""
    rows, above = bytearray(), bytes(columns)
    for first in range(0, len(data), columns + 1):
        row = data[first + 1 : first + 1 + columns]
        if data[first] != 2 or len(row) != columns:
            raise UnknownFormError("a row with another predictor")
        above = bytes((one + other) & 0xFF for one, other in zip(row, above, strict=True))
        rows += above
    return bytes(rows)


def _places(section: Mapping[str, Value], data: bytes) -> Iterator[tuple[int, Place]]:
    """The places of the objects that a cross-reference stream lists."""
    widths, size = section.get("W"), section.get("Size")
    if not (isinstance(widths, list) and len(widths) == 3 and type(size) is int):
        raise UnknownFormError("no widths")
    kind_width, *others = (each if type(each) is int and 0 < each < 9 else 0 for each in widths)
    row = kind_width + sum(others)
    if not all((kind_width, *others)) or section.get("Index", [0, size]) != [0, size] or len(data) != row * size:
        raise UnknownFormError("other entries than the size states")
    for number in range(size):
        entry = data[number * row : (number + 1) * row]
        kind, first, second = (
            int.from_bytes(each)
            for each in (entry[:kind_width], entry[kind_width : kind_width + others[0]], entry[-others[1] :])
        )
        if kind == 1:
            yield number, Place(None, first)
        elif kind == 2:
            yield number, Place(first, second)


def _object_stream(data: bytes, offset: int) -> ObjectStream:
    """The object stream at an offset."""
    beginning = _OBJECT.match(data, offset)
    if beginning is None:
        raise UnknownFormError("no object stream")
    dictionary, end = read_value(data, beginning.end())
    if not isinstance(dictionary, dict) or dictionary.get("Type") != Name("ObjStm"):
        raise UnknownFormError("no object stream")
    count, first = dictionary.get("N"), dictionary.get("First")
    if type(count) is not int or type(first) is not int:
        raise UnknownFormError("no count or offset of objects")
    objects = _decoded(data, end, dictionary)
    offsets = [int(each) for each in objects[:first].split()][1::2]
    if len(offsets) != count:
        raise UnknownFormError("another number of objects")
    return ObjectStream(objects + b" ", [first + each for each in offsets])
