"""Comparing two printed letters: what differs is found and told as a person would, and nothing else is."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from imrletters import render
from imrletters.case.example import example_case
from imrletters.comparison.layouts import MOVED, Difference, differences
from imrletters.pdf.layout import Layout, Line, Page, Run
from tests.support import SAMPLES, print_page, sample_letter, sample_pdf

MIXED = next(path for path in SAMPLES if path.stem == "mixed-decisions")
LINE = 13.8


def line(text: str, number: int, *, page: int = 1, **changes: Any) -> Line:
    run: dict[str, Any] = {"left": 72, "font": "Serif", "size": 12, "bold": False, "color": "#000000", "text": text}
    return Line(page, number, round(72 + LINE * number, 1), (Run(**(run | changes)),))


def letter(*pages: list[str]) -> Layout:
    return Layout(
        tuple(
            Page(612, 792, tuple(line(text, n, page=number) for n, text in enumerate(texts, start=1)))
            for number, texts in enumerate(pages, start=1)
        )
    )


FIRST = ["The knee is stable.", "Therefore it is", "upheld today."]
SECOND = ["Signed by nobody."]
WANTED = letter(FIRST, SECOND)


def told(received: Layout, expected: Layout = WANTED) -> list[tuple[str, str]]:
    return [(found.kind, str(found)) for found in differences(received, expected)]


def with_lines(*lines: Line) -> Layout:
    """The letter with other lines on its first page."""
    first, second = WANTED.pages
    changed = {each.number: each for each in lines}
    return Layout((replace(first, lines=tuple(changed.get(each.number, each) for each in first.lines)), second))


def moved(old: Line, *, down: float = 0, right: float = 0) -> Line:
    runs = tuple(replace(run, left=round(run.left + right, 1)) for run in old.runs)
    return replace(old, baseline=round(old.baseline + down, 1), runs=runs)


def printed(old: str, new: str) -> Layout:
    """The print of a sample with something else on its page."""
    html = sample_letter(MIXED).html()
    assert old in html
    return Layout.of(print_page(html.replace(old, new, 1)))


@pytest.mark.parametrize("path", SAMPLES[:4], ids=lambda path: path.stem)
def test_the_same_letter_printed_twice_does_not_differ(path: Path) -> None:
    layout = Layout.of(sample_pdf(path))
    assert told(layout, Layout.of(sample_letter(path).pdf())) == []
    assert len(layout.lines) > 20


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("The knee is broken.", "'broken.' in place of 'stable.'"),
        ("The left knee is stable.", "'left' is new"),
        ("The knee stable.", "'is' is gone"),
    ],
)
def test_a_word_changed_added_or_lost_is_told_with_its_place(first: str, said: str) -> None:
    assert told(letter([first, *FIRST[1:]], SECOND)) == [("words", f"page 1, line 1: {said}")]


def test_words_lost_or_added_at_the_end_are_told() -> None:
    assert told(letter(FIRST)) == [("words", "page 2, line 1: 'Signed by nobody.' is gone")]
    more = letter(FIRST, SECOND, ["More words."])
    assert told(more) == [("words", "page 3, line 1: 'More words.' is new")]


def test_every_difference_in_words_is_told_and_nothing_of_lines() -> None:
    found = told(letter(["The hip is stable. Therefore", "it is", "overturned today."], SECOND))
    assert found == [
        ("words", "page 1, line 1: 'hip' in place of 'knee'"),
        ("words", "page 1, line 3: 'overturned' in place of 'upheld'"),
    ]


def test_a_long_stretch_of_words_is_told_by_its_beginning() -> None:
    [(_, said)] = told(letter([*FIRST, "word " * 200], SECOND))
    assert said.startswith("page 1, line 4: 'word word")
    assert said.endswith("...' is new")
    assert len(said) < 90


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("The knee is | stable. Therefore it is | upheld today.", "line 1 breaks earlier: 'stable.' went to line 2"),
        ("The knee is stable. Therefore | it is | upheld today.", "line 1 breaks later: 'Therefore' came from line 2"),
        ("The knee is stable. Therefore it is | upheld today.", "line 1 breaks later: 'Therefore' came from line 2"),
        ("The knee is stable. Therefore it is upheld | today.", "line 1 breaks later: 'Therefore' came from line 2"),
        ("The knee is stable. | Therefore | it is | upheld today.", "line 2 breaks earlier: 'it' went to line 3"),
        ("The | knee is | stable. Therefore | it is upheld today.", "line 1 breaks earlier: 'knee' went to line 2"),
    ],
)
def test_lines_that_break_elsewhere_are_told_once_until_they_break_at_the_same_word(first: str, said: str) -> None:
    assert told(letter(first.split(" | "), SECOND)) == [("lines", f"page 1, {said}")]


def test_each_stretch_of_lines_that_break_elsewhere_is_told() -> None:
    here = letter(["a b", "c", "d e", "f", "g h"])
    there = letter(["a", "b c", "d e", "f g", "h"])
    assert [said for _, said in told(here, there)] == [
        "page 1, line 1 breaks later: 'b' came from line 2",
        "page 1, line 4 breaks earlier: 'g' went to line 5",
    ]


@pytest.mark.parametrize(("end", "rest"), [("low-", "back"), ("and/", "or"), ("L4\u2013", "L5"), ("pre-", "and")])
def test_a_line_that_breaks_within_a_word_is_told_as_a_line(end: str, rest: str) -> None:
    broken, whole = letter([f"a {end}", f"{rest} b"]), letter(["a", f"{end}{rest} b"])
    assert told(broken, whole) == [("lines", f"page 1, line 1 breaks later: '{end}{rest}' came from line 2")]
    assert told(whole, broken) == [("lines", f"page 1, line 1 breaks earlier: '{end}{rest}' went to line 2")]
    assert told(broken, letter([f"a {end} {rest}", "b"])) == [
        ("lines", f"page 1, line 1 breaks earlier: '{rest}' went to line 2")
    ]


def test_a_word_that_a_line_breaks_is_told_whole() -> None:
    here, there = letter(["a low-", "front b"]), letter(["a low-back", "b"])
    assert told(here, there) == [("words", "page 1, line 1: 'low-front' in place of 'low-back'")]
    assert told(letter(["a - c", "b"]), letter(["a - d", "b"])) == [("words", "page 1, line 1: 'c' in place of 'd'")]


def test_a_word_added_early_is_all_that_is_told_of_a_letter_that_it_breaks_otherwise() -> None:
    text = "Low-back pain and/or well-known 10-13-16 therapy with follow-up x-ray of the self-care provider. " * 12
    here, there = (
        Layout.of(render(example_case(clinical_case_summary=each)).pdf()) for each in (f"The new {text}", text)
    )
    assert any(line.words[-1].endswith("-") for line in (*here.lines, *there.lines))
    assert [said for _, said in told(here, there)] == ["page 1, line 21: 'The new' is new"]


def test_a_page_break_that_moved_is_told_and_no_line_with_it() -> None:
    found = told(letter(FIRST[:2], [FIRST[2], *SECOND]))
    assert found == [("lines", "page 2 begins with 'upheld today.', not with 'Signed by nobody.'")]


def test_a_page_break_that_moved_is_told_where_lines_say_the_same() -> None:
    [(kind, said)] = told(letter(["One."], ["Same.", "Same."]), letter(["One.", "Same."], ["Same."]))
    assert (kind, said) == ("lines", "page 2 begins with 'Same.', not with 'Same.'")


def test_a_line_that_breaks_elsewhere_at_the_top_of_a_page_moves_no_page_break() -> None:
    found = told(letter(FIRST, ["Signed", "by nobody."]))
    assert found == [("lines", "page 2, line 1 breaks earlier: 'by' went to line 2")]


def test_a_line_that_goes_over_the_page_end_is_told_with_its_pages() -> None:
    assert told(letter([*FIRST[:2], "upheld"], ["today.", *SECOND])) == [
        ("lines", "page 1, line 3 breaks earlier: 'today.' went to page 2, line 1"),
        ("lines", "page 2 begins with 'today.', not with 'Signed by nobody.'"),
    ]


@pytest.mark.parametrize(
    ("more", "said"),
    [([FIRST, SECOND, []], "page 3 is new"), ([FIRST, [], SECOND], "page 3 is new")],
    ids=["at the end", "between"],
)
def test_a_page_without_words_is_told(more: list[list[str]], said: str) -> None:
    assert ("lines", said) in told(letter(*more))
    assert ("lines", said.replace("new", "gone")) in told(WANTED, letter(*more))


def test_pages_put_together_are_told() -> None:
    assert told(letter([*FIRST, *SECOND])) == [("lines", "page 2 is gone")]
    assert told(WANTED, letter([*FIRST, *SECOND])) == [("lines", "page 2 is new")]


def test_a_page_of_another_size_is_told() -> None:
    first, second = WANTED.pages
    other = Layout((first, replace(second, width=595.3, height=841.9)))
    assert told(other) == [("places", "page 2 is 595.3 x 841.9 pt, not 612 x 792 pt")]


@pytest.mark.parametrize(
    ("down", "right", "said"),
    [
        (0.2, 0, "0.2 pt down"),
        (-3, 0, "3.0 pt up"),
        (0, 0.2, "0.2 pt right"),
        (0, -1, "1.0 pt left"),
        (2, 1, "2.0 pt down and 1.0 pt right"),
    ],
)
def test_a_line_that_moved_is_told(down: float, right: float, said: str) -> None:
    found = told(with_lines(moved(WANTED.lines[1], down=down, right=right)))
    assert found == [("places", f"page 1, line 2 moved {said}: 'Therefore it is'")]


def test_lines_that_moved_together_are_told_once_for_each_page() -> None:
    there = letter(["word"] * 40, ["word"] * 3)
    first, second = there.pages
    lower = [[moved(each, down=LINE) for each in lines] for lines in (first.lines[13:], second.lines)]
    here = Layout((replace(first, lines=(*first.lines[:13], *lower[0])), replace(second, lines=tuple(lower[1]))))
    assert [said for _, said in told(here, there)] == [
        "page 1, lines 14 to 40 moved 13.8 pt down: 'word'",
        "page 2, lines 1 to 3 moved 13.8 pt down: 'word'",
    ]


def test_lines_of_a_print_that_moved_together_are_told_once() -> None:
    found = list(differences(printed("</h1>", "</h1><div style='height: 1.17pt'></div>"), printed("</h1>", "</h1>")))
    assert [each.kind for each in found] == ["places"]
    assert found[0].said.startswith("page 1, lines 7 to 35 moved 1.2 pt down: 'MAXIMUS")


@pytest.mark.parametrize("height", [0.33, 0.95, 1.05, 1.17, 3.33])
def test_rounding_parts_no_lines_of_a_print_that_moved_together(height: float) -> None:
    def page(lead: str) -> Layout:
        style = "@page { size: Letter; margin: 72pt } body, p { margin: 0; font: 11pt/17.37pt Liberation Serif }"
        return Layout.of(
            print_page(f"<html lang=en><title>T</title><style>{style}</style>{lead}{'<p>A line.</p>' * 25}")
        )

    [(kind, said)] = told(page(f"<div style='height: {height}pt'></div>"), page("<div></div>"))
    assert kind == "places"
    assert said.startswith("page 1, lines 1 to 25 moved ")


@pytest.mark.parametrize(("down", "right"), [(1, 0), (0, -1)])
def test_rounding_parts_no_lines_that_moved_together(down: int, right: int) -> None:
    there = letter(["word"] * 6)
    by = [0.3, 0.2, 0.3, 0.2, 0.3, 0.5]
    lines = [moved(each, down=down * pt, right=right * pt) for each, pt in zip(there.lines, by, strict=True)]
    where = "down" if down else "left"
    assert [said for _, said in told(Layout((Page(612, 792, tuple(lines)),)), there)] == [
        f"page 1, lines 1 to 5 moved 0.3 pt {where}: 'word'",
        f"page 1, line 6 moved 0.5 pt {where}: 'word'",
    ]


def test_rounding_parts_no_lines_that_hardly_moved() -> None:
    there = letter(["word"] * 5)
    by = [0, 0.2, 0.1, 0.2, 0]
    lines = [moved(each, down=pt) for each, pt in zip(there.lines, by, strict=True)]
    assert [said for _, said in told(Layout((Page(612, 792, tuple(lines)),)), there)] == [
        "page 1, lines 2 to 4 moved 0.2 pt down: 'word'"
    ]


def test_a_column_that_moved_is_told() -> None:
    def columns(left: float) -> Layout:
        row = (*line("Decision:", 1).runs, *line("Upheld", 1, left=left).runs)
        return Layout((Page(612, 792, (replace(line("", 1), runs=row),)),))

    found = told(columns(181.5), columns(179.4))
    assert found == [("places", "page 1, line 1 moved 2.1 pt right: 'Decision: Upheld'")]


def test_what_only_rounding_moves_is_not_told() -> None:
    line = WANTED.lines[1]
    assert told(with_lines(moved(line, down=0.1, right=-0.1))) == []
    assert 0.1 < MOVED < 0.2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"font": "Sans"}, "Sans 12, not in Serif 12"),
        ({"size": 11}, "Serif 11, not in Serif 12"),
        ({"bold": True}, "Serif 12 bold, not in Serif 12"),
        ({"color": "#ff0000"}, "Serif 12 #ff0000, not in Serif 12"),
    ],
    ids=["font", "size", "weight", "colour"],
)
def test_type_of_another_kind_is_told(changes: dict[str, Any], said: str) -> None:
    found = told(with_lines(*(line(FIRST[n - 1], n, **changes) for n in (2, 3))))
    assert found == [("places", f"page 1, lines 2 to 3 set in {said}: 'Therefore it is'")]


def test_one_word_no_longer_bold_is_told() -> None:
    [run] = WANTED.lines[1].runs
    parts = replace(run, text="Therefore ", bold=True), replace(run, left=130, text="it is")
    bold = replace(WANTED.lines[1], runs=parts)
    assert told(WANTED, with_lines(bold)) == [
        ("places", "page 1, line 2 set in Serif 12, not in Serif 12 bold: 'Therefore it is'")
    ]


def test_type_that_changes_within_a_word_parts_no_words() -> None:
    def page(words: str) -> Layout:
        return Layout.of(
            print_page(f"<html lang=en><title>T</title><style>body {{ font: 12pt Liberation Serif }}</style>{words}")
        )

    bold, plain = page("<p>It is <b>Upheld</b>. (<b>x</b>)"), page("<p>It is Upheld. (x)")
    assert bold.lines[0].words == plain.lines[0].words == ["It", "is", "Upheld.", "(x)"]
    assert Layout.from_text(str(bold)) == bold
    assert told(plain, bold) == [
        (
            "places",
            "page 1, line 1 set in Liberation-Serif 12, not in Liberation-Serif-Bold 12 bold: 'It is Upheld. (x)'",
        )
    ]


def test_a_layout_in_monstrous_type_is_read_back() -> None:
    layout = Layout((Page(1234567.8, 792, (line("word", 1, size=12345678.9),)),))
    assert Layout.from_text(str(layout)) == layout


def test_a_double_space_is_told() -> None:
    found = told(with_lines(line("Therefore  it is", 2)))
    assert found == [("places", "page 1, line 2 has 3 spaces, not 2: 'Therefore it is'")]


@pytest.mark.parametrize(
    ("sign", "code"), [("\u00ad", "\\u00ad"), ("\u200b", "\\u200b"), ("\u202e", "\\u202e"), ("\x07", "\\u0007")]
)
def test_invisible_characters_are_shown_as_codes(sign: str, code: str) -> None:
    [(_, said)] = told(with_lines(line(f"There{sign}fore it is", 2)))
    assert said == f"page 1, line 2: 'There{code}fore' in place of 'Therefore'"
    assert said.isprintable()


@pytest.mark.parametrize("nothing", [Layout(()), letter([])], ids=["no page", "no line"])
def test_where_there_is_nothing_all_words_are_lost_or_new(nothing: Layout) -> None:
    whole = "'The knee is stable. Therefore it is upheld today...'"
    assert told(nothing) == [("words", f"page 1, line 1: {whole} is gone")]
    assert told(WANTED, nothing) == [("words", f"page 1, line 1: {whole} is new")]
    assert told(nothing, nothing) == []


@pytest.mark.parametrize(
    ("old", "new", "kind", "said"),
    [
        ("carousel", "carrousel", "words", "page 1, line 21: 'carrousel' in place of 'carousel'"),
        ("<h1", "<h1 style='color: #0000ff'", "places", "page 1, line 6 set in Liberation-Serif-Bold 12 bold #0000ff"),
        ("<h1", "<h1 style='font-weight: 400'", "places", "page 1, line 6 set in Liberation-Serif 12, not in"),
    ],
)
def test_what_is_changed_in_a_print_is_told(old: str, new: str, kind: str, said: str) -> None:
    found: list[Difference] = list(differences(printed(old, new), Layout.of(sample_pdf(MIXED))))
    assert {each.kind for each in found} == {kind}
    assert any(each.said.startswith(said) for each in found)
