"""The service of the determination."""

from typing import Any

import pytest

from imrletters.case.example import HEADER
from imrletters.proofreading.rule import Finding
from tests.proofreading.support import found as found_in
from tests.support import case


def found(code: str, **changes: Any) -> list[Finding]:
    """The findings of a rule in a case with a header and these values."""
    return found_in(code, case(**HEADER | changes))


NOTE = {"kind": "Medical report", "title": "Progress note", "date": "2016-09-06", "pages": 4}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"mailing": None},
        {"documents_reviewed": [NOTE]},
        {"parties": [{"role": "Injured worker", "name": "A. Example", "address": ["1 Sample Way"]}]},
        {"priority": "Expedited"},
        {"decision_date": "2017-01-06"},
        {"records_complete_date": "2016-11-22"},
        {"attestations": [{"kind": "no affiliation", "date": "2016-11-09"}]},
        {"clinical_case_summary": "It was mailed on 12-7-16."},
        {"edition": "2014"},
    ],
)
def test_missing_service_is_found(changes: dict[str, Any]) -> None:
    (finding,) = found("P05", **changes)
    assert finding.path == ("mailing",)


@pytest.mark.parametrize("method", ["mail", "electronic", "personal"])
def test_each_method_of_service_is_accepted(method: str) -> None:
    assert not found("P05", mailing={"date": "2016-12-07", "service_method": method})


@pytest.mark.parametrize("method", ["mail", "electronic"])
@pytest.mark.parametrize("day", ["2016-12-05", "2016-12-01", "2016-11-08", "2015-12-07", "0001-01-01"])
def test_service_before_the_decision_is_found(day: str, method: str) -> None:
    (finding,) = found("P06", mailing={"date": day, "service_method": method})
    assert finding.path == ("mailing", "date")
    assert not found("P07", mailing={"date": day, "service_method": method})


@pytest.mark.parametrize("day", ["2016-12-06", "2016-12-07", "2017-12-06"])
def test_service_on_or_after_the_day_of_the_decision_is_not_found(day: str) -> None:
    assert not found("P06", mailing={"date": day, "service_method": "mail"})
