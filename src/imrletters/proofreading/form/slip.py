"""Defines a slip: a place in a sentence that no correct sentence has."""

from typing import NamedTuple

from imrletters.english import Sentence

AROUND = 2
"""The number of words that the quotation of a slip shows before and after it."""


class Slip(NamedTuple):
    """A slip: its first and last character in the text, the characters to quote, and a message without their words."""

    start: int
    quoted: tuple[int, int]
    message: str


def slip(sentence: Sentence, first: int, after: int, message: str) -> Slip:
    """The slip from one token of a sentence up to another."""
    quoted = sentence.start(max(0, first - AROUND)), sentence.end(min(len(sentence), after + AROUND) - 1)
    return Slip(sentence.start(first), quoted, message)


CHARACTERS = 12
"""The number of characters that the quotation of a slip of punctuation shows before and after it."""


def text_slip(text: str, start: int, end: int, message: str) -> Slip:
    """The slip at some characters of a text."""
    return Slip(start, (max(0, start - CHARACTERS), min(len(text), end + CHARACTERS)), message)
