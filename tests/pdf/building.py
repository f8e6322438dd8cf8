"""Builds small PDFs, honest or hostile, from the text of their objects."""

import zlib
from collections.abc import Sequence

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources 5 0 R/Contents 4 0 R>>"
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
RESOURCES = b"<</Font<</F 6 0 R>>>>"
TEXT = b"BT /F 10 Tf 100 700 Td (Knee) Tj ET"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def deflated(data: bytes, times: int = 1, entries: bytes = b"") -> bytes:
    """A stream object whose data is compressed, once or several times."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, entries + b"/Filter[%s]" % (b"/FlateDecode" * times))


def document(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF with these objects, numbered from 1; the first one is its catalog."""
    out = b"%PDF-1.7\n"
    offsets = []
    for number, each in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    entries = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, entries, len(objects) + 1, trailer, len(out))
    )


def page(
    content: bytes = TEXT, *more: bytes, font: bytes = HELVETICA, resources: bytes = RESOURCES, entries: bytes = PAGE
) -> bytes:
    """A PDF of one page. Objects 4, 5 and 6 are its content, its resources and its font; ``more`` begins at 7."""
    content = content if content.startswith(b"<<") else stream(content)
    return document([CATALOG, PAGES, entries, content, resources, font, *more])
