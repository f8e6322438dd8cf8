"""The meanings of the characters of the font Symbol."""

from imrletters.cleaning.symbol_font import MEANINGS
from imrletters.rendering.typefaces import advance_widths

BULLETS_OF_WINGDINGS = {
    0x6C,
    0x6E,
    0x6F,
    0x71,
    0x72,
    0x75,
    0x76,
    0x77,
    0x9F,
    0xA7,
    0xA8,
    0xD8,
    0xE0,
    0xE8,
    0xFB,
    0xFC,
    0xFE,
}


def test_a_letter_can_print_every_meaning() -> None:
    assert set(MEANINGS.values()) <= advance_widths().keys()


def test_greater_or_equal_is_known_and_the_bullets_of_wingdings_are_not() -> None:
    assert MEANINGS["\uf0b3"] == "\u2265"
    assert not {chr(0xF000 + code) for code in BULLETS_OF_WINGDINGS} & MEANINGS.keys()
