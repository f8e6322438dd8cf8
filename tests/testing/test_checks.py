"""Each check passes on a good letter, and describes the fault of a bad one with its place."""

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from imrletters import HouseStyleError, Letter, load_letterhead, render
from imrletters.case.example import example_case, example_item
from imrletters.testing.checks import (
    assert_fonts_embedded,
    assert_inside_margins,
    assert_pages,
    assert_reproducible,
    assert_same_words,
)
from tests.support import OWN, print_page
from tests.testing.changed_letters import SAMPLE, letter, style, word

GOOD = example_case()
LETTER = render(GOOD)
PDF = LETTER.pdf()


def refused(message: str) -> "pytest.RaisesExc[AssertionError]":
    return pytest.raises(AssertionError, match=f"(?m)^{re.escape(message)}")


def test_the_same_words() -> None:
    assert_same_words(PDF, GOOD)
    assert_same_words(PDF, LETTER)
    with refused("page 1, line 24: 'Upheld' instead of 'Overturned'"):
        assert_same_words(PDF, example_case(disputed_items=[example_item(decision="Overturned")]))


def test_the_same_words_in_another_layout() -> None:
    own = letter(style("@page { margin-bottom: 200pt }"))
    assert_same_words(own, render_sample())
    with refused("page 1, line 15: 'items/Services.' instead of 'items/Service.'"):
        assert_same_words(letter(word("disputed_noun", "items/Services")), render_sample())


def render_sample() -> Letter:
    from imrletters import load_case

    return render(load_case(SAMPLE), letterhead=load_letterhead(OWN / "letterhead.toml"))


def test_inside_the_margins() -> None:
    for subject in (PDF, LETTER, GOOD):
        assert_inside_margins(subject)
    with refused("page 1, line 1 extends 55.6 pt into the top margin: 'Lighthouse Example Reviews'"):
        assert_inside_margins(letter({}))
    assert_inside_margins(letter({}), top=0)


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("left: 70pt; top: 300pt", "page 1, line 1 extends 2.0 pt into the left margin: 'Word'"),
        ("left: 520pt; top: 300pt", "page 1, line 1 extends 7.3 pt into the right margin: 'Word'"),
        ("left: 300pt; top: 715pt", "page 1, line 1 extends 5.0 pt into the bottom margin: 'Word'"),
    ],
)
def test_outside_the_margins(place: str, message: str) -> None:
    page = f"""<html lang="en"><title>T</title><style>@page {{ size: Letter; margin: 0 }} body {{ margin: 0 }}
        p {{ position: absolute; {place}; margin: 0; font: 12pt/12pt "IMR Serif"; font-kerning: none }}
        </style><p>Word</p></html>"""
    with refused(message):
        assert_inside_margins(print_page(page))


def test_the_number_of_pages() -> None:
    assert_pages(GOOD, 1)
    assert_pages(letter({}), 2)
    first_lines = ("'Lighthouse Example Reviews'", "'MAXIMUS guideline:")
    starts = "\n".join(f"  page {number} begins with {line}" for number, line in enumerate(first_lines, start=1))
    with refused(f"2 pages instead of 1\n{starts}"):
        assert_pages(letter({}), 1)


def without_font(name: str) -> bytes:
    """The letter without the file of one of its fonts."""
    kept = BytesIO()
    with pikepdf.open(BytesIO(PDF)) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Dictionary) and name in str(thing.get("/FontName", "")):
                for file in ("/FontFile", "/FontFile2", "/FontFile3"):
                    if file in thing:
                        del thing[file]
        document.save(kept)
    return kept.getvalue()


def test_embedded_fonts() -> None:
    assert_fonts_embedded(GOOD)
    with pytest.raises(AssertionError, match=r"^page 1: \S*IMR-Sans-Bold is not embedded$"):
        assert_fonts_embedded(without_font("IMR-Sans-Bold"))


def test_the_same_bytes_in_another_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert_reproducible(GOOD)
    monkeypatch.chdir(OWN)
    assert_reproducible(render(GOOD, templates=Path("templates"), letterhead=load_letterhead(Path("letterhead.toml"))))


def test_other_bytes_in_another_environment(tmp_path: Path) -> None:
    own = tmp_path / "editions" / "2016.j2"
    own.parent.mkdir()
    source = '{% extends "imrletters/editions/2016.j2" %}{% block disputed_noun %}item X{% endblock %}'
    own.write_text(source.replace("X", "1"))
    letter = render(GOOD, templates=tmp_path)
    letter.pdf()  # this process has read the template, and does not read it again
    own.write_text(source.replace("X", "2"))
    with pytest.raises(AssertionError) as refusal:
        assert_reproducible(letter)
    assert re.match(
        r"printed in another environment, the letter has other bytes\npage 1, line 12: '2\.' instead of '1\.'$",
        str(refusal.value),
    )


def test_an_error_of_printing_is_raised_unchanged(tmp_path: Path) -> None:
    own = tmp_path / "editions" / "2016.j2"
    own.parent.mkdir()
    own.write_text("{{ telephone }}")
    with pytest.raises(HouseStyleError, match="'telephone' is undefined"):
        assert_reproducible(render(GOOD, templates=tmp_path))


def test_a_wrong_type_is_refused_with_a_message() -> None:
    with pytest.raises(
        TypeError, match=r"subject: got a value of the type str; expected a case, a letter or the content of a PDF"
    ):
        assert_pages("letter.pdf", 1)  # type: ignore[arg-type] # the wrong type under test
