"""A letter is read by the look with which it was printed."""

from pathlib import Path

import pytest

from imrletters import render
from imrletters.parsing.printed_look import printed_look
from imrletters.rendering import letter_look, look_of
from tests.own_fonts import with_fonts
from tests.support import SAMPLES, case, printed_pages, sample_pdf


@pytest.mark.parametrize("look", ["[text]\nsize = 10", "[page]\nmargin_left = 80\n[header_table]\nwidth = 470"])
def test_the_own_look_is_chosen_for_its_letters_and_ours_for_ours(look: str, tmp_path: Path) -> None:
    (tmp_path / "look.toml").write_text(look)
    own = printed_pages(render(case(), templates=tmp_path).pdf())
    assert printed_look(own, tmp_path) == look_of(tmp_path) != letter_look()
    assert printed_look(printed_pages(sample_pdf(SAMPLES[0])), tmp_path) == letter_look()


def test_without_an_own_look_every_letter_is_read_by_ours() -> None:
    assert printed_look(printed_pages(sample_pdf(SAMPLES[0])), None) == letter_look()


def test_a_letter_that_fits_neither_is_read_by_the_own_look(tmp_path: Path) -> None:
    other, own = tmp_path / "other", tmp_path / "own"
    for folder, size in ((other, 9), (own, 10)):
        folder.mkdir()
        (folder / "look.toml").write_text(f"[text]\nsize = {size}")
    pages = printed_pages(render(case(), templates=other).pdf())
    assert printed_look(pages, own) == look_of(own)


def test_of_two_looks_with_the_same_figures_the_one_with_the_fonts_of_the_pages_is_taken(tmp_path: Path) -> None:
    own = with_fonts(tmp_path)
    assert printed_look(printed_pages(sample_pdf(SAMPLES[0])), own) == letter_look()
    assert printed_look(printed_pages(render(case(), templates=own).pdf()), own) == look_of(own) != letter_look()
