"""Slips of punctuation: found at their places, and nothing else."""

import pytest

from tests.proofreading.support import found, is_found_inside
from tests.support import case

FOUND = {
    "T20": [
        "she rests at home When the pain returns", "hurts 5/10 The knee is", "the test was normal. the knee was",
        "right knee strain left hip sprain", "in her knee (old) There is",
    ],
    "T21": [
        "Quillin 5mg.Physician notes", "on 5/6/ 2016", "her knee . It", "is 70inches tall", "visits of12 weeks",
        "pain,numbness and", "her knee(right", "more than  a visit", "it is pre- operative",
        "an electro diagnostic test",
        "at L4 -5", "physical/ manual", "seen for QTY: 3.The rest",
    ],
    "T22": ["her knee.. It", "her knee,, hip", "her knee;. It", "in visits., so", "on 5//6"],
    "T24": ["a “red flag here", "a (red flag here", 'a "red flag here', "a red flag) here"],
}  # fmt: skip
NOT_FOUND = {
    "T20": [
        "a book called The Whale is", "in section 9 The rest", "under The rule of", "Dr. the", "approx. the knee",
        "(2) When the", "impingement syndrome right shoulder", "the MTUS The",
        "right knee strain and left hip sprain",
    ],
    "T21": [
        "2.5 mg", "50mg twice", "pre- and post-operative", "tear(s) of", "L4-5", "and/or", "1,200 visits",
        "8x a week",
        "see www.example.invalid/a,b", "to -5 degrees",
    ],
    "T22": ["and so on...", "e.g., rest", "etc., and", "3rd ed., on", "http://example.invalid", "at 5:30",
        "visits. ..."],
    "T24": [
        "a “red flag”", "1) rest 2) sleep", "is 5'4\" tall", "a (red (flag))", "a) rest b) sleep",
        "takes #90\" daily (\"old\")",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in FOUND.items() for text in texts])
def test_a_slip_of_punctuation_is_found_at_its_place(code: str, text: str) -> None:
    assert is_found_inside(code, text)


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in NOT_FOUND.items() for text in texts])
def test_what_may_be_correct_is_not_found(code: str, text: str) -> None:
    assert not is_found_inside(code, text)


@pytest.mark.parametrize("text", ["She hurt her knee at sea", "She hurt her knee at sea,"])
def test_a_missing_end_is_found(text: str) -> None:
    (finding,) = found("T23", case(clinical_case_summary=text))
    assert finding.start is not None
    assert text[finding.start :].startswith("sea")


@pytest.mark.parametrize(
    "text", ["She rests.", "She rests.”", "She rests (at sea.)", "See www.example.invalid", "Does she rest?", "None"]
)
def test_a_text_that_ends_is_left(text: str) -> None:
    assert not found("T23", case(clinical_case_summary=text))
