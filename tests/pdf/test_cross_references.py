"""Cross-reference sections: tables and streams."""

from io import BytesIO

import pikepdf
import pytest

from imrletters import LetterError
from imrletters.pdf.cross_references import CrossReferences, ObjectPlace
from imrletters.pdf.file import open_pdf
from tests.pdf.building import CATALOG, PAGE, PAGES, document, page, stream
from tests.support import printed_pages


def section(mode: pikepdf.ObjectStreamMode) -> tuple[bytes, CrossReferences]:
    """A small PDF, and its only section: a table if the objects are not in streams."""
    document = pikepdf.new()
    document.add_blank_page()
    saved = BytesIO()
    document.save(saved, object_stream_mode=mode, deterministic_id=True)
    [found] = open_pdf(saved.getvalue()).cross_references
    return saved.getvalue(), found


@pytest.mark.parametrize(
    ("mode", "is_stream"), [(pikepdf.ObjectStreamMode.disable, False), (pikepdf.ObjectStreamMode.generate, True)]
)
def test_a_section_has_a_trailer_and_the_numbers_of_its_objects(
    mode: pikepdf.ObjectStreamMode, *, is_stream: bool
) -> None:
    _, found = section(mode)
    assert found.is_stream is is_stream
    assert {"Root", "Size"} <= found.trailer.keys()
    assert len({*found.numbers()}) >= 3
    assert found.place(99) is None


def test_an_object_of_a_table_is_at_its_offset_in_the_file() -> None:
    pdf, found = section(pikepdf.ObjectStreamMode.disable)
    for number in found.numbers():
        place = found.place(number)
        assert place == ObjectPlace(None, pdf.index(f"\n{number} 0 obj".encode()) + 1, 0)


def test_an_object_of_an_object_stream_is_at_its_index() -> None:
    _, found = section(pikepdf.ObjectStreamMode.generate)
    compressed = [place for number in found.numbers() if (place := found.place(number)) and place.stream is not None]
    assert [place.offset for place in compressed] == [*range(len(compressed))]
    assert len(compressed) >= 3


def test_only_a_stream_lists_objects_and_has_equal_entries() -> None:
    (_, table), (_, stream), (_, same) = (
        section(mode)
        for mode in (
            pikepdf.ObjectStreamMode.disable,
            pikepdf.ObjectStreamMode.generate,
            pikepdf.ObjectStreamMode.generate,
        )
    )
    first = next(stream.numbers())
    assert (stream.lists(first), stream.lists(99), table.lists(first)) == (True, False, False)
    assert stream.has_same_entries(same)
    assert not table.has_same_entries(table)
    assert not stream.has_same_entries(table)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"0000000000 65535 f", b"0000000000 65535 x"),
        (b"trailer", b"trayler"),
        (b"/Root 1 0 R>>", b"/Root 1 0 R"),
        (b"xref\n0 4", b"xref\n0 9"),
        (b"xref\n0 4", b"xref\n0 4000000000"),
        (b"startxref", b"startxxxx"),
    ],
)
def test_a_malformed_section_is_refused(old: bytes, new: bytes) -> None:
    pdf = document([CATALOG, PAGES, b"<</Type/Page>>"])
    assert pdf.count(old) == 1
    with pytest.raises(LetterError):
        open_pdf(pdf.replace(old, new))


def entry(pdf: bytes, number: int) -> bytes:
    """The entry of an object in the table of a PDF."""
    return b"%010d 00000 n" % (pdf.index(b"\n%d 0 obj" % number) + 1)


@pytest.mark.parametrize(
    ("listed", "there"), [(each, other) for each in range(1, 7) for other in range(1, 7) if each != other]
)
def test_a_file_that_places_an_object_where_another_one_is_is_refused(listed: int, there: int) -> None:
    """Otherwise qpdf frees the object that is there while it is used, which ended the process for some of these."""
    pdf = page()
    hostile = pdf.replace(entry(pdf, listed), entry(pdf, there))
    assert len(hostile) == len(pdf)
    with pytest.raises(LetterError, match="damaged"):
        printed_pages(hostile)


@pytest.mark.parametrize(
    "new",
    [b"0000000003 00000 n", b"9999999999 00000 n", b"{at:010d} 00001 n"],
    ids=["no object", "behind the end", "generation"],
)
def test_an_object_must_be_at_its_offset(new: bytes) -> None:
    pdf = page()
    old = entry(pdf, 6)
    hostile = pdf.replace(old, new.replace(b"{at:010d}", old[:10]))
    with pytest.raises(LetterError, match="damaged"):
        printed_pages(hostile)


def test_an_older_section_is_checked_too() -> None:
    """Otherwise qpdf reads an object of another generation from the section that lists it."""
    pdf = page()
    start = pdf.index(b"xref")
    newest = b"xref\n4 1\n0000000000 00001 f \ntrailer\n<</Size 7/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    hostile = pdf.replace(entry(pdf, 4), entry(pdf, 3))
    with pytest.raises(LetterError, match="damaged"):
        printed_pages(hostile + newest % (start, len(hostile)))


def test_an_object_listed_twice_in_one_section_is_refused() -> None:
    pdf = page()
    twice = pdf.replace(b"trailer", b"6 1\n%b \ntrailer" % entry(pdf, 6))
    with pytest.raises(LetterError, match="damaged"):
        printed_pages(twice)


def test_an_unused_object_may_have_the_offset_zero() -> None:
    pdf = page(b"BT /F 10 Tf 100 700 Td (Knee) Tj ET", b"null")
    changed = pdf.replace(entry(pdf, 7), b"0000000000 00000 n")
    assert [line.text for line in printed_pages(changed)[0]] == ["Knee"]


@pytest.mark.parametrize("number", [4, 8])
def test_a_cross_reference_stream_is_no_other_object(number: int) -> None:
    """For every reference to its number, qpdf returns such a stream, where other readers find another object."""
    pdf = page(entries=PAGE.replace(b"4 0 R", b"%d 0 R" % number))
    body = pdf[: pdf.index(b"xref")]
    offsets = [0, *(body.index(b"\n%d 0 obj" % each) + 1 for each in range(1, 7))]
    rows = b"\0%".ljust(17, b"\0")  # as content, the rows of objects in use are a comment
    rows += b"".join(b"\1%b%b" % (offset.to_bytes(8), bytes(8)) for offset in offsets[1:])
    rows += b"".join(b"\0" + part.ljust(16) for part in (b"\nBT /F 10 Tf", b"100 700 Td", b"(Else) Tj ET"))
    entries = b"/Type/XRef/W[1 8 8]/Size 10/Root 1 0 R"
    hostile = body + b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (number, stream(rows, entries), len(body))
    with pytest.raises(LetterError, match="damaged"):
        printed_pages(hostile)
