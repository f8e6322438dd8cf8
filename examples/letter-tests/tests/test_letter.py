"""Our letter says what it should, and looks as we accepted it."""

from pathlib import Path

from imrletters import Letter, render
from imrletters.case.example import example_case, example_item
from imrletters.testing.checks import (
    assert_fonts_embedded,
    assert_inside_margins,
    assert_pages,
    assert_reproducible,
    assert_same_words,
)
from imrletters.testing.page_snapshots import PageSnapshots
from imrletters.testing.pictures import Box


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


def test_it_says_every_word_of_the_case(letter: Letter) -> None:
    assert_same_words(letter.pdf(), letter)


def test_it_keeps_the_margins(letter: Letter) -> None:
    assert_inside_margins(letter)


def test_its_length(letter: Letter) -> None:
    assert_pages(letter, 2)


def test_its_fonts_come_with_it(letter: Letter) -> None:
    assert_fonts_embedded(letter)


def test_it_can_be_printed_again(letter: Letter, templates: Path) -> None:
    items = [example_item(service=f"Visit {number}") for number in (1, 2)]
    assert_reproducible(letter)
    assert_reproducible(render(example_case(edition="harbor", disputed_items=items), templates=templates))
