"""The evidence that a rationale relies on, and the reviewer's guideline line."""

import pytest

from imrletters.case import Case
from imrletters.case.example import example_item
from tests.proofreading.support import NOT_NECESSARY, found
from tests.support import case

KNEE = {"mtus": [{"title": "Knee Complaints 2004"}]}
ODG = {"non_mtus": ["Official Disability Guidelines (ODG), Knee, MRI"]}


def case_with(rationale: str, line: object, other: object = None, service: str = "MRI of the left knee") -> Case:
    item = example_item(
        service=service,
        decision_rationale=rationale + NOT_NECESSARY,
        maximus_guideline=line,
        claims_administrator_guideline=other or {},
    )
    return case(disputed_items=[item])


@pytest.mark.parametrize(
    "text",
    [
        "ACOEM, Chapter 9, recommends rest.",
        "According to ACOEM Chapter 12, rest comes first.",
        "The MTUS Chronic Pain Guidelines state that rest comes first.",
        "As noted in the ACOEM chapter on low back complaints, rest helps.",
        "8 CCR 9792.24.2 recommends rest.",
        "The ODG recommends rest.",
    ],
)
def test_a_guideline_that_the_rationale_follows_belongs_in_the_line(text: str) -> None:
    (finding,) = found("C10", case_with(text, KNEE))
    assert finding.start is not None
    assert finding.related[0].path == ("disputed_items", 0, "maximus_guideline")


@pytest.mark.parametrize(
    "text",
    [
        "ACOEM, Chapter 13, recommends rest.",
        "The claims administrator cited ACOEM Chapter 9, which recommends rest.",
        "The MTUS Chronic Pain Guidelines do not address braces.",
        "The Chronic Pain Guidelines do not apply.",
    ],
)
def test_a_guideline_that_is_cited_or_not_followed_is_not_missing(text: str) -> None:
    assert not found("C10", case_with(text, KNEE))


@pytest.mark.parametrize(
    "text",
    ["The MTUS is silent.", "MTUS guidelines are silent on this request.", "CA-MTUS does not address the issue."],
)
def test_silence_contradicts_a_line_that_cites_the_chapter(text: str) -> None:
    assert found("C14", case_with(text, ODG, KNEE))
    assert found("C14", case_with(text, KNEE))


@pytest.mark.parametrize("text", ["The MTUS does not address whales.", "The MTUS is silent regarding cold packs."])
def test_silence_on_a_subject_contradicts_nothing(text: str) -> None:
    assert not found("C14", case_with(text, ODG, KNEE))


def test_a_chapter_of_another_part_does_not_contradict_silence() -> None:
    assert not found("C14", case_with("The MTUS is silent.", ODG, KNEE, "MRI of the left elbow"))


def test_a_line_outside_the_mtus_needs_a_reason() -> None:
    assert found("C15", case_with("The ODG recommends rest.", ODG))
    assert not found("C15", case_with("The worker limps.", ODG))
    assert not found("C15", case_with("The MTUS does not address scans. The ODG recommends rest.", ODG))
    assert not found("C15", case_with("The ODG recommends rest.", KNEE))
