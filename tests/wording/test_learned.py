"""The wording that is learned from the templates."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from imrletters import Case, HouseStyleError, ImrlettersError, canonical, render
from imrletters.case.example import HEADER
from imrletters.rendering.templates import editions, letter_parts, render_text
from imrletters.wording.learned import flexible, wording_of
from imrletters.wording.probe import ANY_MARK
from tests.planted import plant
from tests.support import ROOT, case


@pytest.mark.parametrize("edition", editions())
def test_the_titles_are_learned_in_order(edition: str) -> None:
    titles = wording_of(edition).titles
    assert [line for line in render_text(case(edition=edition)).split("\n") if line in titles] == list(titles)


def test_the_titles_of_2016_are_those_of_published_letters() -> None:
    assert wording_of("2016").titles == (
        "HOW THE IMR FINAL DETERMINATION WAS MADE",
        "CLINICAL CASE SUMMARY",
        "IMR ISSUES, DECISIONS AND RATIONALES",
    )


@pytest.mark.parametrize("edition", editions())
def test_the_first_section_of_an_edition_is_recognized(edition: str) -> None:
    wording = wording_of(edition)
    first, second, _ = wording.titles
    section = render_text(case(edition=edition), 0).partition(f"{first}\n")[2].partition(f"\n{second}")[0]
    match = wording.preamble.fullmatch(" ".join(section.split()))
    assert match
    assert match.groupdict() == {
        "name": "MAXIMUS Federal Services",
        "states": "California",
        "specialties": "Occupational Medicine",
    }
    assert bool(wording_of("2014").preamble.fullmatch(" ".join(section.split()))) == (edition == "2014")


@pytest.mark.parametrize(
    ("edition", "place", "no_evidence"),
    [("2014", "pages", False), ("2015", "pages", False), ("2016", "sections", True)],
)
def test_the_kind_of_citation_is_learned(edition: str, place: str, *, no_evidence: bool) -> None:
    wording = wording_of(edition)
    assert all(side.cites == place for side in wording.guidelines)
    assert all(bool(side.no_evidence) == no_evidence for side in wording.guidelines)


@pytest.mark.parametrize("edition", editions())
def test_the_labels_of_the_header_belong_to_their_fields(edition: str) -> None:
    labels = wording_of(edition).header_labels
    assert set(labels) == set(HEADER)
    assert labels["case_number"] == "Case Number:"
    assert labels["ur_denial_date"] == "UR Denial Date:"
    assert labels["application_received"] == "Application Received:"


@pytest.mark.parametrize("edition", editions())
def test_openings_are_all_different_and_have_words_of_their_own(edition: str) -> None:
    openings = wording_of(edition).openings
    assert len(set(openings)) == len(openings)
    assert all(len(ANY_MARK.sub("", opening).strip()) > 8 for opening in openings)


def test_a_space_of_the_wording_may_be_several() -> None:
    assert re.fullmatch(flexible("a (b) c"), "a   (b)  c")
    assert not re.fullmatch(flexible("a (b) c"), "a(b) c")


BROKEN = [
    ("header", "{{ m.stacked(['Case: ' ~ header.case_number]) }}", "expected priority, date_of_injury"),
    ("how_made_title", "{{ organization.name }}", "expected fixed words"),
    ("summary_title", "HOW THE IMR FINAL DETERMINATION WAS MADE", "two sections have the same title"),
    ("credentials", "", "expected expert_reviewer.licensure_states between the first two titles"),
    ("credentials", "{{ m.stacked([expert_reviewer.licensure_states ~ ' ' ~ expert_reviewer.specialties]) }}",
     "expected words between two values"),
    ("how_made", "We chose a reviewer.", "expected organization.name between the first two titles"),
    ("summary_opening", "{% call m.paragraph() %}{{ organization.name }} wrote:{% endcall %}", "expected fixed words"),
    ("items_opening", "{% call m.paragraph() %}{{ priority }}{% endcall %}", "'priority' is undefined"),
    ("request", "{{ item.service }}", "expected authorized, original, service in the heading"),
    ("guideline_label", "Evidence:", "expected fixed words for the claims administrator"),
    ("guideline_label", "Evidence{{ ' of ' ~ label ~ ':' if side == 'Expert Reviewer' }}", "expected two labels that"),
    ("guideline", "Some evidence.", "expected the title of a citation"),
    ("citation", "{{ citation.title }}", "expected the title of a citation, then its sections or its pages"),
    ("citation", "{{ citation.title }} {{ citation.sections | join(', ') }}", "expected words or punctuation marks"),
    ("citation_joint", " ", "expected words or punctuation marks between two values"),
    ("rationale_label", "{{ organization.name }}:", "expected fixed words"),
    ("precedence", "first", "expected a whole number, not 'first'"),
    ("first_year", "last year", "expected a whole number, not 'last year'"),
    ("letterhead", "", None),
]  # fmt: skip


@pytest.mark.parametrize(("block", "words", "reason"), BROKEN)
def test_an_edition_that_cannot_be_learned_is_refused_with_its_template_and_block(
    block: str, words: str, reason: str | None, tmp_path: Path
) -> None:
    source = '{% extends "imrletters/editions/2016.j2" %}' + f"{{% block {block} %}}{words}{{% endblock %}}"
    templates = plant(tmp_path, mine=source)
    if reason is None:
        assert wording_of("mine", templates).own
        return
    expected = f"block {block}: " if "undefined" not in reason else ""
    with pytest.raises(HouseStyleError, match=re.escape(f"error: {expected}{reason}")) as caught:
        wording_of("mine", templates)
    assert str(caught.value).startswith("editions/mine.j2:")


@pytest.mark.parametrize("use", [lambda case, templates: render(case, templates=templates), canonical])
def test_no_letter_of_an_edition_that_cannot_be_learned_is_rendered(
    use: Callable[[Case, Path], object], tmp_path: Path
) -> None:
    source = '{% extends "imrletters/editions/2016.j2" %}{% block credentials %}{% endblock %}'
    with pytest.raises(HouseStyleError, match=r"^editions/mine\.j2: error: block credentials: "):
        use(case(edition="mine", **HEADER), plant(tmp_path, mine=source))


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


def test_our_editions_state_different_precedences() -> None:
    for stated in ("precedence", "precedence_without_header"):
        numbers = [getattr(wording_of(edition), stated) for edition in editions()]
        assert len(set(numbers)) == len(numbers)


def test_an_error_of_one_of_our_editions_is_not_a_house_style_error(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [part for part in letter_parts(case(**HEADER)) if part.kind != "narrative"]
    monkeypatch.setattr("imrletters.wording.probe.letter_parts", lambda *_: parts)
    with pytest.raises(ImrlettersError, match=r"^editions/planted\.j2: error: block summary: ") as caught:
        wording_of("planted")
    assert type(caught.value) is ImrlettersError
