"""The fonts of a letter and the characters that it can print."""

import pickle

import pytest

from imrletters.rendering.typefaces import (
    Typefaces,
    Widths,
    advance_widths,
    bundled_typefaces,
    prints_in_its_place,
    unprintable,
)


def test_the_bundled_fonts_have_the_same_characters() -> None:
    faces = bundled_typefaces()
    assert faces.characters == advance_widths().keys()
    assert faces.are_bundled
    assert [each.name for each in faces] == [
        "IMRSerif", "IMRSerifBold", "IMRSans", "IMRSansBold",
    ]  # fmt: skip


def test_a_font_is_recognized_by_the_names_that_both_engines_write() -> None:
    bold = bundled_typefaces().text_bold
    assert bold.is_named("ABCDEF+IMR-Serif-Bold")
    assert bold.is_named("ABCDEF+IMRSerif-Bold")
    assert not bold.is_named("ABCDEF+IMRSerif")
    assert not bold.is_named("IMRSans-Bold")


@pytest.mark.parametrize("character", ["\u0301", "\u00ad", "\u202e", "\u05d0", "\ue000", "\t"])
def test_a_character_that_print_would_hide_or_move_does_not_print_in_its_place(character: str) -> None:
    assert not prints_in_its_place(character)
    assert prints_in_its_place("\u00e9")
    assert prints_in_its_place("\u00a0")


def test_a_character_that_no_font_has_is_not_attributed_to_one() -> None:
    message = 'U+5B89 "\u5b89" (cjk unified ideograph-5b89) cannot be printed in the letter\'s fonts; replace it'
    assert unprintable("\u5b89", bundled_typefaces()) == message == unprintable("\u5b89")


def test_pickled_fonts_are_the_same_before_and_after_their_characters_are_computed() -> None:
    faces = Typefaces(*bundled_typefaces())
    pickled = pickle.dumps(faces)
    assert faces.characters
    assert pickle.dumps(faces) == pickled
    assert pickle.loads(pickled) == faces  # noqa: S301 - pickled above


def test_pickled_widths_are_the_same_and_still_refuse_other_characters() -> None:
    widths = bundled_typefaces().text.widths

    again = pickle.loads(pickle.dumps(widths))  # noqa: S301 - pickled above

    assert type(again) is Widths
    assert list(again.items()) == list(widths.items())
    with pytest.raises(ValueError, match="cannot be printed"):
        again["\u4e2d"]
