"""The layout of a letter as text: written and read back for any page."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imrletters.case.base import AUDIENCES, Audience
from imrletters.pdf.layout import Layout, Line, Page, Run, visible
from tests.support import SAMPLES, every, layout_of, print_page, sample_pdf

lengths = st.integers(0, 9999).map(lambda tenths: tenths / 10)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
names = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=12)
colors = st.one_of(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True), st.sampled_from(["(0,0,0,1)", "None"]))
runs = st.builds(Run, lengths, names, lengths, st.booleans(), colors, texts)


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """Pages of any texts in any typefaces."""
    return Layout(
        tuple(
            Page(
                draw(lengths),
                draw(lengths),
                tuple(
                    Line(page, number, draw(lengths), tuple(draw(st.lists(runs, min_size=1, max_size=3))))
                    for number in range(1, draw(st.integers(1, 4)))
                ),
            )
            for page in range(1, draw(st.integers(1, 4)))
        )
    )


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("path", every(3, SAMPLES), ids=lambda path: path.stem)
def test_the_text_of_a_layout_is_read_back(path: Path, audience: Audience) -> None:
    layout = layout_of(sample_pdf(path, audience))
    assert len(layout.pages) > 1
    assert Layout.from_text(str(layout)) == layout


@given(layouts())
def test_the_text_of_any_layout_is_read_back(layout: Layout) -> None:
    assert Layout.from_text(str(layout)) == layout


@given(texts)
def test_every_character_of_the_text_is_printable(text: str) -> None:
    assert visible(text).isprintable()


def test_a_published_letter_is_read_back(published: Path) -> None:
    if published.suffix != ".pdf":
        pytest.skip("a text has no layout")
    layout = layout_of(published.read_bytes())
    assert len(layout.lines) > 40
    assert Layout.from_text(str(layout)) == layout


def test_one_line_of_the_letter_is_one_line_of_the_text() -> None:
    style = "@page { size: 400pt 300pt; margin: 50pt } body { margin: 0; font: 12pt IMR Serif } b { color: red }"
    words = "<p>Plain <b>bold\u00a0red</b> end</p><p>Two</p>"
    page = f"<html lang=en><title>A page</title><style>{style} p {{ margin: 0 }}</style><body>{words}"
    assert str(layout_of(print_page(page))) == (
        "page 1: 400 x 300 pt\n"
        '  1    60.7 | 50.0 IMR-Serif 12 "Plain " | 77.7 IMR-Serif-Bold 12 bold #ff0000 "bold\\u00a0red "'
        ' | 123.7 IMR-Serif 12 "end"\n'
        '  2    74.0 | 50.0 IMR-Serif 12 "Two"\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "no layout",
        '  1    61.0 | 50.0 Serif 12 "before any page"',
        "page 1: 612 x 792 pt\n  1    61.0 | 50.0 Serif 12 unquoted",
        'page 1: 612 x 792 pt\n  1    61.0 | 50.0 Serif 12 "open',
        'page 1: 612 x 792 pt\n  1    61.0 | 50.0 Serif 12 "one" "two"',
        'page 1: 612 x 792 pt\n  1    61.0 | 50.0 Serif 12 "a tab\\q"',
        "page 1: A4",
    ],
)
def test_a_text_that_does_not_describe_a_layout_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a line of a layout|not a run of a layout|Invalid \\escape"):
        Layout.from_text(text)


def test_an_empty_text_is_a_letter_without_pages() -> None:
    assert Layout.from_text("") == Layout(())
    assert not str(Layout(()))
