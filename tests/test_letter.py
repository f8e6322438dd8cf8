"""The finished letter."""

import re

import pytest

from imrletters import CaseError, Letter, load_case, render
from imrletters.case.example import HEADER
from tests.support import SAMPLES, case, sample_letter


def test_a_letter_is_made_in_three_ways() -> None:
    letter = render(case(**HEADER))
    assert isinstance(letter, Letter)
    assert letter.text().startswith("Case Number:")
    assert letter.html().lstrip().lower().startswith("<!doctype html>")
    assert letter.pdf().startswith(b"%PDF-")


def test_text_is_80_columns_wide_unless_told() -> None:
    letter = render(case())
    assert letter.text() == letter.text(80) != letter.text(40)
    assert max(map(len, letter.text(0).split("\n"))) > 300


def test_a_case_that_cannot_be_printed_makes_no_letter() -> None:
    with pytest.raises(CaseError, match="expected an edition"):
        render(case(edition="1999"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_letter_does_not_depend_on_how_often_it_is_made(path: object) -> None:
    letter = next(sample_letter(sample) for sample in SAMPLES if sample == path)
    again = render(load_case(str(path)))
    assert (again.text(), again.html()) == (letter.text(), letter.html())


def references(html: str) -> list[str]:
    return re.findall(
        r"""<[^>]*\b(?:src|href|data)=[^>]*>|@import|url\([^)]*\)|<(?:script|link|iframe|object)\b""", html
    )


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_page_needs_no_other_file(path: object) -> None:
    visible = next(sample_letter(sample) for sample in SAMPLES if sample == path).html()
    assert len(visible) > 2000
    text = re.sub(r"(?s)<main>.*</main>", lambda match: re.sub(r">[^<]*<", "><", match[0]), visible)
    assert references(text) == []


def test_a_page_that_needs_another_file_would_be_noticed() -> None:
    html = render(case()).html()
    assert references(html.replace("</head>", '<link rel="stylesheet" href="x.css"></head>'))
    assert references(html.replace("<style>", "<style>@import 'x.css';"))
