"""Findings and treatments that summary and rationale state otherwise."""

import pytest

from imrletters.case.example import example_item
from imrletters.proofreading.rule import Finding
from tests.proofreading.support import NOT_NECESSARY
from tests.proofreading.support import found as found_in
from tests.support import case


def found(code: str, summary: str, rationale: str) -> list[Finding]:
    item = example_item(decision_rationale=rationale + NOT_NECESSARY)
    return found_in(code, case(clinical_case_summary=summary, disputed_items=[item]))


@pytest.mark.parametrize(
    ("summary", "rationale"),
    [
        ("The neck showed muscle spasm.", "There is no documentation of spasm on the examination."),
        ("He reported numbness in the left hand.", "The patient denies numbness."),
        ("She denied swelling of the knee.", "The patient has swelling of the knee."),
    ],
)
def test_a_finding_that_the_other_text_denies_is_found(summary: str, rationale: str) -> None:
    (finding,) = found("F01", summary, rationale)
    assert finding.related[0].path == ("clinical_case_summary",)


@pytest.mark.parametrize(
    ("summary", "rationale"),
    [
        ("The neck showed muscle spasm.", "The examination of the knee shows no spasm."),
        ("The neck showed muscle spasm.", "There is no evidence of spasm that would warrant a drug for the patient."),
        ("The neck showed muscle spasm.", "There is no documentation of significant spasm."),
        ("The neck showed spasm. The back showed no spasm.", "There is no spasm on the examination."),
        ("The plan is to rule out a fracture.", "The record shows no fracture."),
    ],
)
def test_a_finding_of_another_part_or_degree_is_not(summary: str, rationale: str) -> None:
    assert not found("F01", summary, rationale)


@pytest.mark.parametrize(
    ("summary", "rationale"),
    [
        ("The worker reported that he has not done any therapy.", "The injury aches despite therapy."),
        ("Treatment to date has included physical therapy.", "The patient has not had any physical therapy."),
        ("X-rays of the knee were obtained and showed wear.", "X-rays were not obtained in this case."),
        ("Current medications included ibuprofen.", "The patient has not tried any NSAIDs."),
        ("He underwent surgery in May.", "The patient has had no prior surgery."),
    ],
)
def test_a_treatment_that_the_other_text_denies_is_found(summary: str, rationale: str) -> None:
    assert found("F02", summary, rationale)


@pytest.mark.parametrize(
    ("summary", "rationale"),
    [
        ("Treatment has included physical therapy.", "There are no physical therapy notes in the record."),
        ("Treatment has included physical therapy.", "There is no documentation of failed physical therapy."),
        ("The plan included physical therapy.", "The patient has not had any physical therapy."),
        ("He has refused an injection.", "No injection was given in this case."),
    ],
)
def test_a_treatment_that_was_planned_or_failed_is_not(summary: str, rationale: str) -> None:
    assert not found("F02", summary, rationale)
