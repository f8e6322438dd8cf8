"""What the parties' copy says beyond the public one, as values."""

from typing import Any

import pytest

from imrletters import CaseError, read_case, render
from imrletters.case.example import example_data
from tests.support import FOR_PARTIES, case

DOCUMENT = {"kind": "Medical report", "title": "Notes"}


def read(**changes: Any) -> Any:
    return case(**FOR_PARTIES | changes)


def test_a_case_may_have_every_part_and_needs_none() -> None:
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
def test_a_document_has_a_date_or_a_whole_range(dates: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="a date, or a first_date with a last_date"):
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
def test_another_shape_is_refused(part: str, value: object) -> None:
    assert read()
    with pytest.raises(ValueError, match=part):
        read(**{part: value})


def test_what_cannot_be_printed_is_refused_in_its_place() -> None:
    strange = read(parties=[{"role": "Injured worker", "name": "A. Ex\tample"}])
    with pytest.raises(CaseError, match=r"/parties/0/name: U\+0009 is a tab"):
        render(strange)
    with pytest.raises(CaseError, match="/parties/0/name"):
        read_case(strange.to_json())
