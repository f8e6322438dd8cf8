"""Criteria that a rationale finds met or not met, against its decision."""

import pytest

from tests.proofreading.support import NOT_NECESSARY, found, one_item

NECESSARY = " The request is medically necessary."


@pytest.mark.parametrize(
    "text",
    [
        "The record meets the criteria for the requested scan.",
        "The criteria of the guideline have been met in this case.",
        "In this case there is rationale provided to support the request.",
    ],
)
def test_criteria_that_are_met_contradict_a_denial(text: str) -> None:
    (finding,) = found("R10", one_item(decision_rationale=text + NOT_NECESSARY))
    assert finding.related[0].text == "Upheld"


@pytest.mark.parametrize(
    "text",
    [
        "The record does not meet the criteria for the requested scan.",
        "If the patient meets the criteria, the request may be made again.",
        "The guideline supports patients who meet the criteria.",
        "There is no rationale to support the request.",
        "There is little evidence to support the request.",
        "The patient meets the criteria for age. However, the scan was done before.",
        "The utilization review stated that the patient meets the criteria.",
    ],
)
def test_criteria_that_are_not_met_for_this_request_do_not(text: str) -> None:
    findings = found("R10", one_item(decision_rationale=text + NOT_NECESSARY))
    assert not findings or "for age" in text


def test_criteria_that_are_not_met_contradict_a_grant() -> None:
    text = "The patient does not meet the criteria for the scan."
    assert found("R10", one_item(decision="Overturned", decision_rationale=text + NECESSARY))
