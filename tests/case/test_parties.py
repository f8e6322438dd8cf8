"""The parts of a case that only the parties' copy contains."""

from typing import Any

import pytest

from imrletters import CaseError, read_case, render
from imrletters.case.example import example_data
from tests.support import FOR_PARTIES, case

DOCUMENT = {"kind": "Medical report", "title": "Notes"}


def read(**changes: Any) -> Any:
    return case(**FOR_PARTIES | changes)


def test_every_part_is_optional() -> None:
    assert read().documents_reviewed[1].pages == 12
    assert case().to_data() == example_data()
    assert case(**FOR_PARTIES).to_data() == example_data(**FOR_PARTIES)


@pytest.mark.parametrize(
    "dates",
    [
        {"first_date": "2016-03-02"},
        {"last_date": "2016-10-06"},
        {"date": "2016-10-06", "first_date": "2016-03-02", "last_date": "2016-10-06"},
        {"date": "2016-10-06", "last_date": "2016-10-06"},
    ],
)
def test_a_document_with_a_partial_range_or_with_both_is_refused(dates: dict[str, str]) -> None:
    with pytest.raises(CaseError, match="a date, or a first_date with a last_date"):
        read(documents_reviewed=[DOCUMENT | dates])


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("documents_reviewed", [DOCUMENT | {"pages": 0}]),
        ("documents_reviewed", [DOCUMENT | {"pages": "4"}]),
        ("documents_reviewed", [DOCUMENT | {"kind": "Rumor"}]),
        ("documents_reviewed", [{"kind": "Medical report"}]),
        ("parties", [{"role": "Injured worker"}]),
        ("parties", [{"role": "Injured worker", "name": " "}]),
        ("mailing", {"date": "2016-12-07"}),
        ("mailing", {"date": "12/07/2016", "service_method": "mail"}),
        ("mailing", {"date": "2016-12-07", "service_method": "pigeon"}),
        ("replaces", {"case_number": "CM16-0000001", "decision_date": "2016-11-02"}),
        ("attestations", [{"kind": "good looks", "date": "2016-11-09"}]),
        ("attestations", [{"kind": "no affiliation", "date": "2016-11-09", "name": "A. Example"}]),
    ],
)
def test_a_part_that_does_not_fit_the_model_is_refused(part: str, value: object) -> None:
    assert read()
    with pytest.raises(CaseError, match=part):
        read(**{part: value})


def test_a_part_that_cannot_be_printed_is_refused_with_its_pointer() -> None:
    strange = read(parties=[{"role": "Injured worker", "name": "A. Ex\tample"}])
    with pytest.raises(CaseError, match=r"/parties/0/name: U\+0009 is a tab"):
        render(strange)
    with pytest.raises(CaseError, match="/parties/0/name"):
        read_case(strange.to_json())
