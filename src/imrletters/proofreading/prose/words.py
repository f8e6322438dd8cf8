"""Reads a text as words to compare: in lower case, with digits for spelled numbers, and with offsets."""

import re
from functools import lru_cache
from typing import NamedTuple

KEPT_TEXTS = 64
"""The number of texts whose words are kept, because several readers compare the same text."""
WORD = re.compile(r"[A-Za-z]+(?:[’'](?=s\b|t\b|re\b)[A-Za-z]+)?|\d+(?:\.\d+)?")
NUMBERS = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        map(str, range(1, 13)),
        strict=True,
    )
)
POSSESSIVE = re.compile(r"[’']s\Z")


class Word(NamedTuple):
    """A word of a text in its compared form, and its offsets there."""

    word: str
    start: int
    end: int


@lru_cache(maxsize=KEPT_TEXTS)
def words(text: str) -> tuple[Word, ...]:
    """The words and numbers of a text, in order."""
    found = []
    for each in WORD.finditer(text):
        word = POSSESSIVE.sub("s" if each[0].isupper() else "", each[0].lower())
        found.append(Word(NUMBERS.get(word, word), each.start(), each.end()))
    return tuple(found)
