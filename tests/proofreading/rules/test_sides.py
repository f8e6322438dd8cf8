"""A side that the rationale names against the rest of the letter."""

from imrletters.case.example import example_item
from imrletters.proofreading.rule import Finding
from tests.proofreading.support import NOT_NECESSARY
from tests.proofreading.support import found as found_in
from tests.support import case


def found(summary: str, rationale: str) -> list[Finding]:
    item = example_item(service="MRI of the right hip", decision_rationale=rationale + NOT_NECESSARY)
    return found_in("Q13", case(clinical_case_summary=summary, disputed_items=[item]))


def test_a_side_that_nothing_else_names_is_found() -> None:
    (finding,) = found("The right hip aches.", "The record shows no tumor of the left hip.")
    assert finding.start == len("The record shows no tumor of the ")


def test_a_side_that_the_summary_names_too_is_not() -> None:
    assert not found("The right hip aches. The left hip is sound.", "The record shows no tumor of the left hip.")
    assert not found("Both hips ache.", "The record shows no tumor of the left hip.")


def test_a_side_in_a_guideline_is_not() -> None:
    assert not found("The right hip aches.", "The guidelines recommend a scan of the left hip.")
