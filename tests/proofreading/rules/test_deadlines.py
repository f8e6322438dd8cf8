"""Time limits of the decision and of its service."""

from typing import Any

import pytest

from imrletters.case.example import HEADER
from imrletters.proofreading.rule import Finding
from tests.proofreading.support import found as found_in
from tests.support import case


def found(code: str, **changes: Any) -> list[Finding]:
    """The findings of a rule in a case with a header and these values."""
    return found_in(code, case(**HEADER | changes))


@pytest.mark.parametrize(
    ("assigned", "decided"),
    [
        ("2016-11-08", "2016-12-24"),
        ("2016-11-08", "2016-12-25"),
        ("2016-11-08", "2017-01-06"),
        ("2016-11-08", "2017-11-08"),
        ("2016-01-01", "2016-02-16"),
        ("2015-01-01", "2015-02-16"),
        ("2015-12-31", "2016-02-15"),
        ("2016-02-01", "2016-03-18"),
        ("2016-12-01", "2017-01-16"),
        ("2016-11-30", "2017-01-15"),
    ],
)
def test_a_late_decision_is_found(assigned: str, decided: str) -> None:
    assert found("D05", date_assigned=assigned, decision_date=decided)


@pytest.mark.parametrize("decided", ["2016-11-08", "2016-12-08", "2016-12-23", "2016-01-01"])
def test_a_decision_on_time_is_not_found(decided: str) -> None:
    assert not found("D05", decision_date=decided)


@pytest.mark.parametrize(
    ("priority", "complete", "decided"),
    [
        ("Standard", "2016-11-05", "2016-12-06"),
        ("Standard", "2016-11-04", "2016-12-06"),
        ("Standard", "2016-01-01", "2016-12-06"),
        ("Standard", "2015-12-06", "2016-12-06"),
        ("Standard", "2016-01-31", "2016-03-02"),
        ("Standard", "2015-01-31", "2015-03-03"),
        ("Standard", "0001-01-01", "9998-12-31"),
        ("Expedited", "2016-12-02", "2016-12-06"),
        ("Expedited", "2016-12-01", "2016-12-06"),
        ("Expedited", "2016-11-06", "2016-12-06"),
        ("Expedited", "2016-12-29", "2017-01-02"),
        ("Expedited", "2016-02-26", "2016-03-01"),
    ],
)
def test_a_late_decision_after_the_records_is_found(priority: str, complete: str, decided: str) -> None:
    (finding,) = found("P04", priority=priority, records_complete_date=complete, decision_date=decided)
    assert finding.path == ("decision_date",)


@pytest.mark.parametrize(
    ("priority", "complete"),
    [
        ("Standard", "2016-11-06"),
        ("Standard", "2016-12-06"),
        ("Standard", "2016-12-07"),
        ("Standard", None),
        ("Expedited", "2016-12-03"),
        ("Expedited", "2016-12-06"),
        (None, "2016-01-01"),
    ],
)
def test_a_decision_on_time_after_the_records_is_not_found(priority: str | None, complete: str | None) -> None:
    assert not found("P04", priority=priority, records_complete_date=complete)


@pytest.mark.parametrize(
    ("priority", "day"),
    [
        *(("Standard", day) for day in ("2016-12-14", "2016-12-15", "2016-12-31", "2017-01-06", "2017-12-06")),
        *(("Standard", day) for day in ("3016-12-07", "9998-12-31")),
        *(("Expedited", day) for day in ("2016-12-10", "2016-12-11", "2016-12-13", "2016-12-14", "2017-12-06")),
    ],
)
def test_late_service_is_found(priority: str, day: str) -> None:
    (finding,) = found("P07", priority=priority, mailing={"date": day, "service_method": "mail"})
    assert finding.path == ("mailing", "date")


@pytest.mark.parametrize(
    ("priority", "day"),
    [
        ("Standard", "2016-12-06"),
        ("Standard", "2016-12-13"),
        ("Expedited", "2016-12-06"),
        ("Expedited", "2016-12-09"),
        (None, "2017-12-06"),
    ],
)
def test_prompt_service_is_not_found(priority: str | None, day: str) -> None:
    assert not found("P07", priority=priority, mailing={"date": day, "service_method": "mail"})


@pytest.mark.parametrize("code", ["P04", "P06", "P07", "P09"])
def test_without_a_decision_date_nothing_is_compared(code: str) -> None:
    late = {
        "records_complete_date": "2000-01-01",
        "mailing": {"date": "2000-01-01", "service_method": "mail"},
        "attestations": [{"kind": "no affiliation", "date": "2099-01-01"}],
    }
    assert found_in(code, case(**late)) == []
