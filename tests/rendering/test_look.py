"""The figures of the printed letter: one file that everything else follows."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from imrletters import HouseStyleError, Letterhead, ResourceError, canonical, parse, render
from imrletters.case.example import HEADER
from imrletters.printing import ENGINES
from imrletters.rendering import kept_look
from imrletters.rendering.environments import environment_of, style_sheet
from imrletters.rendering.kept_look import letter_look
from imrletters.rendering.look import DARKEST_GREY, LOOK_FILE, Look
from imrletters.rendering.own_look import read_look
from imrletters.resources import data_folder
from imrletters.testing.engine_agreement import text_differences
from tests.support import OWN, case

LOW_PAGE = "[page]\nmargin_top = 288\nmargin_bottom = 288\n"
"""The least height of the text."""
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


def own(folder: Path, look: str) -> Path:
    """A folder of own templates with a look."""
    (folder / LOOK_FILE).write_text(look, encoding="utf-8")
    return folder


def contrast_with_black(grey: float) -> float:
    """The contrast of black text on a grey of sRGB, by the formula of WCAG 2.2."""
    light = grey / 12.92 if grey <= 0.04045 else ((grey + 0.055) / 1.055) ** 2.4
    return (light + 0.05) / 0.05


def test_labels_have_the_contrast_that_wcag_demands() -> None:
    assert contrast_with_black(DARKEST_GREY) >= 4.5
    assert contrast_with_black(DARKEST_GREY - 0.01) < 4.5


@pytest.mark.parametrize(
    ("look", "message"),
    [
        ("[header_table]\n\ngrey = 0", "3: error: header_table.grey: got 0; expected at least 0.46"),
        ("[header_table]\noverhang = 10", "2: error: header_table.overhang: expected at most 5.6, the padding and "),
        ("[header_table]\npadding = 2\noverhang = 2.6", "3: error: header_table.overhang: expected at most 2.5, "),
        (
            "[page]\nmargin_right = 30\n[header_table]\npadding = 40\ncolumns = [99, 99, 99]\noverhang = 35",
            "6: error: header_table.overhang: expected at most 30, the narrower side margin",
        ),
        ("[header_table]\npadding = 1\nwidth = 474", "3: error: header_table.width: expected at most 471, a line and "),
        (
            "[letterhead]\nlogo_height = 300\nlogo_width = 600",
            "2: error: letterhead.logo_height: expected at most 56, the height of the letterhead",
        ),
        (
            f"{LOW_PAGE}[section_title]\nspace_below = 72\nspace_above = 72\n[text]\nline_height = 48",
            "5: error: section_title.space_below: expected at most 48, or a title does not fit on a page",
        ),
        (
            f"{LOW_PAGE}[text]\nline_height = 40\n[header_table]\nline_height = 36\nspace_above = 20",
            "7: error: header_table.line_height: expected at most 21.5, or the table does not fit on a page",
        ),
        (
            "[header_table]\nrule = 16",
            "1: error: header_table.line_height: expected less, or letters cannot be read back",
        ),
        ("[footer]\ntext = 'x'\nspace_above = 70", "3: error: footer.space_above: expected at most 61, the bottom "),
        (
            "[letterhead]\nlogo_width = 480",
            "2: error: letterhead.logo_width: expected at most 468, the width of a line",
        ),
        (
            "[letterhead]\nsize = 24\nline_height = 6",
            "1: error: letterhead: the line_height is too small; expected at least 26.88, 1.12 times the size",
        ),
    ],
)
def test_a_figure_with_which_a_letter_could_not_be_read_is_an_error_with_its_line(
    look: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(HouseStyleError) as caught:
        read_look(own(tmp_path, look))
    assert f"look.toml:{message}" in str(caught.value)


@pytest.mark.parametrize(
    "look",
    [
        "[header_table]\noverhang = 5.6",
        "[header_table]\noverhang = 0",
        "[header_table]\npadding = 2",
        "[header_table]\npadding = 0.1\nrule = 0.1",
        "[header_table]\ngrey = 0.46\nrule = 1.9",
        "[page]\nmargin = 18\n[header_table]\npadding = 17\noverhang = 17.5\nwidth = 611\ncolumns = [140, 160, 140]",
        f"{LOW_PAGE}[section_title]\nspace_above = 72\nspace_below = 48\n[text]\nline_height = 48",
        f"{LOW_PAGE}[text]\nline_height = 30\n[header_table]\nline_height = 21.5\nspace_above = 20",
        "[letterhead]\nheight = 20\n[page]\nmargin_top = 20",
        "[letterhead]\nlogo_height = 56\nlogo_width = 300",
    ],
)
def test_figures_at_the_end_of_their_ranges_print_inside_the_margins(look: str, tmp_path: Path) -> None:
    head = Letterhead(name="A", logo="logo.png", logo_text="A lighthouse", image=(OWN / "logo.png").read_bytes())
    letters = [render(case(**HEADER), templates=own(tmp_path, look), letterhead=head, engine=each) for each in ENGINES]
    typst, weasyprint = (letter.pdf() for letter in letters)
    assert list(text_differences(typst, weasyprint)) == []
    assert parse(typst, tmp_path) == canonical(letters[0].case)


def test_figures_of_ours_become_as_small_as_those_of_the_own_look_that_limit_them(tmp_path: Path) -> None:
    look = read_look(own(tmp_path, "[header_table]\npadding = 2"))
    assert (look.header_table.overhang, look.header_table.width) == (2.5, 473)
    look = read_look(own(tmp_path, "[letterhead]\nheight = 25"))
    assert (look.letterhead.height, look.letterhead.logo_height) == (25, 25)
    look = read_look(own(tmp_path, "[page]\nmargin_top = 40\n[letterhead]\nlogo_height = 20"))
    assert (look.letterhead.height, look.letterhead.logo_height) == (40, 20)
    look = read_look(own(tmp_path, "[page]\nmargin = 190\n[header_table]\nwidth = 240\ncolumns = [80, 60, 60]"))
    assert look.letterhead.logo_width == look.line_width == 232


def test_as_many_lines_fit_as_the_height_has_room_for(tmp_path: Path) -> None:
    look = read_look(own(tmp_path, "[letterhead]\nline_height = 13.6\nheight = 40.8"))
    assert look.letterhead.most_lines == 3
