"""Small PDFs that need much time or memory, each in another way. More are in tests/service/hostile_documents.py."""

import zlib

from tests.service.hostile_documents import pdf_with


def compressed_spaces(megabytes: int) -> bytes:
    """Megabytes of spaces, compressed: one block again and again, since compressing all would take long."""
    compressor = zlib.compressobj(9)
    start = compressor.compress(b"") + compressor.flush(zlib.Z_FULL_FLUSH)
    block = compressor.compress(b" " * (1 << 20)) + compressor.flush(zlib.Z_FULL_FLUSH)
    return start + block * megabytes + compressor.flush()


def nested_filters(levels: int = 3, megabytes: int = 5500) -> bytes:
    """Less than a kilobyte whose page content expands to gigabytes through several filters."""
    data = compressed_spaces(megabytes)
    for _ in range(levels - 1):
        data = zlib.compress(data, 9)
    return pdf_with(data, "/FlateDecode" * levels)


def operator_flood(count: int = 10_000_000) -> bytes:
    """Page content that saves the graphics state again and again."""
    return pdf_with(zlib.compress(zlib.compress(b"q " * count, 9), 9), "/FlateDecode/FlateDecode")


def objects_pdf(*objects: bytes) -> bytes:
    """A PDF with these objects, numbered from 1; the first one is the catalog."""
    pdf, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(pdf))
        pdf += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return pdf + end % (size, table, size, len(pdf))


def cyclic_form(calls: int = 30) -> bytes:
    """A form that draws itself, many times."""
    content = b"/X Do " * calls
    return objects_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources 5 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</XObject<</X 6 0 R>>>>",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources 5 0 R/Length %d>>stream\n%s\nendstream"
        % (len(content), content),
    )


def cyclic_pages() -> bytes:
    """A tree of pages whose branches contain each other."""
    return objects_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 3 0 R]/Count 9>>",
        b"<</Type/Pages/Kids[2 0 R 2 0 R]/Parent 2 0 R/Count 9>>",
    )


def attachment_bomb(megabytes: int = 3000) -> bytes:
    """An attached case that expands to gigabytes."""
    data = zlib.compress(compressed_spaces(megabytes), 9)
    return objects_pdf(
        b"<</Type/Catalog/Pages 2 0 R/AF[4 0 R]/Names<</EmbeddedFiles<</Names[(case.json) 4 0 R]>>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>",
        b"<</Type/Filespec/F(case.json)/UF(case.json)/EF<</F 5 0 R/UF 5 0 R>>/AFRelationship/Source>>",
        b"<</Type/EmbeddedFile/Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(data), data),
    )
