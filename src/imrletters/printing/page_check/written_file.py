"""Reads the objects of a PDF file that an engine has just written, through its cross-reference table or stream.

Only what the engines write is understood: one revision, no encryption, streams that are plain or deflated.
"""

import re
import zlib
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, NamedTuple

from imrletters.printing.page_check.objects import Reference, cannot_be_checked, read_object

TABLE = re.compile(rb"xref\s+0 (\d+)\s*\n(?=\d)")
ENTRY = re.compile(rb"(\d{10}) 00000 n[ \r\n]{2}")
ENTRY_SIZE = 20
HEADER = re.compile(rb"\s*(\d+) 0 obj\b")
STREAM = re.compile(rb"\s*stream\r?\n")
END = re.compile(rb"\s*endobj\b")
END_OF_STREAM = re.compile(rb"\s*endstream\s+endobj\b")
OTHER_REVISIONS = {"Prev", "XRefStm", "Encrypt"}
PNG_PREDICTORS = 10
UP = 2
"""The predictor of a row of differences from the row above."""
DEEPEST = 20
"""The most levels of the page tree."""


class Stream(NamedTuple):
    """A stream: its dictionary and its data, as they are in the file."""

    entries: dict[str, Any]
    data: bytes

    @property
    def content(self) -> bytes:
        """The data without compression."""
        if "F" in self.entries or self.entries.get("Filter") not in (None, "FlateDecode"):
            raise cannot_be_checked("a stream with an unknown filter")
        data = zlib.decompress(self.data) if "Filter" in self.entries else self.data
        return _without_predictor(data, self.entries["DecodeParms"]) if "DecodeParms" in self.entries else data


class WrittenFile:
    """The objects of a PDF file; each is read when it is first used."""

    def __init__(self, pdf: bytes) -> None:
        """Finds the cross-reference table or stream."""
        self._pdf = pdf
        self._read: dict[int, Any] = {}
        self._table: int | None = None
        self._widths: tuple[int, ...] = ()
        self._packed: dict[int, tuple[list[bytes], bytes, int]] = {}
        start = int(pdf[pdf.rindex(b"startxref") + len(b"startxref") : pdf.rindex(b"%%EOF")])
        table = TABLE.match(pdf, start)
        if table:
            self._entries, self._table = pdf, table.end()
            place = table.end() + ENTRY_SIZE * int(table[1])
            self._count = int(table[1])
            self.trailer = read_object(pdf, pdf.index(b"trailer", place, place + 20) + len(b"trailer"))[0]
        else:
            stream = self._at(start)
            self.trailer = stream.entries
            self._entries = stream.content
            self._widths = tuple(map(int, self.trailer["W"]))
            self._count = self.trailer["Size"]
            if self.trailer.get("Index", [0, self._count]) != [0, self._count] or len(self._widths) != 3:
                raise cannot_be_checked("unknown form of the cross-reference stream")
        if OTHER_REVISIONS & self.trailer.keys():
            raise cannot_be_checked("the file is encrypted or has several revisions")

    def value(self, item: Any) -> Any:
        """An object, or the object that a reference names."""
        if not isinstance(item, Reference):
            return item
        if item.number not in self._read:
            self._read[item.number] = self._find(item.number)
        return self._read[item.number]

    def pages(self) -> Iterator[dict[str, Any]]:
        """The page objects, in order."""
        return self._pages(self.value(self.value(self.trailer["Root"])["Pages"]), 0)

    def _pages(self, node: dict[str, Any], depth: int) -> Iterator[dict[str, Any]]:
        if depth > DEEPEST:
            raise cannot_be_checked("the page tree is too deep")
        for child in map(self.value, node["Kids"]):
            if child["Type"] == "Pages":
                yield from self._pages(child, depth + 1)
            else:
                yield child

    def _find(self, number: int) -> Any:
        if not 0 < number < self._count:
            raise cannot_be_checked(f"there is no object {number}")
        if self._table is not None:
            entry = ENTRY.match(self._entries, self._table + ENTRY_SIZE * number)
            if not entry:
                raise cannot_be_checked(f"there is no object {number}")
            return self._at(int(entry[1]), number)
        place = number * sum(self._widths)
        fields = []
        for width in self._widths:
            fields.append(int.from_bytes(self._entries[place : place + width]))
            place += width
        match fields:
            case [1, start, 0]:
                return self._at(start, number)
            case [2, container, index]:
                return self._unpack(container, index, number)
        raise cannot_be_checked(f"there is no object {number}")

    def _at(self, place: int, number: int | None = None) -> Any:
        """The object that begins at a place of the file."""
        header = HEADER.match(self._pdf, place)
        if not header or (number is not None and int(header[1]) != number):
            raise cannot_be_checked(f"object {number} is not in its place")
        value, end = read_object(self._pdf, header.end())
        stream = STREAM.match(self._pdf, end)
        if stream:
            start, end = stream.end(), stream.end() + value["Length"]
            value = Stream(value, self._pdf[start:end])
        if not (END_OF_STREAM if stream else END).match(self._pdf, end):
            raise cannot_be_checked(f"object {int(header[1])} has no end")
        return value

    def _unpack(self, container: int, index: int, number: int) -> Any:
        """An object inside an object stream."""
        if container not in self._packed:
            stream = self.value(Reference(container))
            content, first = stream.content, stream.entries["First"]
            self._packed[container] = content[:first].split(), content, first
        numbers, content, first = self._packed[container]
        if int(numbers[2 * index]) != number:
            raise cannot_be_checked(f"object {number} is not in its place")
        return read_object(content, first + int(numbers[2 * index + 1]))[0]


def _without_predictor(data: bytes, parameters: dict[str, Any]) -> bytes:
    """The data of rows that are stored as differences from the row above (ISO 32000-1, 7.4.4.4)."""
    if parameters.keys() != {"Columns", "Predictor"} or parameters["Predictor"] < PNG_PREDICTORS:
        raise cannot_be_checked("a stream with an unknown predictor")
    size = parameters["Columns"] + 1
    if len(data) % size or set(data[::size]) - {UP}:
        raise cannot_be_checked("a stream with an unknown predictor")
    columns = (accumulate(data[column::size]) for column in range(1, size))
    return bytes(value % 256 for row in zip(*columns, strict=True) for value in row)
