"""The places of values and their characters in a letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imrletters import render
from imrletters.case.example import HEADER, example_item
from imrletters.case.paths import Path
from imrletters.parsing.letter import parse_with_origins
from imrletters.parsing.paragraphs import Paragraph
from imrletters.parsing.value_places import Origins
from tests.support import case

SUMMARY: Path = ("clinical_case_summary",)
FIRST = Paragraph("one two three four", ((0, 2, 7), (8, 2, 8), (14, 3, 1)))
SECOND = Paragraph("five six", ((0, 3, 3), (5, 3, 4)))


def origins(skipped: int = 0) -> Origins:
    noted = Origins()
    noted.add(SUMMARY, [FIRST, SECOND], skipped)
    return noted


@pytest.mark.parametrize(
    ("character", "place"),
    [(None, (2, 7)), (0, (2, 7)), (7, (2, 7)), (8, (2, 8)), (13, (2, 8)), (14, (3, 1)), (17, (3, 1)), (20, (3, 3)),
     (24, (3, 3)), (25, (3, 4)), (999, (3, 4))],
)  # fmt: skip
def test_a_character_is_on_the_line_that_it_is_in(character: int | None, place: tuple[int, int]) -> None:
    assert origins().place(SUMMARY, character) == place


def test_characters_of_the_paragraph_before_the_value_do_not_count() -> None:
    assert origins(skipped=4).place(SUMMARY, 0) == (2, 7)
    assert origins(skipped=4).place(SUMMARY, 3) == (2, 7)
    assert origins(skipped=4).place(SUMMARY, 4) == (2, 8)
    assert origins(skipped=8).place(SUMMARY) == (2, 8)
    assert origins(skipped=8).place(SUMMARY, 12) == (3, 3)


def test_a_value_that_was_not_recorded_has_the_place_of_its_nearest_ancestor() -> None:
    noted = origins()
    noted.add(("disputed_items", 0), [SECOND])
    assert noted.place((*SUMMARY, "deeper", 3), 25) == (2, 7)
    assert noted.place(("disputed_items", 0, "service"), 6) == (3, 3)
    assert noted.place(("disputed_items", 1)) == (None, None)
    assert noted.place(("edition",)) == (None, None)
    assert noted.place(()) == (None, None)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.data())
def test_every_character_is_placed_in_its_own_paragraph(lengths: list[int], data: st.DataObject) -> None:
    noted = Origins()
    noted.add(SUMMARY, [Paragraph("x" * n, ((0, None, line),)) for line, n in enumerate(lengths, start=1)])
    line = data.draw(st.integers(1, len(lengths)))
    start = sum(lengths[: line - 1]) + 2 * (line - 1)
    character = start + data.draw(st.integers(0, lengths[line - 1] - 1))
    assert noted.place(SUMMARY, character) == (None, line)


def test_the_place_of_a_value_is_the_line_with_its_words() -> None:
    words = {
        SUMMARY: "Harpsichord",
        ("disputed_items", 0): "Bassoon",
        ("disputed_items", 0, "claims_administrator_guideline"): "Claims Administrator guideline:",
        ("disputed_items", 0, "maximus_guideline", "text"): "Dulcian",
        ("disputed_items", 0, "decision_rationale"): "Euphonium",
        ("disputed_items", 1): "Flageolet",
        ("disputed_items", 1, "decision_rationale"): "Glockenspiel",
    }
    items = [
        example_item(
            service="Bassoon",
            claims_administrator_guideline={"non_mtus": ["Citole"]},
            maximus_guideline={"text": "Dulcian and so on."},
            decision_rationale="Euphonium. The request is not medically necessary.",
        ),
        example_item(service="Flageolet", decision_rationale="Glockenspiel. The request is not medically necessary."),
    ]
    text = render(case(**HEADER, clinical_case_summary="Harpsichord first.", disputed_items=items)).text()
    _, noted = parse_with_origins(text)
    lines = text.split("\n")
    for path, word in words.items():
        page, line = noted.place(path)
        assert page is None
        assert line is not None
        assert word in lines[line - 1], path
    for name, printed in (("decision_date", "12/06/2016"), ("date_of_injury", "03/02/2016")):
        _, line = noted.place((name,))
        assert line is not None
        assert printed in lines[line - 1]
