"""The request of which a rationale speaks, and the heading."""

import pytest

from tests.proofreading.support import NOT_NECESSARY, found, one_item


@pytest.mark.parametrize(
    ("service", "text"),
    [
        ("MRI of the right elbow", "The patient does not meet the criteria for a shoulder MRI."),
        ("X-ray of the thoracic spine", "There are no red flags that would warrant a cervical x-ray in this case."),
        ("MRI of the left foot", "Therefore, in this case the MRI of the left knee is not medically necessary."),
    ],
)
def test_another_part_of_the_request_is_found(service: str, text: str) -> None:
    (finding,) = found("Q10", one_item(service=service, decision_rationale=text + NOT_NECESSARY))
    assert finding.related[0].text == service


@pytest.mark.parametrize(
    ("service", "text"),
    [
        ("MRI of the right elbow", "The patient had an earlier shoulder MRI."),
        ("MRI of the right hip", "The patient does not meet the criteria for a pelvis MRI."),
        ("MRI of the left leg", "The request for a knee MRI is premature."),
        ("MRI of the right elbow", "The guidelines state criteria for a shoulder MRI."),
    ],
)
def test_an_earlier_study_or_a_neighbouring_part_is_not(service: str, text: str) -> None:
    assert not found("Q10", one_item(service=service, decision_rationale=text + NOT_NECESSARY))


@pytest.mark.parametrize(
    ("service", "text"),
    [
        ("EMG of the left arm", "The patient has no need of the ultrasound testing in question."),
        ("X-ray of the thoracic spine", "There are no red flags in this case that would warrant a thoracic MRI."),
        ("Naproxen 500mg #60", "The request for gabapentin was not explained."),
    ],
)
def test_another_treatment_as_the_request_is_found(service: str, text: str) -> None:
    assert found("Q11", one_item(service=service, decision_rationale=text + NOT_NECESSARY))


@pytest.mark.parametrize(
    ("service", "text"),
    [
        ("EMG of the left arm", "The request for NCS was made later."),
        ("Naproxen 500mg #60", "The request for Naprosyn was not explained."),
        ("Naproxen 500mg #60", "The request for an NSAID was not explained."),
        ("MRI of the left knee", "The office visit at issue was short."),
        ("Cold therapy unit", "The request for surgery is not medically necessary."),
    ],
)
def test_the_same_treatment_in_other_words_is_not(service: str, text: str) -> None:
    assert not found("Q11", one_item(service=service, decision_rationale=text + NOT_NECESSARY))
