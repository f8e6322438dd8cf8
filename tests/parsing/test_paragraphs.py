"""Undoing the line breaks of a letter."""

import re
from pathlib import Path

import pytest

from imrletters import canonical, parse
from imrletters.parsing.paragraphs import printed_paragraphs, spaced_paragraphs, text_paragraphs
from imrletters.rendering.templates import render_text
from tests.support import SAMPLES, print_page, printed_pages, sample_letter, sample_pdf


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


BLANK = '<div class="blank"></div>'
[MIXED] = [path for path in SAMPLES if path.stem == "mixed-decisions"]
QUANTITY = next(path for path in SAMPLES if path.stem == "partly-approved-quantity")
LABELS = [
    "<h2><b>",
    "<p><b>Claims Administrator guideline: ",
    "<p><b>MAXIMUS guideline: ",
    "<p><b>Decision rationale: ",
]


def without_blank_lines_above(html: str, label: str) -> str:
    """A letter without the blank line above each paragraph that begins with a label."""
    return re.sub(rf"{BLANK}\s*(?={label})", "", html)


@pytest.mark.parametrize("label", [*LABELS, f"(?:{'|'.join(LABELS)})"])
@pytest.mark.parametrize("path", [MIXED, QUANTITY], ids=lambda path: path.stem)
def test_a_bold_label_begins_a_paragraph_without_a_blank_line_above(path: Path, label: str) -> None:
    sound = sample_letter(path)
    html = without_blank_lines_above(sound.html(), label)
    assert sound.html().count(BLANK) > html.count(BLANK)
    assert parse(print_page(html)) == canonical(sound.case)


def test_the_lines_of_a_bold_heading_are_one_paragraph() -> None:
    """Also where its second line is all bold up to a colon."""
    heading = "Facet joint injections at two levels of the lumbar spine, with sedation and fluoroscopy as needed: "
    following = "<p style='font: 12pt serif'><b>Claims Administrator guideline: </b>None</p>"
    page = f"<p style='font: bold 12pt serif'>{heading}<br>right side: Upheld</p>{following}"
    [first, second] = printed_paragraphs(printed_pages(print_page(page)))
    assert first.text == f"{heading}right side: Upheld"
    assert second.text == "Claims Administrator guideline: None"


@pytest.mark.parametrize("decision", ["is: Upheld", "right side: Overturned", "is: </b>Upheld<b>"])
def test_a_heading_continues_after_a_line_that_ends_in_a_decision(decision: str) -> None:
    heading = "Facet joint injections, the request of which was earlier Upheld "
    label = "<p style='font: 12pt serif'><b>Claims Administrator guideline: </b>None</p>"
    page = f"<p style='font: 12pt serif'><b>{heading}<br>{decision}</b></p>{label}"
    [first, second] = printed_paragraphs(printed_pages(print_page(page)))
    assert first.text == heading + re.sub("</?b>", "", decision)
    assert second.text == "Claims Administrator guideline: None"


def test_bold_words_without_a_colon_and_cells_of_a_table_begin_no_paragraph() -> None:
    emphasis = "<p style='font: 12pt serif'>The request is<br><b>not</b> medically necessary.</p>"
    [paragraph] = printed_paragraphs(printed_pages(print_page(emphasis)))
    assert paragraph.text == "The request is not medically necessary."
    wrapped = (
        "<p style='font: 12pt serif'>Priority: Standard<br><span style='margin-left: 9em'><b>Received:</b></span></p>"
    )
    [row] = printed_paragraphs(printed_pages(print_page(wrapped)))
    assert row.text == "Priority: Standard Received:"
