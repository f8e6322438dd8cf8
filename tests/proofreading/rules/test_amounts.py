"""The quantities of a rationale, of the heading, and of what was authorized."""

import pytest

from imrletters.case import Case
from imrletters.case.example import example_item
from tests.proofreading.support import found, one_item
from tests.support import case


def partial(rationale: str) -> Case:
    approval = {"kind": "quantity", "original_request": "Yoga 12 visits", "authorized": "Yoga 8 visits"}
    item = example_item(service="Yoga 4 visits", partial_approval=approval, decision_rationale=rationale)
    return case(disputed_items=[item])


def test_the_original_quantity_is_not_what_the_conclusion_decides() -> None:
    (finding,) = found("Q12", partial("Rest helps. The request for yoga 12 visits is not medically necessary."))
    assert finding.evidence.startswith("12 visits")


@pytest.mark.parametrize(
    "text",
    [
        "The request for yoga 4 visits is not medically necessary.",
        "The original request of 12 visits is not medically necessary.",
        "The request is not medically necessary.",
    ],
)
def test_the_remainder_or_no_quantity_is(text: str) -> None:
    assert not found("Q12", partial(text))


def test_a_conclusion_about_another_quantity_is_found() -> None:
    text = "The request for yoga 9 visits is not medically necessary."
    assert found("Q14", one_item(service="Yoga 8 visits", decision_rationale=text))
    assert not found("Q14", one_item(service="Yoga 3 times a week for 3 weeks", decision_rationale=text))


def test_another_authorized_quantity_is_found() -> None:
    (finding,) = found("Q15", partial("The claims administrator authorized 6 visits. It is not medically necessary."))
    assert finding.related[0].text == "Yoga 8 visits"
    assert not found("Q15", partial("The claims administrator authorized eight visits. It is not medically necessary."))
