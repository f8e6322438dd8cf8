"""Every change of a letter is found by its snapshots and described."""

import pytest

from imrletters import load_case, load_letterhead, render
from tests.own_fonts import example_font
from tests.support import OWN, every
from tests.testing.changed_letters import SAMPLE, letter, look, page, style, word
from tests.testing.conftest import Project

pytest_plugins = ["pytester"]
TITLES = "page 1, line 9 {}: 'HOW THE IMR FINAL DETERMINATION WAS MADE'"
CHANGES = {
    "one word changed": (
        word("disputed_noun", "items/Services"),
        {
            "text": "line 15: '...and disputed items/Services. He/she is familiar with...' instead of "
            "'...and disputed items/Service. He/she is familiar with...'",
            "layout": "page 1, line 15: 'items/Services.' instead of 'items/Service.'",
            "tags": "line 29: '...and disputed items/Services. He/she is familiar with...' instead of "
            "'...and disputed items/Service. He/she is familiar with...'",
            "pages": "page 1 changed in the area ",
        },
    ),
    "a margin 1 pt wider": (
        style("@page { margin-left: 73pt }"),
        {
            "layout": "page 2, lines 1 to 32 moved 1.0 pt right: 'MAXIMUS guideline: Decision based on MTUS Low Ba...'",
            "pages": "page 2 changed in the area ",
        },
    ),
    "another font size": (
        style("h1 { font-size: 11.5pt }"),
        {
            "layout": TITLES.format("set in IMR-Serif-Bold 11.5 bold instead of IMR-Serif-Bold 12 bold"),
            "pages": "page 1 changed in the area ",
        },
    ),
    "a heading no longer bold": (
        style("h2 b { font-weight: normal }"),
        {
            "layout": "page 1, line 36 set in IMR-Serif 12 instead of IMR-Serif-Bold 12 bold: "
            "'MRI of the lumbar spine without contrast: Overtu...'",
            "pages": "page 1 changed in the area ",
        },
    ),
    "a page break moved": (
        style("@page { margin-bottom: 86pt }"),
        {
            "layout": "page 2 begins with 'Claims Administrator guideline: Decision based o...' "
            "instead of 'MAXIMUS guideline: Decision based on MTUS Low Ba...'",
            "pages": "page 2 changed in the area ",
        },
    ),
    "a tag lost": (
        page(
            "<h2>{{ lines(decision, request | fold) }}</h2>",
            "<p>{{ lines(decision, request | fold) }}</p>",
        ),
        {
            "tags": """line 37: '  P "MRI of the lumbar spine...' instead of '  H2 "MRI of the lumbar spine...'""",
        },
    ),
    "less space between the lines": (
        style("p { line-height: 13.7pt }"),
        {
            "layout": " pt up: ",
            "pages": "page 1 changed in the area ",
        },
    ),
    "another page size": (
        style("@page { size: 612pt 800pt }"),
        {
            "layout": "page 1 is 612 x 800 pt instead of 612 x 792 pt",
            "pages": "page 1 changed in the area ",
        },
    ),
    "a colour changed": (
        style("h1 { color: #800000 }"),
        {
            "layout": TITLES.format("set in IMR-Serif-Bold 12 bold #800000 instead of IMR-Serif-Bold 12 bold"),
            "pages": "page 1 changed in the area 305 x 445 pt at 153, 175; see ",
        },
    ),
    "the margins of an own look": (
        look("[page]\nmargin_left = 74\nmargin_right = 70"),
        {
            "layout": "page 2, lines 1 to 32 moved 2.0 pt right: 'MAXIMUS guideline: Decision based on MTUS Low Ba...'",
            "pages": "page 2 changed in the area ",
        },
    ),
    "the line height of an own look": (
        look("[text]\nline_height = 14"),
        {"layout": " pt down: ", "pages": "page 1 changed in the area "},
    ),
    "the footer of an own look": (
        look('[footer]\ntext = "Page {page}"'),
        {
            "text": "line 39 is new: 'Page 1'",
            "layout": "page 1, line 39: 'Page 1' is new",
            "pages": "page 1 changed in the area 28 x 9 pt at 292, 746; see ",
        },
    ),
    "own fonts of the same widths": (
        look('[fonts]\ntext = "a.ttf"\ntext_bold = "b.ttf"', a=example_font(widening=1.0), b=example_font("Bold", 1.0)),
        {"layout": TITLES.format("set in ExampleSerifText-Bold 12 bold instead of IMR-Serif-Bold 12 bold")},
    ),
    "own fonts that are wider": (
        look('[fonts]\ntext = "a.ttf"\ntext_bold = "b.ttf"', a=example_font(), b=example_font("Bold")),
        {
            "text": "line 10: '...an expert reviewer. He/she' instead of '...an expert reviewer. He/she has no'",
            "layout": "page 1, line 10 breaks earlier: 'has' moved to line 11",
            "pages": "page 1 changed in the area ",
        },
    ),
    "a picture moved 2 px": (
        style(".letterhead img { margin-left: 2pt }"),
        {"pages": "page 1 changed in the area 38 x 36 pt at 72, 16; see "},
    ),
}


@pytest.mark.parametrize(("templates", "messages"), every(3, CHANGES.values()), ids=CHANGES.keys())
def test_a_change_is_found_and_described(
    templates: dict[str, str | bytes], messages: dict[str, str], project: Project
) -> None:
    project.accept(letter({}))
    result = project.run(letter(templates))
    result.assert_outcomes(failed=len(messages), passed=4 - len(messages))
    for kind, words in messages.items():
        assert f"test_{kind} FAILED" in result.stdout.str()
        assert words in result.stdout.str()


def test_the_same_letter_printed_twice_matches(project: Project) -> None:
    project.accept(letter({}))
    again = letter({}, attach=False)
    assert again != letter({})
    project.run(again).assert_outcomes(passed=4)
    assert project.received() == []


def test_a_change_of_the_letterhead_is_found_in_the_layout(project: Project) -> None:
    project.test("assert LETTER == letter_layout", "letter_layout")
    case, head = load_case(SAMPLE), load_letterhead(OWN / "letterhead.toml")
    project.accept(render(case, letterhead=head).pdf())
    shorter = head.model_copy(update={"address": head.address[1:]})
    assert (
        f"page 1, line 2: '{' '.join(head.address[:1])}' is missing"
        in project.run(render(case, letterhead=shorter).pdf()).stdout.str()
    )
