"""Reads the objects of a PDF file as Typst writes it, and writes objects as a compressed file (ISO 32000-1, 7.5)."""

import re
import zlib
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from imrletters.errors import PrintError

HEADER = b"%PDF-1.7\n%\x80\x80\x80\x80\n"
"""The version, and a comment that marks the file as binary (ISO 19005-3, 6.1.2)."""
END_OF_OBJECT = b"\nendobj\n"
END_OF_STREAM = b"\nendstream"
TABLE = re.compile(rb"xref\n0 \d+\n((?:\d{10} \d{5} [fn]\r\n)+)trailer\n<</Size \d+/Root (\d+) 0 R/Info (\d+) 0 R/ID\[")
ENTRY_SIZE = 20
"""The length of an entry of the cross-reference table."""
PACKED = 200
"""The greatest number of objects in one object stream, so that a viewer need not decompress all of them for one."""
ID_SIZE = 32
"""The length of the identifier of a file, in hexadecimal digits."""


class PlainFile(NamedTuple):
    """The objects of a PDF file by their numbers, without ``obj`` and ``endobj``."""

    objects: dict[int, bytes]
    catalog: int
    """The number of the catalog."""
    information: int
    """The number of the information dictionary."""


def read_plain_file(pdf: bytes) -> PlainFile:
    """The objects of a file. Raises PrintError if its form is not the one that Typst writes."""
    table = TABLE.match(pdf, pdf.rfind(b"\nxref\n") + 1)
    if not table:
        raise unknown_form("the cross-reference table")
    starts = [int(table[1][place : place + 10]) for place in range(ENTRY_SIZE, len(table[1]), ENTRY_SIZE)]
    objects = {}
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], table.start()], strict=True), 1):
        opening, written = b"%d 0 obj\n" % number, pdf[start:end].rstrip() + b"\n"
        if not written.startswith(opening) or not written.endswith(END_OF_OBJECT):
            raise unknown_form(f"object {number}")
        objects[number] = written[len(opening) : -len(END_OF_OBJECT)]
    return PlainFile(objects, int(table[2]), int(table[3]))


def write_compressed(file: PlainFile) -> bytes:
    """The PDF file with object streams and a cross-reference stream. The same objects give the same bytes."""
    streams = [(number, item) for number, item in file.objects.items() if item.endswith(END_OF_STREAM)]
    others = [(number, item) for number, item in file.objects.items() if not item.endswith(END_OF_STREAM)]
    entries = {0: (0, 0, 0)}
    for first in range(0, len(others), PACKED):
        packed = others[first : first + PACKED]
        container = len(file.objects) + first // PACKED + 1
        entries |= {number: (2, container, index) for index, (number, _) in enumerate(packed)}
        streams.append((container, _object_stream(packed)))
    written = bytearray(HEADER)
    for number, item in streams:
        entries[number] = (1, len(written), 0)
        written += b"%d 0 obj\n%b%b" % (number, item, END_OF_OBJECT)
    start, table = len(written), len(entries)
    entries[table] = (1, start, 0)
    rows = b"".join(
        kind.to_bytes(1) + place.to_bytes(4) + index.to_bytes(2) for _, (kind, place, index) in sorted(entries.items())
    )
    identifier = sha256(written).hexdigest()[:ID_SIZE].encode()
    references = b"/Root %d 0 R/Info %d 0 R" % (file.catalog, file.information)
    trailer = b"/Type/XRef/Size %d/W[1 4 2]%b/ID[<%b><%b>]" % (table + 1, references, identifier, identifier)
    written += b"%d 0 obj\n%b%bstartxref\n%d\n%%%%EOF\n" % (table, _stream(trailer, rows), END_OF_OBJECT, start)
    return bytes(written)


def _object_stream(packed: Sequence[tuple[int, bytes]]) -> bytes:
    """A stream of objects, which begins with the number and the place of each."""
    places, objects = b"", b""
    for number, item in packed:
        places += b"%d %d " % (number, len(objects))
        objects += item + b"\n"
    return _stream(b"/Type/ObjStm/N %d/First %d" % (len(packed), len(places)), places + objects)


def _stream(entries: bytes, content: bytes) -> bytes:
    data = zlib.compress(content)
    return b"<</Length %d/Filter/FlateDecode%b>>\nstream\n%b%b" % (len(data), entries, data, END_OF_STREAM)


def unknown_form(part: str) -> PrintError:
    """The error for a file that Typst wrote in another form than expected."""
    return PrintError(f"Typst wrote {part} in an unknown form")
