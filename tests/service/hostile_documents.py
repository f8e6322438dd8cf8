"""Documents that exhaust the time or memory of a program that reads them."""

import zlib


def pdf_with(content: bytes, filters: str, catalog: bytes = b"") -> bytes:
    """A PDF of one page with this content stream, and with additional entries in its catalog."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (len(content), filters.encode(), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    pdf, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(pdf))
        pdf += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return pdf + end % (table, len(pdf))


def expanding(gigabytes: int = 4) -> bytes:
    """A PDF of a few kilobytes whose page content expands to this number of gigabytes."""
    compressor = zlib.compressobj(9)
    start, block = compressor.compress(b"") + compressor.flush(zlib.Z_FULL_FLUSH), b""
    block += compressor.compress(b" " * (1 << 24)) + compressor.flush(zlib.Z_FULL_FLUSH)
    return pdf_with(zlib.compress(start + block * (gigabytes << 6) + compressor.flush(), 9), "/FlateDecode/FlateDecode")


def slow(characters: int = 3_000_000) -> bytes:
    """A PDF of a few kilobytes with this number of characters on its page; reading three million takes minutes."""
    content = b"BT /F 12 Tf 72 720 Td " + b"(letter) Tj 1 0 Td " * (characters // 6) + b"ET"
    return pdf_with(zlib.compress(content, 9), "/FlateDecode")


def nested(depth: int = 100_000) -> bytes:
    """A PDF with deeply nested arrays."""
    return pdf_with(b"", "", b"/Lists" + b"[" * depth + b"]" * depth)
