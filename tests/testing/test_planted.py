"""Every change planted in a letter is caught by the snapshots, and named as a person would."""

import pytest

from tests.testing.conftest import Project
from tests.testing.planting import letter, page, style, word

pytest_plugins = ["pytester"]
TITLES = "page 1, line 9 {}: 'HOW THE IMR FINAL DETERMINATION WAS MADE'"
PLANTED = {
    "one word changed": (
        word("disputed_noun", "items/Services"),
        {
            "text": "line 15: '...and disputed items/Services. He/she is familiar with...' in place of "
            "'...and disputed items/Service. He/she is familiar with...'",
            "layout": "page 1, line 15: 'items/Services.' in place of 'items/Service.'",
            "tags": "line 29: '...and disputed items/Services. He/she is familiar with...' in place of "
            "'...and disputed items/Service. He/she is familiar with...'",
            "pages": "page 1 changed within ",
        },
    ),
    "a margin 1 pt wider": (
        style("@page { margin-left: 73pt }"),
        {
            "layout": "page 2, lines 1 to 32 moved 1.0 pt right: 'MAXIMUS guideline: Decision based on MTUS Low Ba...'",
            "pages": "page 2 changed within ",
        },
    ),
    "another font size": (
        style("h1 { font-size: 11.5pt }"),
        {
            "layout": TITLES.format("set in Liberation-Serif-Bold 11.5 bold, not in Liberation-Serif-Bold 12 bold"),
            "pages": "page 1 changed within ",
        },
    ),
    "a heading no longer bold": (
        style("h2 b { font-weight: normal }"),
        {
            "layout": "page 1, line 36 set in Liberation-Serif 12, not in Liberation-Serif-Bold 12 bold: "
            "'MRI of the lumbar spine without contrast: Overtu...'",
            "pages": "page 1 changed within ",
        },
    ),
    "a page break moved": (
        style("@page { margin-bottom: 86pt }"),
        {
            "layout": "page 2 begins with 'Claims Administrator guideline: Decision based o...', "
            "not with 'MAXIMUS guideline: Decision based on MTUS Low Ba...'",
            "pages": "page 2 changed within ",
        },
    ),
    "a tag lost": (
        page(
            "<h2>{{ lines(decision, request | fold) }}</h2>",
            "<p>{{ lines(decision, request | fold) }}</p>",
        ),
        {
            "tags": """line 37: '  P "MRI of the lumbar spine...' in place of '  H2 "MRI of the lumbar spine...'""",
        },
    ),
    "a colour changed": (
        style("h1 { color: #800000 }"),
        {
            "layout": TITLES.format(
                "set in Liberation-Serif-Bold 12 bold #800000, not in Liberation-Serif-Bold 12 bold"
            ),
            "pages": "page 1 changed within 305 x 445 pt at 153, 175; see ",
        },
    ),
    "a picture moved 2 px": (
        style(".letterhead img { margin-left: 2pt }"),
        {"pages": "page 1 changed within 38 x 36 pt at 72, 16; see "},
    ),
}


@pytest.mark.parametrize(("planted", "said"), PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_change_is_caught_and_named(planted: dict[str, str], said: dict[str, str], project: Project) -> None:
    project.accept(letter({}))
    told = project.run(letter(planted))
    told.assert_outcomes(failed=len(said), passed=4 - len(said))
    for kind, words in said.items():
        assert f"test_{kind} FAILED" in told.stdout.str()
        assert words in told.stdout.str()


def test_none_is_reported_for_the_same_letter_printed_twice(project: Project) -> None:
    project.accept(letter({}))
    again = letter({}, attach=False)
    assert again != letter({})
    project.run(again).assert_outcomes(passed=4)
    assert project.received() == []
