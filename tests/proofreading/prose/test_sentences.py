"""Sentences of prose, with their offsets."""

import pytest

from imrletters.proofreading.prose.sentences import sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He fell. She rose.", ["He fell.", "She rose."]),
        ("Whales sing!  Why? Nobody asks.", ["Whales sing!", "Why?", "Nobody asks."]),
        ("He takes 2.5 mg q.i.d. with food.", ["He takes 2.5 mg q.i.d. with food."]),
        ("Dr. Whale saw L4-5. It was sound.", ["Dr. Whale saw L4-5.", "It was sound."]),
        ("He takes 5 mg. The pain is less.", ["He takes 5 mg.", "The pain is less."]),
        ("See pg. 12 of the book.", ["See pg. 12 of the book."]),
        ("It was denied.The worker asks again.", ["It was denied.", "The worker asks again."]),
        ("The guide states “no.” He left.", ["The guide states “no.”", "He left."]),
        ("One paragraph\n\nanother one", ["One paragraph", "another one"]),
        ("", []),
    ],
)
def test_a_sentence_ends_at_a_stop_that_no_abbreviation_or_number_explains(text: str, parts: list[str]) -> None:
    assert [each.text for each in sentences(text)] == parts


def test_the_offset_is_that_of_the_first_word() -> None:
    text = "  He fell.   She rose."
    for each in sentences(text):
        assert text[each.start : each.end] == each.text
