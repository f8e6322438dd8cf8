"""Single objects of a PDF: references, strings, names and streams."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from imrletters.pdf.file import PdfFile, open_pdf
from imrletters.pdf.objects import dictionary, name_of, reference_number, resolved, stream, text_of, type_names


@pytest.fixture
def file() -> PdfFile:
    """A PDF whose catalog has an entry of each kind; the names of references begin with ``To``."""
    document = pikepdf.new()
    document.add_blank_page()
    root = document.Root
    for prefix in ("", "To"):
        kinds = pikepdf.Dictionary(Type=pikepdf.Name("/StructElem"), S=pikepdf.Name("/Form"))
        values = {"Word": pikepdf.String("knee"), "Kind": pikepdf.Name("/Sig"), "Dictionary": kinds}
        for name, value in values.items():
            root[f"/{prefix}{name}"] = document.make_indirect(value) if prefix else value
    root.Number = 7
    root.ToStream = pikepdf.Stream(document, b"0 0 m", Length1=5)
    saved = BytesIO()
    document.save(saved)
    return open_pdf(saved.getvalue())


def test_a_reference_is_followed(file: PdfFile) -> None:
    assert resolved(file.catalog["Word"]) == resolved(file.catalog["ToWord"]) == b"knee"


@pytest.mark.parametrize("name", ["Word", "Kind", "Dictionary"])
def test_a_reference_has_the_number_of_its_object(file: PdfFile, name: str) -> None:
    number = reference_number(file.catalog[f"To{name}"])
    assert number is not None
    assert file.numbered_object(number) == file.catalog[name]
    assert reference_number(file.catalog[name]) is None


@pytest.mark.parametrize(
    ("read", "name", "value", "other"),
    [
        (text_of, "Word", "knee", ""),
        (name_of, "Kind", "Sig", ""),
        (lambda value: type_names(dictionary(value)), "Dictionary", {"StructElem", "Form"}, set()),
    ],
    ids=["string", "name", "dictionary"],
)
def test_a_value_or_a_reference_to_it_is_read_and_any_other_value_is_empty(
    file: PdfFile, read: Callable[[Any], object], name: str, value: object, other: object
) -> None:
    assert read(file.catalog[name]) == read(file.catalog[f"To{name}"]) == value
    assert read(file.catalog["Number"]) == read(None) == other


def test_a_stream_has_its_dictionary_and_its_decoded_bytes(file: PdfFile) -> None:
    found = stream(file.catalog["ToStream"])
    assert found is not None
    assert (found.data, found.dictionary["Length1"]) == (b"0 0 m", 5)
    assert stream(file.catalog["Dictionary"]) is None


@pytest.mark.parametrize("data", [b"K\xf6rper", "Körper".encode("utf-16"), b"\xfe\xff" + "Körper".encode("utf-16-be")])
def test_a_string_may_be_in_latin_1_or_in_utf_16(data: bytes) -> None:
    assert text_of(data) == "Körper"
