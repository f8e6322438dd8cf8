"""The wording that is learned from the templates."""

import re

import pytest

from imrletters.case.example import HEADER
from imrletters.rendering.templates import editions, render_text
from imrletters.wording.learned import ANY_MARK, flexible, wording_of
from tests.support import case


@pytest.mark.parametrize("edition", editions())
def test_the_titles_are_learned_in_order(edition: str) -> None:
    assert wording_of(edition).titles == (
        "HOW THE IMR FINAL DETERMINATION WAS MADE",
        "CLINICAL CASE SUMMARY",
        "IMR ISSUES, DECISIONS AND RATIONALES",
    )


@pytest.mark.parametrize("edition", editions())
def test_the_front_of_an_edition_is_recognised_by_that_edition_alone(edition: str) -> None:
    preamble = (
        render_text(case(edition=edition), 0)
        .split("\n\nCLINICAL")[0]
        .split("MADE\n\n")[1]
        .replace("\n", " ")
        .replace("  ", " ")
    )
    fitting = [name for name in editions() if wording_of(name).preamble.fullmatch(preamble)]
    assert edition in fitting
    assert ("2014" in fitting) == (edition == "2014")
    match = wording_of(edition).preamble.fullmatch(preamble)
    assert match
    assert match.groupdict() == {
        "name": "MAXIMUS Federal Services",
        "states": "California",
        "specialties": "Occupational Medicine",
    }


@pytest.mark.parametrize(
    ("edition", "place", "no_evidence"),
    [("2014", "pages", False), ("2015", "pages", False), ("2016", "sections", True)],
)
def test_an_edition_knows_its_kind_of_citation(edition: str, place: str, *, no_evidence: bool) -> None:
    wording = wording_of(edition)
    assert wording.citation_place == place
    assert all(bool(side.no_evidence) == no_evidence for side in wording.guidelines)


@pytest.mark.parametrize("edition", editions())
def test_the_labels_of_the_header_belong_to_their_fields(edition: str) -> None:
    labels = wording_of(edition).header_labels
    assert set(labels) == set(HEADER)
    assert labels["case_number"] == "Case Number:"
    assert labels["ur_denial_date"] == "UR Denial Date:"
    assert labels["application_received"] == "Application Received:"


@pytest.mark.parametrize("edition", editions())
def test_openings_say_something_of_their_own(edition: str) -> None:
    openings = wording_of(edition).openings
    assert len(set(openings)) == len(openings)
    assert all(len(ANY_MARK.sub("", opening).strip()) > 8 for opening in openings)


def test_a_space_of_the_wording_may_be_several() -> None:
    assert re.fullmatch(flexible("a (b) c"), "a   (b)  c")
    assert not re.fullmatch(flexible("a (b) c"), "a(b) c")
