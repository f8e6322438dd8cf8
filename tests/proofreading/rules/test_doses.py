"""The number of tablets against the directions, and strengths that no tablet has."""

import pytest

from imrletters.proofreading.prose.strengths import greatest_strengths
from tests.proofreading.support import found
from tests.support import case


@pytest.mark.parametrize(
    "text",
    [
        "Naproxen 500mg twice daily for 14 days, #40",
        "Norco 5/325mg one tablet three times a day for 10 days #20",
        "Tramadol 50mg two tablets twice a day for 7 days, 14 tablets",
    ],
)
def test_a_number_that_the_directions_do_not_give_is_found(text: str) -> None:
    (finding,) = found("F04", case(clinical_case_summary=f"He takes {text}."))
    assert finding.start == len("He takes ")


@pytest.mark.parametrize(
    "text",
    [
        "Naproxen 500mg twice daily for 14 days, #28",
        "Naproxen 500mg twice daily as needed for 14 days, #40",
        "Naproxen 500mg #60 twice a day",
        "Norco 5/325mg 1-2 tablets twice a day for 14 days #40",
        "Tramadol 50mg two tablets twice a day for 7 days, 28 tablets",
    ],
)
def test_a_number_that_fits_or_cannot_be_calculated_is_not(text: str) -> None:
    assert not found("F04", case(clinical_case_summary=f"He takes {text}."))


@pytest.mark.parametrize("text", ["Ultram 50 gm", "ibuprofen 8000mg", "Naproxen 500 ml", "Meloxicam 15 mcg"])
def test_a_strength_that_no_tablet_has_is_found(text: str) -> None:
    assert found("F05", case(clinical_case_summary=f"He takes {text} with food."))


@pytest.mark.parametrize(
    "text",
    [
        "Ultram 50 mg",
        "gabapentin 1800mg a day",
        "Diclofenac gel 100gm",
        "ibuprofen 800mg",
        "ketoprofen 20% cream",
        "Gralise 900mg",
        "Robaxin 1000mg",
    ],
)
def test_a_usual_strength_is_not(text: str) -> None:
    assert not found("F05", case(clinical_case_summary=f"He takes {text} with food."))


def test_every_greatest_strength_is_positive() -> None:
    assert all(strength > 0 for strength in greatest_strengths().values())
