"""WeasyPrint and Typst print every letter alike: samples, own templates, unusual texts, every end of a page."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from imrletters import Case, CaseError, Letter, Letterhead, load_case, load_letterhead, parse, render
from imrletters.case.base import AUDIENCES, Audience
from imrletters.case.example import HEADER, example_item
from imrletters.printing import EngineName
from imrletters.rendering import bundled_typefaces, letter_look
from imrletters.rendering.house_style import HouseStyle
from imrletters.rendering.templates import editions
from imrletters.rendering.typefaces import EM
from imrletters.testing import assert_engines_agree
from imrletters.testing.engine_agreement import text_differences
from imrletters.testing.strategies import PRINTABLE, cases_for_parties
from tests.support import (
    OWN,
    SAMPLES,
    case,
    every,
    printed_pages,
    printed_text,
    public_part,
    sample_letter,
    sample_pdf,
    squeezed,
)

LETTERHEAD = load_letterhead(OWN / "letterhead.toml")
KEPT: dict[str, Any] = {"phases": [Phase.explicit, Phase.reuse, Phase.generate]}
"""Without shrinking, which would print too many letters."""
SENTENCE = "The knee was examined and re-examined by the same left-handed clinic, and/or by another one. "


def assert_alike(letter: Letter) -> bytes:
    """Both engines print the same text and tags, and Typst's file is parsed into the case. Returns Typst's file."""
    pdf = replace(letter, engine="typst").pdf()
    assert list(text_differences(pdf, letter.pdf())) == []
    assert parse(pdf, letter.house_style.templates).to_data() == public_part(letter.case).to_data()
    return pdf


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("path", every(3, SAMPLES), ids=lambda path: path.stem)
def test_samples(path: Path, audience: Audience) -> None:
    letter = sample_letter(path, audience)
    assert list(text_differences(sample_pdf(path, audience, "typst"), sample_pdf(path, audience))) == []
    assert parse(sample_pdf(path, audience, "typst")) == public_part(letter.case)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_in_other_editions_with_a_letterhead(path: Path) -> None:
    whole = load_case(path)
    printed = 0
    for edition in {*editions()} - {whole.edition}:
        changed = whole.model_copy(update={"edition": edition})
        try:
            letter = render(changed, "parties", letterhead=LETTERHEAD)
        except CaseError:
            continue
        assert_alike(letter)
        printed += 1
    assert printed or whole.edition == "2016"


@pytest.mark.parametrize("name", ["several-pages", "edition-2014"])
def test_pictures_of_samples(name: str) -> None:
    [path] = [path for path in SAMPLES if path.stem == name]
    assert_engines_agree(replace(sample_letter(path, "parties"), house_style=HouseStyle(letterhead=LETTERHEAD)))


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("letterhead", every(2, [LETTERHEAD, None]), ids=["letterhead", "plain"])
def test_own_templates(audience: Audience, letterhead: Letterhead | None) -> None:
    templates = OWN / "templates"
    own = load_case(OWN / "own-edition.json", templates)
    assert_engines_agree(render(own, audience, templates=templates, letterhead=letterhead))


CODE = [
    *('#read("/etc/passwd")', "#let x = 1", "$x^2$", "\\n \\u{41}", "`code` ```raw```", "// comment", "/* comment */"),
    *("[content]", "<label>", "@reference", "= heading", "- item", "+ item", "1. item", "/ term: x", "*strong* _weak_"),
    *("~", "--", "---", "...", "a--b---c", "\"double\" 'single'", "\u201csmart\u201d \u2018quotes\u2019", "x \u00a0 y"),
    *("two  spaces   and three", "trailing-", "http://example.com/#a", "{{ x }} {% y %}", "&amp; <b>", "#", "$", "\\"),
]


def test_text_that_is_code_elsewhere() -> None:
    summary = "\n\n".join(f"{code} word {code}" for code in CODE)
    items = [example_item(service=code, decision_rationale=f"{code}\n\n{code} {code}") for code in CODE[::4]]
    pdf = assert_alike(render(case(clinical_case_summary=summary, disputed_items=items, **HEADER)))
    assert all(squeezed(f"{code} word {code}") in printed_text(pdf) for code in CODE)


def test_every_printable_character() -> None:
    rows = ["".join(PRINTABLE[start : start + 60]) for start in range(0, len(PRINTABLE), 60)]
    pdf = assert_alike(render(case(clinical_case_summary="\n\n".join(rows), **HEADER)))
    assert not {*squeezed(PRINTABLE)} - {*printed_text(pdf)} - {"\u2011"}  # which is read as a hyphen


@pytest.mark.parametrize("engine", ["typst", "weasyprint"])
def test_every_printable_character_is_as_wide_as_measured(engine: EngineName) -> None:
    rows = ["".join(PRINTABLE[start : start + 60]).strip() for start in range(0, len(PRINTABLE), 60)]
    letter = replace(render(case(clinical_case_summary="\n\n".join(rows), **HEADER)), engine=engine)
    widths, size = bundled_typefaces().text.widths, letter_look().text.size / EM
    lines = [line for page in printed_pages(letter.pdf()) for line in page if "Bold" not in line.chars[0].font]
    pairs = [pair for line in lines for pair in pairwise(line.chars) if {*pair[0].text} <= {*PRINTABLE}]
    assert {char.text for char, _ in pairs} >= {*PRINTABLE} - {line.chars[-1].text for line in lines}
    assert not [char.text for char, after in pairs if abs(after.x0 - char.x0 - widths[char.text] * size) > 0.1]


@pytest.mark.parametrize("text", ["\ufb29\ufb29", "\ufb29 \ufffc", "\ufb29 - 1 \ufb29"])
def test_characters_of_a_script_that_is_written_from_right_to_left(text: str) -> None:
    assert_alike(render(case(clinical_case_summary=text)))


def test_26000_characters() -> None:
    assert_alike(render(case(clinical_case_summary="\n\n".join([SENTENCE * 10] * 28))))


@pytest.mark.parametrize("count", every(8, range(48)))  # the lines before each part: all those of two pages
def test_every_part_at_the_end_of_a_page(count: int) -> None:
    item = example_item(service=SENTENCE * (1 + count % 2), decision_rationale="\n\n".join([SENTENCE * 3] * 2))
    summary = "\n\n".join(["x"] * (count // 2) + [SENTENCE * 2] * (count % 2)) or "x"
    assert_alike(render(case(clinical_case_summary=summary, disputed_items=[item, item, item], **HEADER)))


@pytest.mark.parametrize("length", range(40, 112, 8))
def test_labels_and_words_that_fill_a_line(length: int) -> None:
    item = example_item(
        service="W" * length,
        claims_administrator_guideline={"text": "y" * length},
        maximus_guideline={"text": "z " * length},
        decision_rationale=f"{'q' * length}-{'r' * length}",
    )
    assert_alike(render(case(disputed_items=[item], organization={"name": "Example", "label": "L" * length}, **HEADER)))


@given(cases_for_parties)
@settings(max_examples=8, **KEPT)
def test_any_case(any_case: Case) -> None:
    for audience in AUDIENCES:
        assert_alike(render(any_case, audience))


@pytest.mark.long
@given(cases_for_parties)
@settings(max_examples=200, derandomize=False, **KEPT)
def test_many_cases(any_case: Case) -> None:
    for audience in AUDIENCES:
        assert_alike(render(any_case, audience))


@pytest.mark.long
def test_published_letters(published: Path) -> None:
    assert_alike(render(parse(published.read_bytes())))
