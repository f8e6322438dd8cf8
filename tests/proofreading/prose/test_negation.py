"""What a sentence denies."""

import pytest

from imrletters.proofreading.prose.negation import denied_at

THING = "spasm"


@pytest.mark.parametrize(
    "sentence",
    [
        "There is no spasm.",
        "There is no evidence of muscle spasm.",
        "She denies numbness, weakness or spasm.",
        "The record does not document spasm.",
        "The neck is negative for spasm.",
        "There was a lack of documentation of spasm.",
        "He walks without spasm.",
        "Spasm is absent; spasm was not noted.",
    ],
)
def test_a_denial_reaches_the_thing(sentence: str) -> None:
    start = sentence.rindex(THING)
    assert denied_at(sentence, start, start + len(THING))


@pytest.mark.parametrize(
    "sentence",
    [
        "There is spasm.",
        "He has no fever but spasm.",
        "She denies numbness, however the neck showed spasm.",
        "There is no reason given; the neck revealed spasm.",
        "No fever was present although the record shows spasm.",
    ],
)
def test_a_denial_of_something_else_does_not(sentence: str) -> None:
    start = sentence.rindex(THING)
    assert not denied_at(sentence, start, start + len(THING))
