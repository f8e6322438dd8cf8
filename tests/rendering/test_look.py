"""The figures of the printed letter: one file that everything else follows."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from imrletters import ResourceError
from imrletters.rendering import kept_look
from imrletters.rendering.environments import environment_of, style_sheet
from imrletters.rendering.kept_look import letter_look
from imrletters.rendering.look import LOOK_FILE, Look
from imrletters.resources import data_folder

CACHED = (letter_look, style_sheet, environment_of)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the templates folder, from which the look is read during the test."""
    copy = Path(shutil.copytree(data_folder("templates"), tmp_path / "templates"))
    monkeypatch.setattr(kept_look, "data_folder", lambda _: copy)
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


@pytest.mark.parametrize(
    ("table", "figure", "value", "message"),
    [
        ("page", "size", '"A4"', "page.size: expected 'Letter' or 'Legal'"),
        ("page", "margin", "288", "page: the margins leave no room for text; expected 216 pt"),
        ("text", "size", '"12"', "text.size: expected a number"),
        ("text", "size", "5.9", "text.size: expected at least 6"),
        ("text", "line_height", "inf", "text.line_height: expected a finite number"),
        ("text", "size", "14", "text: the line_height is too small; expected at least 15.68"),
        ("text", "lines_kept_together", "1.5", "text.lines_kept_together: expected a whole number"),
        ("header_table", "columns", "[1, 2]", "header_table.columns.2: is missing"),
        ("header_table", "columns", "[200, 200, 100]", "header_table: the table has no room for"),
        ("header_table", "padding", "80", "header_table: the table has no room for its columns"),
        ("header_table", "grey", "1.5", "header_table.grey: expected at most 1"),
    ],
)
def test_a_wrong_figure_is_named_with_its_table(
    table: str, figure: str, value: str, message: str, folder: Path
) -> None:
    with pytest.raises(ResourceError) as caught:
        change(folder, figure, value, table)
    assert str(caught.value).startswith(f"{folder / LOOK_FILE}: {message}")
    assert "; known: page.size, page.margin, page.margin_top" in str(caught.value)


def test_an_unknown_figure_is_refused(folder: Path) -> None:
    with pytest.raises(ResourceError, match=r"text\.leading: unknown name"):
        change(folder, "line_height", "13.8\nleading = 1", "text")
