"""Comparing two printed letters: what differs is found, and nothing else is."""

from dataclasses import replace
from pathlib import Path

import pytest

from imrletters.compare import POINT, differences
from imrletters.pages import Glyph, PrintedLine, read_pages
from tests.support import SAMPLES, sample_pdf

Pages = list[list[PrintedLine]]
BOLD = "ABCDEF+Serif-Bold"


def line(text: str, number: int, *, page: int = 1, size: float = 12) -> PrintedLine:
    glyphs = tuple(Glyph(sign, 72 + 6 * n, 78 + 6 * n, "ABCDEF+Serif", size) for n, sign in enumerate(text))
    return PrintedLine(page, number, 72 + 14.0 * number, glyphs)


def letter(*pages: list[str]) -> Pages:
    return [
        [line(text, n, page=number) for n, text in enumerate(texts, start=1)]
        for number, texts in enumerate(pages, start=1)
    ]


WANTED = letter(["The knee is stable.", "Therefore it is", "upheld today."], ["Signed by nobody."])


def told(received: Pages, expected: Pages = WANTED) -> list[tuple[str, str]]:
    return [(found.kind, found.said) for found in differences(received, expected)]


def with_line(place: int, changed: PrintedLine) -> Pages:
    first, second = WANTED
    return [[*first[:place], changed, *first[place + 1 :]], second]


def moved(old: PrintedLine, *, down: float = 0, right: float = 0) -> PrintedLine:
    glyphs = tuple(replace(glyph, x0=glyph.x0 + right, x1=glyph.x1 + right) for glyph in old.glyphs)
    return replace(old, baseline=old.baseline + down, glyphs=glyphs)


@pytest.mark.parametrize("path", SAMPLES[:4], ids=lambda path: path.stem)
def test_the_same_letter_does_not_differ(path: Path) -> None:
    pages = read_pages(sample_pdf(path))
    assert told(pages, read_pages(sample_pdf(path))) == []
    assert sum(map(len, pages)) > 20


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["The knee is broken.", "Therefore it is", "upheld today."], '"broken." in place of "stable."'),
        (["The left knee is stable.", "Therefore it is", "upheld today."], 'adds "left"'),
        (["The knee stable.", "Therefore it is", "upheld today."], 'lacks "is"'),
    ],
)
def test_a_word_changed_added_or_lost_is_told_with_its_place(texts: list[str], said: str) -> None:
    [(kind, words)] = told(letter(texts, ["Signed by nobody."]))
    assert (kind, words) == ("words", f"page 1 line 1: {said}")


def test_words_lost_or_added_at_the_end_are_told() -> None:
    [(kind, said)] = told(WANTED[:1])
    assert (kind, said) == ("words", 'page 1 line 3: lacks "Signed by nobody."')
    [(kind, said)] = told([*WANTED, [line("More words.", 1, page=3)]])
    assert (kind, said) == ("words", 'page 3 line 1: adds "More words."')


def test_every_difference_in_words_is_told_and_nothing_of_lines() -> None:
    found = told(letter(["The hip is stable. Therefore", "it is", "overturned today."], ["Signed by nobody."]))
    assert found == [
        ("words", 'page 1 line 1: "hip" in place of "knee"'),
        ("words", 'page 1 line 3: "overturned" in place of "upheld"'),
    ]


def test_a_line_that_breaks_otherwise_is_told() -> None:
    [(kind, said)] = told(letter(["The knee is", "stable. Therefore it is", "upheld today."], ["Signed by nobody."]))
    assert kind == "lines"
    assert said == 'page 1 line 1: breaks otherwise: "The knee is", not "The knee is stable."'


def test_two_lines_made_one_are_told() -> None:
    [(kind, _)] = told(letter(["The knee is stable.", "Therefore it is"], ["upheld today. Signed by nobody."]))
    assert kind == "lines"


def test_a_page_that_breaks_otherwise_is_told() -> None:
    found = told(letter(["The knee is stable.", "Therefore it is"], ["upheld today.", "Signed by nobody."]))
    assert found == [("lines", 'page 2 line 1: stood on page 1: "upheld today."')]


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
    found = told(with_line(1, moved(WANTED[0][1], down=down, right=right)))
    assert found == [("places", f'page 1 line 2: moved {said}: "Therefore it is"')]


def test_what_only_rounding_moves_is_not_told() -> None:
    assert told(with_line(1, moved(WANTED[0][1], down=POINT / 2, right=-POINT / 2))) == []


def test_type_of_another_size_is_told() -> None:
    found = told(with_line(1, line("Therefore it is", 2, size=11)))
    assert found == [("places", 'page 1 line 2: set in Serif 11, not Serif 12: "Therefore it is"')]


def test_a_word_no_longer_bold_is_told() -> None:
    plain = WANTED[0][1]
    bold = replace(
        plain, glyphs=tuple(replace(glyph, font=BOLD) if n < 9 else glyph for n, glyph in enumerate(plain.glyphs))
    )
    found = told(WANTED, with_line(1, bold))
    assert found == [("places", 'page 1 line 2: set in Serif 12, not Serif-Bold 12, Serif 12: "Therefore it is"')]


def test_the_letters_before_the_name_of_a_font_do_not_matter() -> None:
    plain = WANTED[0][1]
    other = tuple(replace(glyph, font="GHIJKL+Serif") for glyph in plain.glyphs)
    assert told(with_line(1, replace(plain, glyphs=other))) == []


def test_lines_of_spaces_do_not_matter() -> None:
    assert told([[*WANTED[0], line("   ", 4)], WANTED[1]]) == []


@pytest.mark.parametrize("nothing", [[], [[]], [[line("  ", 1)]]])
def test_where_there_is_nothing_all_words_are_lost_or_added(nothing: Pages) -> None:
    whole = '"The knee is stable. Therefore it is upheld today. Signed by ..."'
    assert told(nothing) == [("words", f"the letter: lacks {whole}")]
    [(kind, said)] = told(WANTED, nothing)
    assert (kind, said) == ("words", f"page 1 line 1: adds {whole}")
    assert told(nothing, nothing) == []
