"""The probe: its letter is read by the marks in it."""

from pathlib import Path

import pytest

from imrletters import HouseStyleError, ImrlettersError, parse, render
from imrletters.case.base import AUDIENCES, Audience
from imrletters.case.example import HEADER
from imrletters.rendering.templates import letter_parts
from imrletters.wording.known import wording_of
from tests.planted import COPY, plant
from tests.support import FOR_PARTIES, ROOT, case
from tests.wording.support import refuses

pytestmark = pytest.mark.long
PREFERRED = "{% block precedence %}1{% endblock %}"
BROKEN = [
    ("how_made_title", "{{ organization.name }}", "block how_made_title: expected fixed words"),
    ("items_opening", "{% call m.paragraph() %}{{ priority }}{% endcall %}", "'priority' is undefined"),
    (
        "items_opening",
        "{{ m.title('CLINICAL CASE SUMMARY') }}",
        "block summary_title: expected 'CLINICAL CASE SUMMARY' once",
    ),
    (
        "header",
        "{{ m.title('DECISION') }}{{ super() }}",
        "block header: expected labels with their values, not 'DECISION'",
    ),
    ("notice", "{{ m.title('DECISION') }}", "block notice: expected nothing in the public letter, not 'DECISION'"),
]


@pytest.mark.parametrize(("block", "words", "reason"), BROKEN)
def test_an_edition_whose_parts_are_out_of_place_is_refused(
    block: str, words: str, reason: str, tmp_path: Path
) -> None:
    refuses(tmp_path, block, words, reason)


@pytest.mark.parametrize("block", ["credentials", "summary_opening", "items_opening"])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_further_title_is_read_back(block: str, audience: Audience, tmp_path: Path) -> None:
    body = "{{ super() }}{{ m.blank() }}{{ m.title('MORE WORDS') }}"
    templates = plant(tmp_path, mine=COPY + PREFERRED + f"{{% block {block} %}}{body}{{% endblock %}}")
    letter = render(case(edition="mine", **HEADER, **FOR_PARTIES), audience, templates=templates)
    assert parse(letter.text(), templates).edition == "mine"
    assert parse(letter.pdf(), templates).edition == "mine"


def test_words_outside_the_macros_and_below_the_items_are_refused(tmp_path: Path) -> None:
    letter = (ROOT / "templates" / "letter.j2").read_text(encoding="utf-8")
    for name, end in (("loose", "Signed"), ("signed", "{% call m.paragraph() %}Signed{% endcall %}")):
        changed = letter.removesuffix("{% endcall %}\n") + end + "\n{% endcall %}\n"
        (plant(tmp_path / name) / "letter.j2").write_text(changed, encoding="utf-8")
    with pytest.raises(HouseStyleError, match="words are printed outside the macros of m: 'Signed'"):
        wording_of("2016", tmp_path / "loose")
    with pytest.raises(HouseStyleError, match=r"^editions/2016\.j2: error: .*words follow the rationale: 'Signed'"):
        wording_of("2016", tmp_path / "signed")


def test_a_letter_template_that_states_nothing_about_its_editions_is_refused(tmp_path: Path) -> None:
    letter = (ROOT / "templates" / "letter.j2").read_text(encoding="utf-8")
    plant(tmp_path)
    (tmp_path / "letter.j2").write_text(letter.replace("m.statement is defined", "false"), encoding="utf-8")
    with pytest.raises(
        HouseStyleError, match=r"^editions/2016\.j2: error: block first_year: expected it to be printed"
    ):
        wording_of("2016", tmp_path)


def test_the_parties_copy_needs_titles_of_its_own(tmp_path: Path) -> None:
    for block, body, reason in (
        ("notice", "{{ m.stacked(['To whom it concerns']) }}", "block notice: expected a title first"),
        ("documents_reviewed", "{{ m.stacked(documents_reviewed) }}", "block documents_reviewed: expected a title"),
    ):
        source = '{% extends "imrletters/copies/parties.j2" %}' + f"{{% block {block} %}}{body}{{% endblock %}}"
        folder = plant(tmp_path / block)
        (folder / "copies").mkdir()
        (folder / "copies" / "parties.j2").write_text(source, encoding="utf-8")
        with pytest.raises(HouseStyleError, match=reason):
            wording_of("2016", folder)


def test_an_error_of_one_of_our_editions_is_not_a_house_style_error(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [part for part in letter_parts(case(**HEADER)) if part.kind != "narrative"]
    monkeypatch.setattr("imrletters.wording.probe.letter_parts", lambda *_: parts)
    with pytest.raises(ImrlettersError, match=r"^editions/planted\.j2: error: block summary: ") as caught:
        wording_of("planted")
    assert type(caught.value) is ImrlettersError
