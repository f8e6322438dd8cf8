"""Undoing the line breaks of a letter."""

from pathlib import Path

import pytest

from imrletters.parsing.paragraphs import printed_paragraphs, spaced_paragraphs, text_paragraphs
from imrletters.rendering.templates import render_text
from tests.support import SAMPLES, printed_pages, sample_letter, sample_pdf


def test_lines_of_text_are_joined_by_a_space_and_placed() -> None:
    found = text_paragraphs("\none\ntwo \nthree\n\n  \nfour\n")
    assert [(paragraph.text, paragraph.place()[1]) for paragraph in found] == [
        ("one two  three", 2),
        ("four", 7),
    ]
    assert {paragraph.place()[0] for paragraph in found} == {None}


def test_lines_with_empty_lines_between_are_joined_up_to_a_line_of_spaces() -> None:
    text = "TITLE\n\nfirst line\n\nsecond line\n\n \n\nLabel: third\n\nLabel: fourth\n"
    found = spaced_paragraphs(text, {"TITLE"}, ["Label:"], ": Upheld$")
    assert [paragraph.text for paragraph in found] == [
        "TITLE",
        "first line second line",
        "Label: third",
        "Label: fourth",
    ]
    assert [paragraph.place()[1] for paragraph in found] == [1, 3, 9, 11]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_print_has_the_paragraphs_of_the_text(path: Path) -> None:
    printed = printed_paragraphs(printed_pages(sample_pdf(path)))
    written = text_paragraphs(render_text(sample_letter(path).case, 0))
    start = next(i for i, paragraph in enumerate(printed) if paragraph.text.startswith("HOW THE IMR"))
    skip = next(i for i, paragraph in enumerate(written) if paragraph.text.startswith("HOW THE IMR"))
    assert [paragraph.text for paragraph in printed[start:]] == [paragraph.text for paragraph in written[skip:]]
    assert len(printed) > 10
    assert printed[0].place() == (1, 1)
