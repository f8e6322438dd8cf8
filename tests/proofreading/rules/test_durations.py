"""Stated times since the injury and of treatment."""

import pytest

from imrletters.case.example import HEADER
from imrletters.proofreading.rule import Finding
from tests.proofreading.support import found as found_in
from tests.support import case

VISIT = "A progress note dated 10-1-16 is short. "


def found(code: str, summary: str, injury: str = "2016-09-10") -> list[Finding]:
    header = {**HEADER, "date_of_injury": injury}
    return found_in(code, case(**header, clinical_case_summary=summary))


@pytest.mark.parametrize(
    "text",
    [
        "The injury was two years ago.",
        "The injury occurred a week ago.",
        "He was injured 9 months ago.",
        "She is two years post injury.",
    ],
)
def test_a_time_since_the_injury_that_does_not_fit_is_found(text: str) -> None:
    (finding,) = found("D10", VISIT + text, "2016-07-01")
    assert finding.related[0].path == ("date_of_injury",)


@pytest.mark.parametrize(
    "text",
    [
        "The injury was three months ago.",
        "The injured worker slept a week ago.",
        "A week after the injury she slept.",
        "He rests.",
    ],
)
def test_a_time_since_the_injury_that_fits_is_not_found(text: str) -> None:
    assert not found("D10", VISIT + text, "2016-07-01")


@pytest.mark.parametrize(
    "text",
    [
        "The patient has been prescribed opioids for at least 6 months.",
        "She has been treated with kites for one year.",
        "The worker has been taking Norco since at least 2014.",
        "The patient has been using naproxen since March 2016.",
        "The patient has been using naproxen since at least 8-1-2016.",
    ],
)
def test_treatment_for_longer_than_since_the_injury_is_found(text: str) -> None:
    (finding,) = found("D11", text)
    assert finding.start is not None
    assert text[finding.start :].startswith(finding.evidence.partition(";")[0])
    assert not found("D11", text, "2013-01-10")


@pytest.mark.parametrize(
    "text",
    [
        "The guidelines recommend that a patient is treated for at least 6 months.",
        "The patient has a history of treatment of diabetes for 6 years.",
        "The patient has been taking naproxen for two weeks.",
        "Opioids have been used for 20 years in medicine.",
    ],
)
def test_other_times_are_not_found(text: str) -> None:
    assert not found("D11", text)
