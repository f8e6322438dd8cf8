"""Finds many known phrases in a text, in time proportional to the length of the text."""

import re
from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from imrletters.english import WordReader, Words
from imrletters.readings import read_once

Meaning = TypeVar("Meaning")

WORD = re.compile(r"[^\W_]+(?:[’'](?=s\b))?")
BETWEEN_WORDS = re.compile(r"[ \t\n\xa0/&–-]{1,3}|, ?|[ ]?\(|[’']")
SHORT = 3
"""A phrase in capitals of at most so many letters, such as CT or PT, is found in capitals only."""
LONGEST_ABBREVIATION = 4
"""A word in capitals of at most so many letters is no plural: CTS is not CT, and TENS is not ten."""


class Found(NamedTuple, Generic[Meaning]):
    """A phrase found in a text: where it begins and ends, and what it means."""

    start: int
    end: int
    meaning: Meaning


class Phrases(Generic[Meaning]):
    """Phrases with their meanings. Case, plural endings and hyphens make no difference; the longest phrase is found.

    A phrase that means None hides the shorter phrases in it: "on the other hand" is no hand.
    """

    def __init__(self, meanings: Iterable[tuple[str, Meaning | None]]) -> None:
        """Learns the phrases; of two meanings of one phrase the first one counts."""
        self._by_first: dict[str, dict[tuple[str, ...], tuple[bool, Meaning | None]]] = {}
        for phrase, meaning in meanings:
            words = WORDS.read(phrase).forms
            capitals = phrase.isupper() and len(phrase) <= SHORT
            self._by_first.setdefault(words[0], {}).setdefault(words, (capitals, meaning))
        self._lengths = {
            first: sorted({len(words) for words in phrases}, reverse=True) for first, phrases in self._by_first.items()
        }

    def find(self, text: str) -> Iterator[Found[Meaning]]:
        """The phrases in a text, in order, none within another."""
        new = tuple.__new__  # takes half the time of a call of the class
        words = _words(text)
        end = 0
        for place in words.having(self._by_first):
            if place < end:
                continue
            count, meaning = self._at(text, words, place)
            end = place + count
            if meaning is not None:
                yield new(Found, (words.start(place), words.end(end - 1), meaning))

    def _at(self, text: str, words: Words, place: int) -> tuple[int, Meaning | None]:
        """The number of words of the longest phrase that begins at a word, and its meaning; 0 if there is none.

        Some phrases begin with this word.
        """
        first = words.forms[place]
        phrases = self._by_first[first]
        for length in self._lengths[first]:
            forms = words.forms[place : place + length]  # fewer at the end of the text
            found = phrases.get(forms)
            if found is None or (length > 1 and not _are_adjacent(text, words, place, len(forms))):
                continue
            capitals, meaning = found
            if not capitals or words.cut(place, place).rstrip("s").isupper():
                return len(forms), meaning
        return 0, None


def _are_adjacent(text: str, words: Words, first: int, count: int) -> bool:
    """Whether only white space, or a mark that may stand in a phrase, is between some words."""
    for place in range(first, first + count - 1):
        end, start = words.end(place), words.start(place + 1)
        if text[end:start] != " " and not BETWEEN_WORDS.fullmatch(text, end, start):
            return False
    return True


@read_once
def _words(text: str) -> Words:
    return WORDS.read(text)


def _key(word: str) -> str:
    """A word for comparison: in lower case and singular, as far as the spelling shows."""
    if word.isupper() and len(word) <= LONGEST_ABBREVIATION:
        return word.casefold()
    key = word.casefold().rstrip("’'")
    if len(key) > SHORT and key.endswith("ies"):
        return key[:-3] + "y"
    if len(key) > 2 and key.endswith("s") and not key.endswith(("ss", "us", "is")):
        return key[:-1]
    return key


WORDS = WordReader(WORD, _key)
