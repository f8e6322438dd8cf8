"""The order of the header dates, and impossible years."""

import pytest

from imrletters.case.example import HEADER
from imrletters.proofreading.rule import Finding
from tests.proofreading.support import found as found_in
from tests.support import case


def found(code: str, summary: str = "The injured worker folds paper sails.", **header: str) -> list[Finding]:
    """The findings of a rule in a case with this summary and these header dates."""
    return found_in(code, case(**HEADER | header, clinical_case_summary=summary))


@pytest.mark.parametrize(
    "header",
    [
        {"date_of_injury": "2016-10-21"},
        {"date_of_injury": "2017-03-02"},
        {"ur_denial_date": "2016-11-02"},
        {"ur_denial_date": "2016-03-01"},
        {"ur_denial_date": "2017-10-20"},
        {"application_received": "2016-11-09"},
        {"application_received": "2016-10-19"},
        {"date_assigned": "2016-10-31"},
        {"date_assigned": "2016-12-07"},
        {"decision_date": "2016-11-07"},
        {"decision_date": "2015-12-06"},
    ],
)
def test_header_dates_out_of_order_are_found(header: dict[str, str]) -> None:
    assert found("D01", **header)


@pytest.mark.parametrize("day", ["2016-11-08", "2016-11-09", "2018-01-01"])
def test_header_dates_in_order_are_not_found(day: str) -> None:
    assert not found("D01", decision_date=day)


@pytest.mark.parametrize(
    "text",
    [
        "December 9, 3026",
        "on 12-9-3026 and",
        "(12/9/3026)",
        "Oct. 3, 2106.",
        "1-5-20166",
        "May 4, 20166",
        "March 20216",
        "10/13/0216",
        "October 13, 0216",
        "10-13-1016",
        "June 5, 2061",
        "July 1, 6201, the",
    ],
)
def test_an_impossible_year_in_a_text_is_found(text: str) -> None:
    summary = f"A whale came down: {text} it rose."
    (finding,) = found("D02", summary)
    assert finding.start == summary.index(finding.evidence) > 0


@pytest.mark.parametrize(
    "name", ["date_of_injury", "ur_denial_date", "application_received", "date_assigned", "decision_date"]
)
@pytest.mark.parametrize("day", ["0216-10-13", "1016-10-13", "1812-10-13", "2106-10-13", "3026-12-09", "9999-12-31"])
def test_an_impossible_year_in_the_header_is_found(name: str, day: str) -> None:
    assert [finding.path for finding in found("D02", **{name: day})] == [(name,)]


@pytest.mark.parametrize(
    "text",
    [
        "On May 3, 2400 mg were given",
        "10-13-16",
        "a licence to 12-31-2031",
        "born on 5-6-1931",
        "In May 2016",
        "3026 steps",
        "5-10-3026x",
    ],
)
def test_a_possible_year_is_not_found(text: str) -> None:
    assert not found("D02", text)
