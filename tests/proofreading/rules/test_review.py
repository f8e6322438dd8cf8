"""What the summary states of utilization review and of the request, and the headings."""

import pytest

from imrletters.case import Case
from imrletters.case.example import example_item
from tests.proofreading.support import found
from tests.support import case

PARTIAL = {"kind": "quantity", "original_request": "Baclofen 10mg #30", "authorized": "Baclofen 10mg #27"}


def letter(summary: str, **changes: object) -> Case:
    return case(clinical_case_summary=summary, disputed_items=[example_item(**changes)])


@pytest.mark.parametrize(
    "summary",
    [
        "The request for baclofen was previously denied.",
        "Utilization review denied the request for baclofen due to its color.",
    ],
)
def test_a_denial_of_what_was_partly_authorized_is_found(summary: str) -> None:
    (finding,) = found("R11", letter(summary, service="Baclofen 10mg #3", partial_approval=PARTIAL))
    assert finding.related[0].path == ("disputed_items", 0, "service")


def test_a_modification_of_what_is_wholly_in_dispute_is_found() -> None:
    assert found("R11", letter("Utilization review modified the request for baclofen.", service="Baclofen 10mg #30"))


@pytest.mark.parametrize(
    "summary",
    [
        "Utilization review modified the request for baclofen.",
        "The provider denied the request for baclofen.",
        "The request for naproxen was previously denied.",
    ],
)
def test_an_outcome_that_fits_is_not(summary: str) -> None:
    assert not found("R11", letter(summary, service="Baclofen 10mg #3", partial_approval=PARTIAL))


def test_a_denied_request_for_another_part_is_found() -> None:
    summary = "Utilization review denied the request for an MRI of the left shoulder."
    assert found("R12", letter(summary, service="MRI of the right knee"))
    assert not found("R12", letter(summary, service="MRI of the left shoulder"))


def test_an_appeal_that_leaves_out_a_heading_s_part_is_found() -> None:
    items = [example_item(service="EMG of the right arm"), example_item(service="EMG of the right leg")]
    summary = "The appeal requested authorization for EMG of the right arm."
    (finding,) = found("R12", case(clinical_case_summary=summary, disputed_items=items))
    assert finding.related[0].path == ("disputed_items", 1, "service")
