"""The wording that is learned from the templates."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from imrletters import Case, HouseStyleError, canonical, render
from imrletters.case.example import HEADER
from imrletters.rendering.templates import editions, render_text
from imrletters.wording import ANY_MARK
from imrletters.wording.known import wording_of
from tests.planted import COPY, plant
from tests.support import case
from tests.wording.support import refuses


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
    match = re.fullmatch(wording.preamble, " ".join(section.split()))
    assert match
    assert match.groupdict() == {
        "name": "MAXIMUS Federal Services",
        "states": "California",
        "specialties": "Occupational Medicine",
    }
    assert bool(re.fullmatch(wording_of("2014").preamble, " ".join(section.split()))) == (edition == "2014")


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


BROKEN = [
    ("header", "{{ m.stacked(['Case: ' ~ header.case_number]) }}", "expected priority, date_of_injury"),
    ("summary_title", "HOW THE IMR FINAL DETERMINATION WAS MADE", "two sections have the same title"),
    ("credentials", "", "expected expert_reviewer.licensure_states between the first two titles"),
    ("credentials", "{{ m.stacked([expert_reviewer.licensure_states ~ ' ' ~ expert_reviewer.specialties]) }}",
     "expected words between two values"),
    ("how_made", "We chose a reviewer.", "expected organization.name between the first two titles"),
    ("summary_opening", "{% call m.paragraph() %}{{ organization.name }} wrote:{% endcall %}", "expected fixed words"),
    ("request", "{{ item.service }}", "expected authorized, original, service in the heading"),
    ("guideline_label", "Evidence:", "expected fixed words for the claims administrator"),
    ("guideline_label", "Evidence{{ ' of ' ~ label ~ ':' if side == 'Expert Reviewer' }}", "expected two labels that"),
    ("rationale_label", "{{ organization.name }}:", "expected fixed words"),
    ("precedence", "first", "expected a whole number, not 'first'"),
    ("first_year", "last year", "expected a whole number, not 'last year'"),
]  # fmt: skip


@pytest.mark.parametrize(("block", "words", "reason"), BROKEN)
def test_an_edition_that_cannot_be_learned_is_refused_with_its_template_and_block(
    block: str, words: str, reason: str, tmp_path: Path
) -> None:
    refuses(tmp_path, block, words, f"block {block}: {reason}")


def test_the_precedence_may_depend_on_the_header(tmp_path: Path) -> None:
    templates = plant(tmp_path, mine=COPY + "{% block precedence %}{{ 1 if header else 99 }}{% endblock %}")
    wording = wording_of("mine", templates)
    assert (wording.precedence, wording.precedence_without_header) == (1, 99)


def test_an_edition_with_an_empty_letterhead_is_learned(tmp_path: Path) -> None:
    templates = plant(tmp_path, mine=COPY + "{% block letterhead %}{% endblock %}")
    assert wording_of("mine", templates).own


@pytest.mark.parametrize("use", [lambda case, templates: render(case, templates=templates), canonical])
def test_no_letter_of_an_edition_that_cannot_be_learned_is_rendered(
    use: Callable[[Case, Path], object], tmp_path: Path
) -> None:
    source = '{% extends "imrletters/editions/2016.j2" %}{% block credentials %}{% endblock %}'
    with pytest.raises(HouseStyleError, match=r"^editions/mine\.j2: error: block credentials: "):
        use(case(edition="mine", **HEADER), plant(tmp_path, mine=source))


def test_our_editions_state_different_precedences() -> None:
    for stated in ("precedence", "precedence_without_header"):
        numbers = [getattr(wording_of(edition), stated) for edition in editions()]
        assert len(set(numbers)) == len(numbers)
