"""Every change of a letter is found by its snapshots and described."""

import pytest

from tests.testing.changed_letters import letter, page, style, word
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
            "layout": TITLES.format("set in Liberation-Serif-Bold 11.5 bold instead of Liberation-Serif-Bold 12 bold"),
            "pages": "page 1 changed in the area ",
        },
    ),
    "a heading no longer bold": (
        style("h2 b { font-weight: normal }"),
        {
            "layout": "page 1, line 36 set in Liberation-Serif 12 instead of Liberation-Serif-Bold 12 bold: "
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
    "a colour changed": (
        style("h1 { color: #800000 }"),
        {
            "layout": TITLES.format(
                "set in Liberation-Serif-Bold 12 bold #800000 instead of Liberation-Serif-Bold 12 bold"
            ),
            "pages": "page 1 changed in the area 305 x 445 pt at 153, 175; see ",
        },
    ),
    "a picture moved 2 px": (
        style(".letterhead img { margin-left: 2pt }"),
        {"pages": "page 1 changed in the area 38 x 36 pt at 72, 16; see "},
    ),
}


@pytest.mark.parametrize(("templates", "messages"), CHANGES.values(), ids=CHANGES.keys())
def test_a_change_is_found_and_described(templates: dict[str, str], messages: dict[str, str], project: Project) -> None:
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
