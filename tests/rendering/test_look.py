"""The figures of the printed letter: one file that everything else follows."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from imrletters import HouseStyleError, ResourceError, canonical, load_letterhead, parse, render
from imrletters.case.example import HEADER, example_data
from imrletters.parsing.paragraphs import printed_paragraphs
from imrletters.printing.weasyprint.setup import letter_style
from imrletters.rendering import look as look_module
from imrletters.rendering.line_breaking import printed_lines
from imrletters.rendering.look import LOOK_FILE, Look, letter_look
from imrletters.rendering.templates import _environment, style_sheet
from imrletters.resources import data_folder
from imrletters.validation.printable import faults
from tests.support import SAMPLES, case, printed_pages, sample_pdf

CACHED = (letter_look, style_sheet, _environment, letter_style)
WORDS = "word " * 40


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the templates folder, from which the look is read during the test."""
    copy = Path(shutil.copytree(data_folder("templates"), tmp_path / "templates"))
    monkeypatch.setattr(look_module, "data_folder", lambda _: copy)
    for function in CACHED:
        function.cache_clear()
    yield copy
    monkeypatch.undo()
    for function in CACHED:
        function.cache_clear()


def change(folder: Path, figure: str, value: str, table: str) -> Look:
    """The look after one figure of a table was changed in the file."""
    path = folder / LOOK_FILE
    before, header, after = path.read_text(encoding="utf-8").partition(f"[{table}]\n")
    changed, count = re.subn(rf"^{figure} = .*$", f"{figure} = {value}", after, count=1, flags=re.MULTILINE)
    assert count == 1
    path.write_text(before + header + changed, encoding="utf-8")
    for function in CACHED:
        function.cache_clear()
    return letter_look()


def case_number_faults(number: str) -> list[str]:
    return [fault.message for fault in faults(example_data(**HEADER | {"case_number": number}))]


def paragraph_count() -> int:
    return len(printed_paragraphs(printed_pages(sample_pdf(SAMPLES[0]))))


def test_the_figures_are_those_measured_on_published_letters() -> None:
    look = letter_look()
    assert look.line_width == 468
    assert (look.text.size, look.text.line_height) == (12, 13.8)
    assert look.text.line_height + look.section_title.space_below == pytest.approx(20.4)
    assert 2 * look.text.line_height + look.section_title.space_above == pytest.approx(28.0)
    assert 2 * look.text.line_height + look.section_title.space_above_several == pytest.approx(34.8)
    table = look.header_table
    starts = [look.page.margin - table.overhang + table.rule + table.padding]
    starts += [starts[0] + sum(table.columns[:count]) for count in (1, 2, 3)]
    assert starts == pytest.approx([72, 179, 329, 427], abs=0.5)


def test_lines_of_a_paragraph_are_nearer_than_any_other_two_lines() -> None:
    look = letter_look()
    assert look.text.line_height < look.paragraph_distance < look.text.line_height + look.section_title.space_below


def test_a_margin_changes_the_sheet_the_lines_and_the_reading_together(folder: Path) -> None:
    lines, paragraphs = printed_lines(WORDS), paragraph_count()
    assert "margin: 1in }" in style_sheet()
    change(folder, "margin", "144", "page")
    assert "margin: 2in }" in style_sheet()
    assert len(printed_lines(WORDS)) > len(lines)
    assert paragraph_count() < paragraphs  # lines above the margin are not part of the letter


def test_a_type_size_changes_the_sheet_and_the_lines_together(folder: Path) -> None:
    lines = printed_lines(WORDS)
    change(folder, "size", "24", "text")
    assert "font: 24pt/13.8pt" in style_sheet()
    assert len(printed_lines(WORDS)) > len(lines)


def test_a_line_height_changes_the_sheet_and_the_reading_together(folder: Path) -> None:
    paragraphs = paragraph_count()
    change(folder, "line_height", "10.25", "text")
    assert ".blank { height: 10.25pt }" in style_sheet()
    assert paragraph_count() > paragraphs  # lines 13.8 pt apart are now paragraphs


def test_a_column_of_the_header_table_changes_the_sheet_and_the_check_of_the_case_number(folder: Path) -> None:
    number = "CM16-" + "0" * 15
    assert case_number_faults(number) == []
    change(folder, "columns", "[107.2, 90, 97.8]", "header_table")
    assert ".c2 { width: 90pt }" in style_sheet()
    assert case_number_faults(number) == ["is 125 pt wide; the header block has room for 79 pt"]


def test_a_letter_of_another_look_is_printed_and_read_back(folder: Path) -> None:
    before = [line.baseline for line in printed_pages(render(case(**HEADER)).pdf())[0]]
    change(folder, "margin", "90", "page")
    change(folder, "line_height", "12.5", "text")
    change(folder, "size", "10", "text")
    pdf = render(case(**HEADER)).pdf()
    lines = printed_pages(pdf)[0]
    assert lines[0].baseline == pytest.approx(before[0] + 18, abs=0.1)
    assert {round(char.size, 1) for line in lines for char in line.chars} == {10, 11}
    assert parse(pdf) == canonical(case(**HEADER))


def test_a_letterhead_of_less_height_has_room_for_fewer_lines(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "head.toml"
    path.write_text("address = ['1', '2', '3']")
    assert load_letterhead(path).address == ("1", "2", "3")
    change(folder, "height", "25", "letterhead")
    assert ".letterhead { position: absolute; top: -25pt" in style_sheet()
    with pytest.raises(HouseStyleError, match="got 3 lines; the margin has room for 2 lines"):
        load_letterhead(path)


@pytest.mark.parametrize(
    ("table", "figure", "value", "message"),
    [
        ("page", "size", '"A4"', "page.size: input should be 'letter' or 'legal'"),
        ("page", "margin", "306", "page: value error, the margins leave no room for text"),
        ("text", "size", '"12"', "text.size: input should be a valid number"),
        ("text", "size", "0", "text.size: input should be greater than 0"),
        ("text", "line_height", "inf", "text.line_height: input should be a finite number"),
        ("text", "lines_kept_together", "1.5", "text.lines_kept_together: input should be a valid integer"),
        ("header_table", "columns", "[1, 2]", "header_table.columns.2: field required"),
        ("header_table", "columns", "[200, 200, 100]", "header_table: value error, the table has no room for"),
        ("header_table", "padding", "80", "header_table: value error, the table has no room for its columns"),
        ("header_table", "grey", "1.5", "header_table.grey: input should be less than or equal to 1"),
    ],
)
def test_a_wrong_figure_is_named_with_its_table(
    table: str, figure: str, value: str, message: str, folder: Path
) -> None:
    with pytest.raises(ResourceError) as caught:
        change(folder, figure, value, table)
    assert str(caught.value).startswith(f"{folder / LOOK_FILE}: {message}")
    assert "; known: page.size, page.margin, text.size" in str(caught.value)


def test_an_unknown_figure_is_refused(folder: Path) -> None:
    with pytest.raises(ResourceError, match=r"text\.leading: extra inputs are not permitted"):
        change(folder, "line_height", "13.8\nleading = 1", "text")
