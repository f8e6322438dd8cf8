"""How the headings of the disputed items repeat a request."""

import pytest

from imrletters.case.example import example_item
from tests.proofreading.support import found, partly_approved
from tests.support import case

CHANGED = [
    "Brace 320.5/30mg",
    "brace, left",
    "Brace",
    "Brace, right, large",
    "Braces, right",
    "Brace right",
    "Brace, rihgt",
]
CHANGED += ["Brace, right (2)", "Brace; right", "a brace, right"]
SAME = [
    "MRI of the left knee",
    "mri of the left knee",
    "MRI  of the left knee",
    "MRI OF THE LEFT KNEE",
    "Mri Of The Left Knee",
]
SAME += [
    "MRI of the Left Knee",
    "MRI of the left  knee",
    "MRI of  the left knee",
    "mRI of the left KNEE",
    "MRI of The left knee",
]


@pytest.mark.parametrize("service", CHANGED)
def test_a_substitution_with_a_changed_request_is_found(service: str) -> None:
    assert found("Q02", partly_approved("substitution", "Brace, right", "Strap", service))
    assert not found("Q02", partly_approved("quantity", "Brace, right", "Strap", service))


@pytest.mark.parametrize("service", ["Brace, right", "brace, right", "Brace,  right", "BRACE, RIGHT."])
def test_a_substitution_that_repeats_its_request_is_not_found(service: str) -> None:
    assert not found("Q02", partly_approved("substitution", "Brace, right", "Strap", service))


@pytest.mark.parametrize("service", SAME)
def test_a_repeated_request_is_found(service: str) -> None:
    items = [example_item(service=one) for one in ("MRI of the left knee", "MRI of the right knee", service)]
    assert [finding.path for finding in found("Q07", case(disputed_items=items))] == [("disputed_items", 2, "service")]
    assert not found("Q07", case(disputed_items=items[:2]))
