"""Each check passes on a good letter, and says of a bad one where it is wrong."""

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
from tests.testing.planting import SAMPLE, letter, style, word

GOOD = example_case()
LETTER = render(GOOD)
PDF = LETTER.pdf()


def refused(said: str) -> "pytest.RaisesExc[AssertionError]":
    return pytest.raises(AssertionError, match=f"(?m)^{re.escape(said)}")


def test_the_same_words() -> None:
    assert_same_words(PDF, GOOD)
    assert_same_words(PDF, LETTER)
    with refused("page 1, line 24: 'Upheld' in place of 'Overturned'"):
        assert_same_words(PDF, example_case(disputed_items=[example_item(decision="Overturned")]))


def test_the_same_words_in_another_layout() -> None:
    own = letter(style("@page { margin-bottom: 200pt }"))
    assert_same_words(own, render_sample())
    with refused("page 1, line 15: 'items/Services.' in place of 'items/Service.'"):
        assert_same_words(letter(word("disputed_noun", "items/Services")), render_sample())


def render_sample() -> Letter:
    from imrletters import load_case

    return render(load_case(SAMPLE), letterhead=load_letterhead(OWN / "letterhead.toml"))


def test_inside_the_margins() -> None:
    for subject in (PDF, LETTER, GOOD):
        assert_inside_margins(subject)
    with refused("page 1, line 1 reaches 56.6 pt into the top margin: 'Lighthouse Example Reviews'"):
        assert_inside_margins(letter({}))
    assert_inside_margins(letter({}), top=0)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("left: 70pt; top: 300pt", "page 1, line 1 reaches 2.0 pt into the left margin: 'Word'"),
        ("left: 520pt; top: 300pt", "page 1, line 1 reaches 7.3 pt into the right margin: 'Word'"),
        ("left: 300pt; top: 715pt", "page 1, line 1 reaches 5.0 pt into the bottom margin: 'Word'"),
    ],
)
def test_outside_the_margins(place: str, said: str) -> None:
    page = f"""<html lang="en"><title>T</title><style>@page {{ size: Letter; margin: 0 }} body {{ margin: 0 }}
        p {{ position: absolute; {place}; margin: 0; font: 12pt/12pt "Liberation Serif"; font-kerning: none }}
        </style><p>Word</p></html>"""
    with refused(said):
        assert_inside_margins(print_page(page))


def test_the_number_of_pages() -> None:
    assert_pages(GOOD, 1)
    assert_pages(letter({}), 2)
    with refused("2 pages, not 1\n  page 1 begins 'Lighthouse Example Reviews'\n  page 2 begins 'MAXIMUS guideline:"):
        assert_pages(letter({}), 1)


def without_font(name: str) -> bytes:
    """The letter, without the file of one of its fonts."""
    kept = BytesIO()
    with pikepdf.open(BytesIO(PDF)) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Dictionary) and name in str(thing.get("/FontName", "")):
                for file in ("/FontFile", "/FontFile2", "/FontFile3"):
                    if file in thing:
                        del thing[file]
        document.save(kept)
    return kept.getvalue()


def test_fonts_that_come_with_the_letter() -> None:
    assert_fonts_embedded(GOOD)
    with pytest.raises(AssertionError, match=r"^page 1: \S*Liberation-Sans-Bold is not embedded$"):
        assert_fonts_embedded(without_font("Liberation-Sans-Bold"))


def test_the_same_bytes_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    assert_reproducible(GOOD)
    monkeypatch.chdir(OWN)
    assert_reproducible(render(GOOD, templates=Path("templates"), letterhead=load_letterhead(Path("letterhead.toml"))))


def test_other_bytes_elsewhere(tmp_path: Path) -> None:
    own = tmp_path / "editions" / "2016.j2"
    own.parent.mkdir()
    source = '{% extends "imrletters/editions/2016.j2" %}{% block disputed_noun %}item X{% endblock %}'
    own.write_text(source.replace("X", "{{ range(90000) | random }}"))
    with pytest.raises(AssertionError) as refusal:
        assert_reproducible(render(GOOD, templates=tmp_path))
    assert re.match(
        r"printed elsewhere, the letter has other bytes\npage 1, line 12: '\d+\.' in place of '\d+\.'$",
        str(refusal.value),
    )


def test_what_cannot_be_printed_is_raised_as_it_is(tmp_path: Path) -> None:
    own = tmp_path / "editions" / "2016.j2"
    own.parent.mkdir()
    own.write_text("{{ telephone }}")
    with pytest.raises(HouseStyleError, match="'telephone' is undefined"):
        assert_reproducible(render(GOOD, templates=tmp_path))


def test_what_is_no_letter_is_refused_in_words() -> None:
    with pytest.raises(TypeError, match="expected a case, a letter or the bytes of a PDF, not str"):
        assert_pages("letter.pdf", 1)  # type: ignore[arg-type]
