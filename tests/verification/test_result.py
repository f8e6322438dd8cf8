"""The result of a verification."""

import pytest

from imrletters.verification.result import Answer, VerificationResult


@pytest.mark.parametrize(("answer", "sound"), [("same", True), ("reprinted", True), ("altered", False)])
def test_a_letter_is_sound_unless_it_was_altered(answer: Answer, *, sound: bool) -> None:
    assert VerificationResult(answer, None, "", (), None, frozenset()).sound is sound
