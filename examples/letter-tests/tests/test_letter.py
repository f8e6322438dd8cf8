"""The letter has the expected text and layout, and matches the accepted snapshots."""

from pathlib import Path

from imrletters import Letter, render
from imrletters.testing import (
    Box,
    assert_fonts_embedded,
    assert_inside_margins,
    assert_pages,
    assert_reproducible,
    assert_same_words,
    example_case,
    example_item,
)
from imrletters.testing.page_snapshots import PageSnapshots


def test_the_text(letter: Letter, letter_text: object) -> None:
    assert letter == letter_text


def test_the_layout(letter: Letter, letter_layout: object) -> None:
    assert letter == letter_layout


def test_what_a_screen_reader_reads(letter: Letter, letter_tags: object) -> None:
    assert letter == letter_tags


def test_the_pages(letter: Letter, letter_pages: object) -> None:
    assert letter == letter_pages


def test_the_pages_of_any_case_number(templates: Path, letter_pages: PageSnapshots) -> None:
    case = example_case(edition="harbor", case_number="HX17-0000005")
    number = {1: [Box(left=178, top=90, width=130, height=15)]}
    assert render(case, templates=templates) == letter_pages(masks=number)


def test_it_contains_every_word_of_the_case(letter: Letter) -> None:
    assert_same_words(letter.pdf(), letter)


def test_the_margins_are_empty(letter: Letter) -> None:
    assert_inside_margins(letter)


def test_it_has_two_pages(letter: Letter) -> None:
    assert_pages(letter, 2)


def test_its_fonts_are_embedded(letter: Letter) -> None:
    assert_fonts_embedded(letter)


def test_it_is_reproducible(letter: Letter, templates: Path) -> None:
    items = [example_item(service=f"Visit {number}") for number in (1, 2)]
    assert_reproducible(letter)
    assert_reproducible(render(example_case(edition="harbor", disputed_items=items), templates=templates))
