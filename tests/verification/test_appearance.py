"""How two letters with the same words and lines look."""

import sys

import pytest

from imrletters import verify
from imrletters.pdf import open_pdf
from imrletters.verification.appearance import NOT_DRAWN, appearance_difference, can_draw
from tests.verification.letters import PRINT
from tests.verification.rewriting import WHITE_RECTANGLE, change_metadata, draw, nothing, rewritten


def test_a_file_that_is_written_in_another_way_looks_the_same() -> None:
    assert appearance_difference(open_pdf(rewritten(nothing)), open_pdf(PRINT)) == ""


def test_a_covered_area_is_found_by_drawing() -> None:
    covered = open_pdf(rewritten(draw(WHITE_RECTANGLE)))
    assert appearance_difference(covered, open_pdf(PRINT)).startswith("page 1: drawn differently than the case prints")


def test_without_the_extra_the_result_states_that_nothing_was_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "imrletters.pictures", None)
    assert not can_draw()
    result = verify(rewritten(change_metadata(rb"(:engine>)[^<]*", rb"\g<1>weasyprint 0.0.7")))
    assert (result.answer, result.sound) == ("reprinted", False)
    assert NOT_DRAWN in result.what
