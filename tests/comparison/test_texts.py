"""Differences between two texts: each line is described, in excerpts around the change."""

import pytest

from imrletters.comparison.texts import changed_lines, common_start, quoted

LONG = "The injured worker hurt her right knee while folding a paper sail in the yard."


def test_equal_texts_have_no_difference() -> None:
    assert list(changed_lines("one\ntwo", "one\ntwo")) == []


@pytest.mark.parametrize(
    ("received", "description"),
    [
        ("one\n2\nthree", "line 2: '2' instead of 'two'"),
        ("one\nnew\ntwo\nthree", "line 2 is new: 'new'"),
        ("one\nthree", "line 2 is missing: 'two'"),
        ("one\ntwo\nthree\n", "line 4 is new: ''"),
    ],
)
def test_a_changed_added_or_missing_line_is_described(received: str, description: str) -> None:
    assert list(changed_lines(received, "one\ntwo\nthree")) == [description]


def test_of_several_lines_each_is_described() -> None:
    assert list(changed_lines("a\nb\nc", "x\ny\nc")) == ["line 1: 'a' instead of 'x'", "line 2: 'b' instead of 'y'"]
    assert list(changed_lines("a\nb\nc", "x\nc")) == ["line 1: 'a' instead of 'x'", "line 2 is new: 'b'"]


def test_only_the_part_of_a_long_line_around_the_change_is_shown() -> None:
    [change] = changed_lines(LONG.replace("folding", "holding"), LONG)
    assert change == (
        "line 1: '...hurt her right knee while holding a paper sail in the...' "
        "instead of '...hurt her right knee while folding a paper sail in the...'"
    )
    [change] = changed_lines(f"A{LONG}", LONG)
    assert change == "line 1: 'AThe injured worker hurt her...' instead of 'The injured worker hurt her...'"


def test_invisible_characters_are_shown_as_codes() -> None:
    assert list(changed_lines("a\u200bb", "a b")) == ["line 1: 'a\\u200bb' instead of 'a b'"]
    assert quoted("a\tb") == "'a\\u0009b'"


@pytest.mark.parametrize(
    ("new", "old", "count"), [("", "", 0), ("abc", "abd", 2), ("ab", "abc", 2), ("abc", "abc", 3), ("x", "abc", 0)]
)
def test_the_common_start_ends_at_the_first_difference(new: str, old: str, count: int) -> None:
    assert common_start(new, old) == common_start([*new], [*old]) == count
