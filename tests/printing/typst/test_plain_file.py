"""Reading the objects of a plain PDF file, and writing them again, compressed."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest

from imrletters.errors import PrintError
from imrletters.printing.typst.plain_file import PACKED, PlainFile, read_plain_file, write_compressed

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<<>>/Contents 4 0 R>>"
STREAM = b"<</Length 19>>\nstream\n0 g\n\nendobj\n5 0 obj\nendstream"
FILE = PlainFile({1: CATALOG, 2: PAGES, 3: PAGE, 4: STREAM, 5: b"<</Title(\n\nendobj\n)>>"}, 1, 5)


def plain(objects: dict[int, bytes]) -> bytes:
    """A file as Typst writes it."""
    written = b"%PDF-1.7\n%\x80\x80\x80\x80\n\n"
    entries = [b"0000000000 65535 f\r\n"]
    for number, item in objects.items():
        entries.append(b"%010d 00000 n\r\n" % len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, item)
    trailer = b"trailer\n<</Size %d/Root 1 0 R/Info 5 0 R/ID[(a)(b)]>>" % len(entries)
    start = len(written) + 1
    return written + b"\nxref\n0 %d\n%b%b\nstartxref\n%d\n%%%%EOF" % (len(entries), b"".join(entries), trailer, start)


def opened(file: PlainFile) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(write_compressed(file)), attempt_recovery=False) as document:
        assert document.get_warnings() == []
        yield document


def test_the_objects_are_read_by_their_places() -> None:
    assert read_plain_file(plain(FILE.objects)) == FILE


def test_the_objects_are_written_unchanged() -> None:
    for document in opened(FILE):
        assert document.pages[0].Contents.read_bytes() == b"0 g\n\nendobj\n5 0 obj"
        assert document.docinfo.Title == "\n\nendobj\n"
        assert all(document.objects[number - 1].objgen == (number, 0) for number in FILE.objects)


def test_many_objects_are_written_in_several_streams() -> None:
    more = {number: b"%d" % number for number in range(6, 2 * PACKED + 6)}
    for document in opened(FILE._replace(objects=FILE.objects | more)):
        assert [int(document.get_object(number, 0)) for number in more] == list(more)


def test_the_same_objects_give_the_same_bytes_and_others_another_identifier() -> None:
    assert write_compressed(FILE) == write_compressed(FILE)
    other = FILE._replace(objects=FILE.objects | {5: b"<</Title(other)>>"})
    for before in opened(FILE):
        for after in opened(other):
            assert before.trailer.ID[0] == before.trailer.ID[1] != after.trailer.ID[0]


@pytest.mark.parametrize(
    ("written", "other", "part"),
    [
        (b"\nxref\n", b"\nxfer\n", "the cross-reference table"),
        (b" 65535 f", b"  65535 f", "the cross-reference table"),
        (b"/ID[", b"/Prev 9/ID[", "the cross-reference table"),
        (b"3 0 obj", b"7 0 obj", "object 3"),
        (b"Pages 2 0 R>>\nendobj", b"Pages 2 0 R>>\nendbj", "object 1"),
    ],
)
def test_another_form_is_refused(written: bytes, other: bytes, part: str) -> None:
    file = plain(FILE.objects)
    assert file.count(written) == 1
    with pytest.raises(PrintError, match=f"^Typst wrote {part} in an unknown form$"):
        read_plain_file(file.replace(written, other))
