"""Reads a text as words to compare: in lower case, and with digits for spelled numbers."""

import re

from imrletters.english import WordReader, Words
from imrletters.lexicon import NUMBER_WORDS
from imrletters.readings import read_once

WORD = re.compile(r"[A-Za-z]+(?:[’'](?=s\b|t\b|re\b)[A-Za-z]+)?|\d+(?:\.\d+)?")
NUMBERS = {word: str(number) for word, number in NUMBER_WORDS.items() if number <= 12}
POSSESSIVE = re.compile(r"[’']s\Z")


def _compared(written: str) -> str:
    word = POSSESSIVE.sub("s" if written.isupper() else "", written.lower())
    return NUMBERS.get(word, word)


WORDS = WordReader(WORD, _compared)


@read_once
def words(text: str) -> Words:
    """The words and numbers of a text."""
    return WORDS.read(text)
