"""What is added to the file that Typst writes: row headers, provenance, and no date of an undated letter."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest

from imrletters import PrintError, render
from imrletters.case.example import HEADER
from imrletters.pdf import open_pdf
from imrletters.pdf.tags import tag_outline
from imrletters.pdf.text_lines import read_pages
from imrletters.printing import RenderedDocument
from imrletters.printing.typst.compiler import compile_pdf
from imrletters.printing.typst.engine import letter_files
from imrletters.printing.typst.finish import finish
from imrletters.printing.typst.parts import read_parts
from imrletters.printing.xmp import DESCRIPTIONS, provenance_in
from imrletters.rendering import render_medium
from tests.printing.typst.test_engine import printed
from tests.support import case
from tests.validators import ua1_failures

UNDATED: dict[str, Any] = dict.fromkeys(HEADER)


def opened(**changes: Any) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(printed(render(case(**changes))).pdf))


def test_each_label_of_the_table_is_the_header_of_the_value_to_its_right() -> None:
    file = open_pdf(printed(render(case(**HEADER))).pdf)
    rows = [row.strip() for row in tag_outline(file, read_pages(file)).splitlines() if " TH " in row or " TD " in row]
    assert len(rows) == 14
    for label, value in zip(rows[::2], rows[1::2], strict=True):
        assert f"under {label.removeprefix('TH ')}" in value


def test_the_parent_tree_is_an_object_of_its_own() -> None:
    with opened() as file:
        assert file.Root.StructTreeRoot.ParentTree.is_indirect


def test_the_widths_of_characters_are_whole_numbers() -> None:
    with opened(**HEADER) as file:
        fonts = [font.DescendantFonts[0] for page in file.pages for font in page.Resources.Font.values()]
        widths = [width for font in fonts for width in font.W.as_list()]
    assert len(widths) > 100
    assert all(isinstance(width, int) for width in widths)


def test_the_provenance_is_in_the_metadata() -> None:
    with opened() as file:
        assert provenance_in(file.Root.Metadata.read_bytes()).keys() == DESCRIPTIONS.keys()


@pytest.mark.parametrize("header", [HEADER, UNDATED], ids=["dated", "undated"])
def test_dates_are_those_of_the_letter_or_none(header: dict[str, Any]) -> None:
    dated = header is HEADER
    with opened(**header) as file:
        attachment = next(iter(file.attachments.values())).get_file().obj
        assert [name in file.docinfo for name in ("/CreationDate", "/ModDate")] == [dated, dated]
        assert ("/ModDate" in attachment.Params) == dated
        metadata = file.Root.Metadata.read_bytes()
        assert (b"CreateDate" in metadata, b"ModifyDate" in metadata, b"stEvt:when" in metadata) == (dated,) * 3
        assert b"2000" not in metadata


@pytest.mark.parametrize("header", [HEADER, UNDATED], ids=["dated", "undated"])
def test_a_finished_letter_conforms_to_pdf_ua(header: dict[str, Any]) -> None:
    assert ua1_failures(printed(render(case(**header))).pdf) == []


@pytest.fixture(scope="module")
def unfinished() -> bytes:
    """A letter as Typst writes it."""
    source = render_medium(case(**HEADER), "typst")
    return compile_pdf(letter_files(read_parts(source), RenderedDocument(source, {}, {"case.json": "{}"})))


@pytest.mark.parametrize(
    "written",
    [
        b"/Suspects false",
        b"/StructTreeRoot ",
        b"/ParentTree<<",
        b"/S/TD/P",
        b"/W[",
        b"/Subtype/XML",
        b"/CreationDate(D:",
        b"/Params<</Size 2/ModDate",
    ],
)
def test_another_form_of_an_object_is_refused(unfinished: bytes, written: bytes) -> None:
    provenance = dict.fromkeys(DESCRIPTIONS, "x")
    finish(unfinished, provenance, dated=False)
    assert written in unfinished
    with pytest.raises(PrintError, match=r"in an unknown form|of an unknown form"):
        finish(unfinished.replace(written, written.swapcase()), provenance, dated=False)
