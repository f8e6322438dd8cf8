"""Breaking lines, by columns and by the widths of the fonts."""

import runpy
from collections.abc import Callable
from itertools import pairwise, product
from time import process_time

import pytest

from imrletters.rendering.line_breaking import CHUNK, chunks, line_width, printed_lines, text_lines, width
from imrletters.rendering.typefaces import advance_widths, bundled_typefaces
from imrletters.resources import font_folder
from tests.support import ROOT

REGULAR, BOLD = bundled_typefaces().text, bundled_typefaces().text_bold
SENTENCE = "The worker lifts, carries and/or pushes a well-known  carousel horse every day of the long, long season."


@pytest.mark.parametrize("columns", [1, 10, 20, 33, 40, 80])
def test_text_lines_joined_by_a_space_are_the_paragraph(columns: int) -> None:
    lines = text_lines(SENTENCE, columns)
    assert len(lines) > 1
    assert " ".join(lines) == SENTENCE


@pytest.mark.parametrize("columns", [20, 40, 80])
def test_text_lines_are_as_full_as_the_columns_allow(columns: int) -> None:
    lines = text_lines(SENTENCE, columns)
    assert all(len(line.rstrip()) <= columns for line in lines)
    assert all(len(line) + 1 + len(after.split()[0]) > columns for line, after in pairwise(lines))


def test_zero_columns_mean_one_line() -> None:
    assert text_lines(SENTENCE, 0) == [SENTENCE]


def test_a_word_wider_than_the_columns_is_not_broken() -> None:
    assert text_lines("a self-contained/unbroken word", 6) == ["a", "self-contained/unbroken", "word"]


@pytest.mark.parametrize(
    ("paragraph", "lines"),
    [
        ("one  two", ["one ", "two"]),
        ("one     two", ["one    ", "two"]),
        ("one two ", ["one", "two "]),
        (" unbroken", ["", "unbroken"]),
        ("a\u2028b c", ["a\u2028b", "c"]),
    ],
)
def test_of_the_spaces_at_a_break_all_but_one_stay_at_the_end_of_the_line(paragraph: str, lines: list[str]) -> None:
    assert text_lines(paragraph, 3) == lines


@pytest.mark.parametrize("length", range(9))
def test_the_pieces_of_plain_text_are_those_of_the_pattern(length: int) -> None:
    texts = ["".join(characters) for characters in product("a -", repeat=length)]
    assert [chunks(text) for text in texts] == [[piece for piece in CHUNK.findall(text) if piece] for text in texts]


def test_printed_lines_joined_are_the_paragraph_and_fit_the_line_width() -> None:
    text = f"{SENTENCE} " * 5
    lines = printed_lines(text, "A label: ")
    assert len(lines) > 3
    assert "".join(bold + regular for bold, regular in lines) == "A label: " + text
    assert lines[0][0] == "A label: "
    for bold, regular in lines:
        assert width(bold, BOLD) + width(regular.rstrip(" "), REGULAR) <= line_width()


def test_a_printed_line_ends_after_a_hyphen_but_not_at_a_slash() -> None:
    filling = "x" * 66 + " "
    assert [line for _, line in printed_lines(filling + "abcdefgh-ijklmnop")] == [filling + "abcdefgh-", "ijklmnop"]
    assert [line for _, line in printed_lines(filling + "abcdefgh/ijklmnop")] == [filling, "abcdefgh/ijklmnop"]


def test_a_word_wider_than_a_line_is_broken_where_the_line_is_full() -> None:
    lines = [line for _, line in printed_lines("W" * 100)]
    assert "".join(lines) == "W" * 100
    assert len(lines) == 3
    assert width(lines[0], REGULAR) <= line_width() < width(lines[0] + "W", REGULAR)


def test_the_beginning_of_a_word_wider_than_a_line_stays_on_a_line_with_room_for_it() -> None:
    lines = [line for _, line in printed_lines("i " + "W" * 40 + "I" + "W" * 10)]
    assert lines[0].startswith("i W")
    assert width(lines[0], REGULAR) <= line_width()


@pytest.mark.parametrize("text", ["x", "ab ", "a-", "x\u00a0"])
def test_the_time_to_break_a_paragraph_grows_with_its_length_only(text: str) -> None:
    def shortest(times: int) -> float:
        def elapsed() -> float:
            start = process_time()
            printed_lines(text * times)
            return process_time() - start

        return min(elapsed() for _ in range(3))

    assert shortest(100_000) < 30 * shortest(10_000)


def test_bold_text_is_wider() -> None:
    assert width("Decision rationale:", BOLD) > width("Decision rationale:", REGULAR)


@pytest.mark.parametrize("character", ["\t", "\n", "\u00ad", "\u200b", "\u202e", "\u0301", "\ue000", "安"])
def test_invisible_characters_have_no_width(character: str) -> None:
    assert character not in advance_widths()
    assert {"a", " ", "\u00a0", "é", "½", "–", "’"} <= advance_widths().keys()


def test_the_stored_metrics_are_those_of_the_bundled_fonts() -> None:
    metrics: Callable[[], str] = runpy.run_path(str(ROOT / "tools" / "font_metrics.py"))["metrics"]
    measured, stored = metrics(), (font_folder() / "metrics.json").read_text(encoding="utf-8")
    assert len(measured) > 10_000
    assert measured == stored
    assert measured.replace("512", "513", 1) != stored
