"""Differences in the places and typefaces of lines: each is found and described, and nothing else is."""

from dataclasses import replace
from typing import Any

import pytest

from imrletters.comparison.layouts import differences
from imrletters.comparison.places import MOVED
from imrletters.pdf.layout import Layout, Page
from tests.comparison.layouts import (
    EXPECTED,
    FIRST,
    LINE,
    found,
    letter,
    line,
    moved,
    printed,
    with_lines,
)
from tests.support import layout_of, print_page


def test_a_page_of_another_size_is_found() -> None:
    first, second = EXPECTED.pages
    other = Layout((first, replace(second, width=595.3, height=841.9)))
    assert found(other) == [("places", "page 2 is 595.3 x 841.9 pt instead of 612 x 792 pt")]


@pytest.mark.parametrize(
    ("down", "right", "text"),
    [
        (0.2, 0, "0.2 pt down"),
        (-3, 0, "3.0 pt up"),
        (0, 0.2, "0.2 pt right"),
        (0, -1, "1.0 pt left"),
        (2, 1, "2.0 pt down and 1.0 pt right"),
    ],
)
def test_a_line_that_moved_is_found(down: float, right: float, text: str) -> None:
    result = found(with_lines(moved(EXPECTED.lines[1], down=down, right=right)))
    assert result == [("places", f"page 1, line 2 moved {text}: 'Therefore it is'")]


def test_lines_that_moved_alike_are_one_difference_on_each_page() -> None:
    expected = letter(["word"] * 40, ["word"] * 3)
    first, second = expected.pages
    lower = [[moved(each, down=LINE) for each in lines] for lines in (first.lines[13:], second.lines)]
    received = Layout((replace(first, lines=(*first.lines[:13], *lower[0])), replace(second, lines=tuple(lower[1]))))
    assert [text for _, text in found(received, expected)] == [
        "page 1, lines 14 to 40 moved 13.8 pt down: 'word'",
        "page 2, lines 1 to 3 moved 13.8 pt down: 'word'",
    ]


def test_lines_of_a_print_that_moved_alike_are_one_difference() -> None:
    result = list(differences(printed("</h1>", "</h1><div style='height: 1.17pt'></div>"), printed("</h1>", "</h1>")))
    assert [each.kind for each in result] == ["places"]
    assert result[0].description.startswith("page 1, lines 7 to 35 moved 1.2 pt down: 'MAXIMUS")


@pytest.mark.parametrize("height", [0.33, 0.95, 1.05, 1.17, 3.33])
def test_rounding_does_not_separate_lines_of_a_print_that_moved_alike(height: float) -> None:
    def page(lead: str) -> Layout:
        style = "@page { size: Letter; margin: 72pt } body, p { margin: 0; font: 11pt/17.37pt IMR Serif }"
        return layout_of(
            print_page(f"<html lang=en><title>T</title><style>{style}</style>{lead}{'<p>A line.</p>' * 25}")
        )

    [(kind, text)] = found(page(f"<div style='height: {height}pt'></div>"), page("<div></div>"))
    assert kind == "places"
    assert text.startswith("page 1, lines 1 to 25 moved ")


@pytest.mark.parametrize(("down", "right"), [(1, 0), (0, -1)])
def test_rounding_does_not_separate_lines_that_moved_alike(down: int, right: int) -> None:
    expected = letter(["word"] * 6)
    by = [0.3, 0.2, 0.3, 0.2, 0.3, 0.5]
    lines = [moved(each, down=down * pt, right=right * pt) for each, pt in zip(expected.lines, by, strict=True)]
    where = "down" if down else "left"
    assert [text for _, text in found(Layout((Page(612, 792, tuple(lines)),)), expected)] == [
        f"page 1, lines 1 to 5 moved 0.3 pt {where}: 'word'",
        f"page 1, line 6 moved 0.5 pt {where}: 'word'",
    ]


def test_rounding_does_not_separate_lines_that_hardly_moved() -> None:
    expected = letter(["word"] * 5)
    by = [0, 0.2, 0.1, 0.2, 0]
    lines = [moved(each, down=pt) for each, pt in zip(expected.lines, by, strict=True)]
    assert [text for _, text in found(Layout((Page(612, 792, tuple(lines)),)), expected)] == [
        "page 1, lines 2 to 4 moved 0.2 pt down: 'word'"
    ]


def test_a_column_that_moved_is_found() -> None:
    def columns(left: float) -> Layout:
        row = (*line("Decision:", 1).runs, *line("Upheld", 1, left=left).runs)
        return Layout((Page(612, 792, (replace(line("", 1), runs=row),)),))

    result = found(columns(181.5), columns(179.4))
    assert result == [("places", "page 1, line 1 moved 2.1 pt right: 'Decision: Upheld'")]


def test_a_move_by_rounding_is_not_a_difference() -> None:
    line = EXPECTED.lines[1]
    assert found(with_lines(moved(line, down=0.1, right=-0.1))) == []
    assert 0.1 < MOVED < 0.2


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"font": "Sans"}, "Sans 12 instead of Serif 12"),
        ({"size": 11}, "Serif 11 instead of Serif 12"),
        ({"bold": True}, "Serif 12 bold instead of Serif 12"),
        ({"color": "#ff0000"}, "Serif 12 #ff0000 instead of Serif 12"),
    ],
    ids=["font", "size", "weight", "colour"],
)
def test_another_typeface_is_found(changes: dict[str, Any], text: str) -> None:
    result = found(with_lines(*(line(FIRST[n - 1], n, **changes) for n in (2, 3))))
    assert result == [("places", f"page 1, lines 2 to 3 set in {text}: 'Therefore it is'")]


def test_one_word_that_is_no_longer_bold_is_found() -> None:
    [run] = EXPECTED.lines[1].runs
    parts = replace(run, text="Therefore ", bold=True), replace(run, left=130, text="it is")
    bold = replace(EXPECTED.lines[1], runs=parts)
    assert found(EXPECTED, with_lines(bold)) == [
        ("places", "page 1, line 2 set in Serif 12 instead of Serif 12 bold: 'Therefore it is'")
    ]


def test_a_typeface_that_changes_within_a_word_does_not_split_it() -> None:
    def page(words: str) -> Layout:
        return layout_of(
            print_page(f"<html lang=en><title>T</title><style>body {{ font: 12pt IMR Serif }}</style>{words}")
        )

    bold, plain = page("<p>It is <b>Upheld</b>. (<b>x</b>)"), page("<p>It is Upheld. (x)")
    assert bold.lines[0].words == plain.lines[0].words == ["It", "is", "Upheld.", "(x)"]
    assert Layout.from_text(str(bold)) == bold
    assert found(plain, bold) == [
        (
            "places",
            "page 1, line 1 set in IMR-Serif 12 instead of IMR-Serif-Bold 12 bold: 'It is Upheld. (x)'",
        )
    ]


def test_a_layout_with_a_huge_font_size_is_read_back() -> None:
    layout = Layout((Page(1234567.8, 792, (line("word", 1, size=12345678.9),)),))
    assert Layout.from_text(str(layout)) == layout


def test_a_double_space_is_found() -> None:
    result = found(with_lines(line("Therefore  it is", 2)))
    assert result == [("places", "page 1, line 2 has 3 spaces instead of 2: 'Therefore it is'")]
