"""The result of a verification."""

import pytest

from imrletters.verification.result import Answer, VerificationResult


@pytest.mark.parametrize(
    ("answer", "missing", "sound"),
    [
        ("same", None, True),
        ("same", "", True),
        ("same", "not there", False),
        ("reprinted", None, False),
        ("reprinted", "", True),
        ("reprinted", "not there", False),
        ("outdated", None, False),
        ("outdated", "", False),
        ("foreign", None, False),
        ("foreign", "", False),
        ("altered", None, False),
        ("altered", "", False),
    ],
)
def test_only_a_proved_letter_is_sound(answer: Answer, missing: str | None, *, sound: bool) -> None:
    result = VerificationResult(answer, None, "", (), None, frozenset(), missing=missing)
    assert result.sound is sound
    unexamined = VerificationResult(answer, None, "", (), None, frozenset(), examined=False, missing=missing)
    assert not unexamined.sound
