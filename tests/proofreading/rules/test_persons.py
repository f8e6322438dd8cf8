"""The age and the sex of the worker in several places."""

import pytest

from imrletters.case.example import example_item
from imrletters.proofreading.rule import Finding
from tests.proofreading.support import NOT_NECESSARY
from tests.proofreading.support import found as found_in
from tests.support import case

SUMMARY = "The injured worker is a 48 year old female."


def found(code: str, rationale: str) -> list[Finding]:
    item = example_item(decision_rationale=rationale + NOT_NECESSARY)
    return found_in(code, case(clinical_case_summary=SUMMARY, disputed_items=[item]))


def test_another_age_is_found_with_the_first_place() -> None:
    (finding,) = found("F08", "This 38-year-old female fell off a cloud.")
    assert finding.related[0].path == ("clinical_case_summary",)


@pytest.mark.parametrize(
    "text",
    ["The patient is a 49 year old female.", "MRI is for patients over 40 years old.", "She has a 12 year old car."],
)
def test_a_birthday_or_another_age_is_not(text: str) -> None:
    assert not found("F08", text)


@pytest.mark.parametrize("text", ["He had a sore knee.", "This 48 year old male fell.", "He reported pain."])
def test_another_sex_is_found(text: str) -> None:
    assert found("F09", text)


@pytest.mark.parametrize(
    "text", ["She had a sore knee.", "He recommended a scan.", "The doctor said that he had a plan."]
)
def test_a_pronoun_for_another_person_is_not(text: str) -> None:
    assert not found("F09", text)
