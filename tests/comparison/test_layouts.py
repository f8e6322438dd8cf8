"""Differences in words, lines and pages: each is found and described, and nothing else is."""

from pathlib import Path

import pytest

from imrletters import render
from imrletters.case.example import example_case
from imrletters.comparison.difference import Difference
from imrletters.comparison.layouts import differences
from imrletters.pdf.layout import Layout
from tests.comparison.layouts import EXPECTED, FIRST, MIXED, SECOND, found, letter, line, printed, with_lines
from tests.support import SAMPLES, layout_of, sample_letter, sample_pdf


@pytest.mark.parametrize("path", SAMPLES[:4], ids=lambda path: path.stem)
def test_the_same_letter_printed_twice_does_not_differ(path: Path) -> None:
    layout = layout_of(sample_pdf(path))
    assert found(layout, layout_of(sample_letter(path).pdf())) == []
    assert len(layout.lines) > 20


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("The knee is broken.", "'broken.' instead of 'stable.'"),
        ("The left knee is stable.", "'left' is new"),
        ("The knee stable.", "'is' is missing"),
    ],
)
def test_a_changed_added_or_missing_word_is_found_with_its_place(first: str, text: str) -> None:
    assert found(letter([first, *FIRST[1:]], SECOND)) == [("words", f"page 1, line 1: {text}")]


def test_words_missing_or_added_at_the_end_are_found() -> None:
    assert found(letter(FIRST)) == [("words", "page 2, line 1: 'Signed by nobody.' is missing")]
    more = letter(FIRST, SECOND, ["More words."])
    assert found(more) == [("words", "page 3, line 1: 'More words.' is new")]


def test_if_words_differ_all_of_them_are_found_and_no_lines() -> None:
    result = found(letter(["The hip is stable. Therefore", "it is", "overturned today."], SECOND))
    assert result == [
        ("words", "page 1, line 1: 'hip' instead of 'knee'"),
        ("words", "page 1, line 3: 'overturned' instead of 'upheld'"),
    ]


def test_only_the_beginning_of_a_long_text_is_shown() -> None:
    [(_, text)] = found(letter([*FIRST, "word " * 200], SECOND))
    assert text.startswith("page 1, line 4: 'word word")
    assert text.endswith("...' is new")
    assert len(text) < 90


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("The knee is | stable. Therefore it is | upheld today.", "line 1 breaks earlier: 'stable.' moved to line 2"),
        ("The knee is stable. Therefore | it is | upheld today.", "line 1 breaks later: 'Therefore' came from line 2"),
        ("The knee is stable. Therefore it is | upheld today.", "line 1 breaks later: 'Therefore' came from line 2"),
        ("The knee is stable. Therefore it is upheld | today.", "line 1 breaks later: 'Therefore' came from line 2"),
        ("The knee is stable. | Therefore | it is | upheld today.", "line 2 breaks earlier: 'it' moved to line 3"),
        ("The | knee is | stable. Therefore | it is upheld today.", "line 1 breaks earlier: 'knee' moved to line 2"),
    ],
)
def test_lines_that_break_differently_are_one_difference_until_a_common_line_break(first: str, text: str) -> None:
    assert found(letter(first.split(" | "), SECOND)) == [("lines", f"page 1, {text}")]


def test_each_sequence_of_lines_that_break_differently_is_found() -> None:
    received = letter(["a b", "c", "d e", "f", "g h"])
    expected = letter(["a", "b c", "d e", "f g", "h"])
    assert [text for _, text in found(received, expected)] == [
        "page 1, line 1 breaks later: 'b' came from line 2",
        "page 1, line 4 breaks earlier: 'g' moved to line 5",
    ]


@pytest.mark.parametrize(("end", "rest"), [("low-", "back"), ("and/", "or"), ("L4\u2013", "L5"), ("pre-", "and")])
def test_a_line_break_within_a_word_is_a_difference_in_lines(end: str, rest: str) -> None:
    broken, whole = letter([f"a {end}", f"{rest} b"]), letter(["a", f"{end}{rest} b"])
    assert found(broken, whole) == [("lines", f"page 1, line 1 breaks later: '{end}{rest}' came from line 2")]
    assert found(whole, broken) == [("lines", f"page 1, line 1 breaks earlier: '{end}{rest}' moved to line 2")]
    assert found(broken, letter([f"a {end} {rest}", "b"])) == [
        ("lines", f"page 1, line 1 breaks earlier: '{rest}' moved to line 2")
    ]


def test_a_word_on_two_lines_is_compared_as_one() -> None:
    received, expected = letter(["a low-", "front b"]), letter(["a low-back", "b"])
    assert found(received, expected) == [("words", "page 1, line 1: 'low-front' instead of 'low-back'")]
    assert found(letter(["a - c", "b"]), letter(["a - d", "b"])) == [("words", "page 1, line 1: 'c' instead of 'd'")]


def test_an_added_word_is_the_only_difference_although_it_changes_all_line_breaks() -> None:
    text = "Low-back pain and/or well-known 10-13-16 therapy with follow-up x-ray of the self-care provider. " * 12
    received, expected = (
        layout_of(render(example_case(clinical_case_summary=each)).pdf()) for each in (f"The new {text}", text)
    )
    assert any(line.words[-1].endswith("-") for line in (*received.lines, *expected.lines))
    assert [text for _, text in found(received, expected)] == ["page 1, line 21: 'The new' is new"]


def test_a_moved_page_break_is_found_and_no_line_with_it() -> None:
    result = found(letter(FIRST[:2], [FIRST[2], *SECOND]))
    assert result == [("lines", "page 2 begins with 'upheld today.' instead of 'Signed by nobody.'")]


def test_a_moved_page_break_between_equal_lines_is_found() -> None:
    [(kind, text)] = found(letter(["One."], ["Same.", "Same."]), letter(["One.", "Same."], ["Same."]))
    assert (kind, text) == ("lines", "page 2 begins with 'Same.' instead of 'Same.'")


def test_another_line_break_at_the_top_of_a_page_is_not_a_moved_page_break() -> None:
    result = found(letter(FIRST, ["Signed", "by nobody."]))
    assert result == [("lines", "page 2, line 1 breaks earlier: 'by' moved to line 2")]


def test_words_that_moved_to_the_next_page_are_found_with_their_page() -> None:
    assert found(letter([*FIRST[:2], "upheld"], ["today.", *SECOND])) == [
        ("lines", "page 1, line 3 breaks earlier: 'today.' moved to page 2, line 1"),
        ("lines", "page 2 begins with 'today.' instead of 'Signed by nobody.'"),
    ]


@pytest.mark.parametrize(
    ("more", "text"),
    [([FIRST, SECOND, []], "page 3 is new"), ([FIRST, [], SECOND], "page 3 is new")],
    ids=["at the end", "between"],
)
def test_a_page_without_words_is_found(more: list[list[str]], text: str) -> None:
    assert ("lines", text) in found(letter(*more))
    assert ("lines", text.replace("new", "missing")) in found(EXPECTED, letter(*more))


def test_a_page_joined_with_another_is_found() -> None:
    assert found(letter([*FIRST, *SECOND])) == [("lines", "page 2 is missing")]
    assert found(EXPECTED, letter([*FIRST, *SECOND])) == [("lines", "page 2 is new")]


@pytest.mark.parametrize(
    ("char", "code"), [("\u00ad", "\\u00ad"), ("\u200b", "\\u200b"), ("\u202e", "\\u202e"), ("\x07", "\\u0007")]
)
def test_invisible_characters_are_shown_as_codes(char: str, code: str) -> None:
    [(_, text)] = found(with_lines(line(f"There{char}fore it is", 2)))
    assert text == f"page 1, line 2: 'There{code}fore' instead of 'Therefore'"
    assert text.isprintable()


@pytest.mark.parametrize("nothing", [Layout(()), letter([])], ids=["no page", "no line"])
def test_in_an_empty_letter_all_words_are_missing_or_new(nothing: Layout) -> None:
    whole = "'The knee is stable. Therefore it is upheld today...'"
    assert found(nothing) == [("words", f"page 1, line 1: {whole} is missing")]
    assert found(EXPECTED, nothing) == [("words", f"page 1, line 1: {whole} is new")]
    assert found(nothing, nothing) == []


@pytest.mark.parametrize(
    ("old", "new", "kind", "text"),
    [
        ("carousel", "carrousel", "words", "page 1, line 21: 'carrousel' instead of 'carousel'"),
        ("<h1", "<h1 style='color: #0000ff'", "places", "page 1, line 6 set in IMR-Serif-Bold 12 bold #0000ff"),
        ("<h1", "<h1 style='font-weight: 400'", "places", "page 1, line 6 set in IMR-Serif 12 instead of"),
    ],
)
def test_a_change_in_a_print_is_found(old: str, new: str, kind: str, text: str) -> None:
    result: list[Difference] = list(differences(printed(old, new), layout_of(sample_pdf(MIXED))))
    assert {each.kind for each in result} == {kind}
    assert any(each.description.startswith(text) for each in result)
