"""The objects of a PDF file are found through its cross-reference table or stream."""

from io import BytesIO

import pikepdf
import pytest

from imrletters import PrintError
from imrletters.printing.page_check.objects import Reference
from imrletters.printing.page_check.written_file import Stream, WrittenFile
from tests.support import SAMPLES, sample_pdf

PDF = sample_pdf(SAMPLES[0])


def rewritten(object_streams: pikepdf.ObjectStreamMode) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(PDF)) as file:
        file.save(out, object_stream_mode=object_streams)
    return out.getvalue()


FORMS = {
    "WeasyPrint": PDF,
    "table": rewritten(pikepdf.ObjectStreamMode.disable),
    "predictor": rewritten(pikepdf.ObjectStreamMode.generate),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_page_and_its_content_are_found(form: str) -> None:
    file = WrittenFile(FORMS[form])
    with pikepdf.open(BytesIO(PDF)) as expected:
        contents = [page.Contents.read_bytes() for page in expected.pages]
    pages = list(file.pages())
    assert [file.value(page["Contents"]).content for page in pages] == contents
    assert {tuple(page["MediaBox"]) for page in pages} == {(0, 0, 612, 792)}
    assert file.value(Reference(2)) is file.value(Reference(2))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", [0, 99999])
def test_an_object_that_is_not_in_the_file_is_refused(form: str, number: int) -> None:
    with pytest.raises(PrintError, match=f"cannot be checked: there is no object {number}"):
        WrittenFile(FORMS[form]).value(Reference(number))


def test_an_object_in_another_place_is_refused() -> None:
    table = FORMS["table"]
    entry = table.index(b" 00000 n", table.index(b"\nxref"))
    moved = table[: entry - 10] + b"%010d" % (int(table[entry - 10 : entry]) + 1) + table[entry:]
    with pytest.raises(PrintError, match="cannot be checked: object 1 is not in its place"):
        WrittenFile(moved).value(Reference(1))


def test_a_file_that_is_encrypted_or_was_changed_is_refused() -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(PDF)) as file:
        file.save(out, encryption=pikepdf.Encryption(owner="a", user=""))
    changed = FORMS["table"].replace(b"trailer <<", b"trailer << /Prev 1", 1)
    assert changed != FORMS["table"]
    for pdf in (out.getvalue(), changed):
        with pytest.raises(PrintError, match="the file is encrypted or has several revisions"):
            WrittenFile(pdf)


def test_a_page_tree_that_contains_itself_is_refused() -> None:
    def nest(file: pikepdf.Pdf) -> None:
        file.Root.Pages.Kids[0] = file.Root.Pages

    out = BytesIO()
    with pikepdf.open(BytesIO(PDF)) as file:
        nest(file)
        file.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pytest.raises(PrintError, match="the page tree is too deep"):
        list(WrittenFile(out.getvalue()).pages())


@pytest.mark.parametrize(
    "entries", [{"Filter": "LZWDecode"}, {"Filter": ["FlateDecode"]}, {"F": b"file"}, {"DecodeParms": {"Predictor": 2}}]
)  # fmt: skip
def test_a_stream_with_an_unknown_filter_is_refused(entries: dict[str, object]) -> None:
    with pytest.raises(PrintError, match="a stream with an unknown"):
        _ = Stream(entries, b"").content
