"""No forged letter is the same or sound, with or without the extra for signatures."""

import sys

import pytest

from imrletters import LetterError, verify
from tests.verification.forging import FORGERIES, one_line_end, page_read_in_two_ways, two_ends, visible_widget


def outcome(pdf: bytes) -> tuple[str, bool]:
    try:
        result = verify(pdf)
    except LetterError:
        return "refused", False
    return result.answer, result.sound


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_letter_is_neither_the_same_nor_sound(name: str) -> None:
    answer, sound = outcome(FORGERIES[name]())
    assert answer in {"altered", "foreign", "refused"}
    assert not sound


@pytest.mark.parametrize(
    "pdf",
    [one_line_end(), two_ends(), page_read_in_two_ways(), visible_widget(b"Square"), visible_widget(b"Text")],
    ids=["one line", "two ends", "two ways", "square", "note"],
)
def test_a_forged_letter_is_not_the_same_without_the_extra(pdf: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "imrletters.signing")
    monkeypatch.setitem(sys.modules, "pyhanko.sign.signers.pdf_cms", None)
    answer, sound = outcome(pdf)
    assert answer in {"altered", "foreign", "refused"}
    assert not sound
