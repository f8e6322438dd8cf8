"""Letters merged into one print file."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from imrletters.errors import DataError, LetterError
from imrletters.mailing.print_file import PrintFile, merge
from tests.mailing.support import MIXED, changed, lines, merged, some_letters
from tests.support import sample_letter
from tests.validators import ua1_failures


def test_a_print_file_has_the_pages_of_its_letters_in_their_order(tmp_path: Path) -> None:
    assert lines(merged(tmp_path, some_letters())) == [page for letter in some_letters() for page in lines(letter)]


def test_a_print_file_conforms_to_pdf_ua(tmp_path: Path) -> None:
    assert ua1_failures(merged(tmp_path, some_letters())) == []
    assert ua1_failures(merged(tmp_path, some_letters()[:3], duplex=True)) == []


def test_with_duplex_each_letter_begins_on_a_right_hand_page(tmp_path: Path) -> None:
    counts = [len(lines(letter)) for letter in some_letters()]
    assert {count % 2 for count in counts} == {0, 1}
    pages = lines(merged(tmp_path, some_letters(), duplex=True))
    start = 0
    for letter, count in zip(some_letters(), counts, strict=True):
        assert pages[start : start + count] == lines(letter)
        start += count
        if count % 2 and start < len(pages):
            assert pages[start] == []
            start += 1
    assert start == len(pages)


def test_the_pages_and_the_blank_pages_are_counted(tmp_path: Path) -> None:
    one = next(letter for letter in some_letters() if len(lines(letter)) % 2)
    letters = [("a", one), ("b", one), ("c", one)]
    pages = 3 * len(lines(one))
    assert merge(letters, tmp_path / "mail.pdf") == PrintFile(3, pages, 0)
    assert merge(letters, tmp_path / "mail.pdf", duplex=True) == PrintFile(3, pages, 2)


def test_a_print_file_carries_no_case_and_no_signature(tmp_path: Path) -> None:
    data = merged(tmp_path, some_letters())
    with pikepdf.open(BytesIO(data)) as pdf:
        assert not {"/AF", "/AcroForm", "/OutputIntents"} & pdf.Root.keys()
        assert not pdf.attachments
        assert not [page for page in pdf.pages if page.obj.get("/Annots", ())]
        contents = b"".join(each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream))
    assert sample_letter(MIXED).carried_case().to_json()[:40].encode() not in contents


def test_equal_letters_make_equal_print_files(tmp_path: Path) -> None:
    assert merged(tmp_path, some_letters()[:2]) == merged(tmp_path, some_letters()[:2])


def test_the_language_of_each_letter_is_kept(tmp_path: Path) -> None:
    def in_spanish(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Lang = pikepdf.String("es-US")

    with pikepdf.open(BytesIO(merged(tmp_path, [some_letters()[0], changed(some_letters()[0], in_spanish)]))) as pdf:
        assert pdf.Root.Lang == "en-US"
        assert [str(document.Lang) for document in pdf.Root.StructTreeRoot.K] == ["en-US", "es-US"]


def without_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def without_metadata(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


@pytest.mark.parametrize(
    ("second", "message"),
    [
        (lambda _: b"no PDF", "the PDF is damaged or cut off"),
        (lambda letter: letter[:2000], "the PDF is damaged or cut off"),
        (lambda letter: changed(letter, without_tags), "the PDF is not tagged as PDF/UA-1"),
        (lambda letter: changed(letter, without_metadata), "the PDF is not tagged as PDF/UA-1"),
    ],
)
def test_what_cannot_be_merged_is_refused_with_its_name(
    second: Callable[[bytes], bytes], message: str, tmp_path: Path
) -> None:
    (tmp_path / "mail.pdf").write_bytes(b"old")
    with pytest.raises(LetterError, match=rf"2\.pdf: error: {message}"):
        merged(tmp_path, [some_letters()[0], second(some_letters()[0])])
    assert (tmp_path / "mail.pdf").read_bytes() == b"old"
    assert len([*tmp_path.iterdir()]) == 1


def test_a_print_file_is_no_letter(tmp_path: Path) -> None:
    with pytest.raises(LetterError, match="this is a print file; expected a letter"):
        merged(tmp_path, [merged(tmp_path, some_letters()[:2])])


def test_letters_may_be_in_a_tuple(tmp_path: Path) -> None:
    assert merge((("a.pdf", some_letters()[0]), ("b.pdf", some_letters()[1])), tmp_path / "mail.pdf").letters == 2


def test_no_letter_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="there is no letter to merge"):
        merged(tmp_path, [])
