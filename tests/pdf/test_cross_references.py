"""Cross-reference sections: tables and streams."""

from io import BytesIO

import pikepdf
import pytest

from imrletters import LetterError
from imrletters.pdf.cross_references import CrossReferences, ObjectPlace
from imrletters.pdf.file import open_pdf
from tests.pdf.building import CATALOG, PAGES, document


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
