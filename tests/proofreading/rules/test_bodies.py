"""A test of another region, and a side that contradicts itself in one clause."""

import pytest

from tests.proofreading.support import found
from tests.support import case


@pytest.mark.parametrize(
    "text",
    ["a positive McMurray test of the left shoulder", "Phalen's sign over the right knee", "Hawkins of the left hip"],
)
def test_a_test_of_another_part_is_found(text: str) -> None:
    assert found("F06", case(clinical_case_summary=f"The record has {text}."))


@pytest.mark.parametrize(
    "text",
    [
        "a positive McMurray test of the left knee",
        "a straight leg raise in the bilateral legs",
        "Spurling's test in the right arm",
        "a McMurray test. The left shoulder is sound",
    ],
)
def test_a_test_of_its_own_part_or_of_the_limb_is_not(text: str) -> None:
    assert not found("F06", case(clinical_case_summary=f"The record has {text}."))


def test_one_side_and_both_sides_of_a_limb_are_found() -> None:
    text = "He has numbness in the left arm to the hand bilaterally."
    (finding,) = found("F07", case(clinical_case_summary=text))
    assert finding.start == text.index("left")


@pytest.mark.parametrize(
    "text",
    [
        "The left arm is sore, and the reflexes of the hand are normal bilaterally.",
        "He has numbness of the hands bilaterally.",
        "The left leg is worse than the foot bilaterally.",
    ],
)
def test_two_findings_with_their_own_sides_are_not(text: str) -> None:
    assert not found("F07", case(clinical_case_summary=text))
