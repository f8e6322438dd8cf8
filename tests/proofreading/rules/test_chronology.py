"""Events before the injury, requests after the review, and records after the decision."""

import pytest

from imrletters.case.example import HEADER, example_item
from imrletters.proofreading.rule import Finding
from tests.proofreading.support import found as found_in
from tests.support import case


def found(code: str, summary: str) -> list[Finding]:
    item = example_item(service="MRI of the left knee")
    return found_in(code, case(**HEADER, clinical_case_summary=summary, disputed_items=[item]))


@pytest.mark.parametrize(
    "text",
    [
        "A progress note dated 1-15-16 is short.",
        "On 12-1-15 the patient complained of wind.",
        "He was approved for six kites on 2-1-16.",
        "An MRI of the left knee dated 1-15-16 was clear.",
        "On 1-15-16 there was a kite that the worker had lost.",
    ],
)
def test_an_event_shortly_before_the_injury_is_found(text: str) -> None:
    (finding,) = found("D06", text)
    assert finding.start is not None
    assert text[finding.start :].startswith(finding.evidence.partition(";")[0])
    assert finding.related[0].path == ("date_of_injury",)


@pytest.mark.parametrize(
    "text",
    [
        "A progress note dated 4-15-16 is short.",
        "A progress note dated 1-15-14 is short.",
        "The visit dated 1-15-16 was for a prior injury.",
        "A progress note dated 1-15-16 is short. The injury is a cumulative trauma.",
        "An MRI of the right knee dated 1-15-16 was clear.",
        "An MRI of the neck dated 1-15-16 was clear.",
    ],
)
def test_other_events_are_not_found(text: str) -> None:
    assert not found("D06", text)


def test_the_date_that_is_meant_is_offered() -> None:
    (finding,) = found("D06", "A progress note dated 1-21-16 is short.")
    assert "11/21/2016?" in finding.evidence


@pytest.mark.parametrize("text", ["On a 11-1-16 RFA form kites were ordered.", "The RFA is dated 10-1-16."])
def test_a_request_before_the_review_or_about_something_else_is_not_found(text: str) -> None:
    assert not found("D07", text)


def test_a_request_after_the_review_is_found() -> None:
    assert found("D07", "The Request for Authorization was signed on 11-20-16.")


def test_a_record_after_the_decision_is_found_but_not_a_plan() -> None:
    assert found("D08", "A progress note dated 12-20-16 is short.")
    assert found("D08", "On 12-20-16 there was no kite.")
    assert not found("D08", "She will return to work on 12-20-16.")


def test_a_limit_that_ends_before_its_report_is_found() -> None:
    text = "The progress note dated 10-1-16 is short. She stays off work until 9-20-16."
    (finding,) = found("D09", text)
    assert finding.related[0].text == "10-1-16"
    assert not found("D09", text.replace("9-20-16", "10-20-16"))
