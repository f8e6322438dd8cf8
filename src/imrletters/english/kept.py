"""Keeps what is computed of the words of the lists for the process, because every text has them."""

from collections.abc import Callable
from string import digits, punctuation
from typing import TypeVar

from imrletters.english.words import is_known, word_list
from imrletters.readings import kept_of

Result = TypeVar("Result")

MOST = 50_000
"""The most written forms for which one function keeps its results."""
LONGEST = 40
"""The most characters of words with marks whose result is kept."""
MARKS = punctuation + "“”‘’–"
GENITIVES = ("'s", "’s")
LONGEST_NUMBER = 3
"""The most digits of a number that may be kept, unless it is a year; longer ones may be those of a person."""
CENTURIES = ("19", "20")
NUMBER = digits + "."
"""The characters of a number, which may have a unit behind it."""
NAMES = word_list("frequent_names")
"""Names and abbreviations that the lists of words do not have and that are in most letters."""


class OfWords(dict[str, Result]):
    """What a function computes of a word as it is written.

    The result is kept for the words of the lists in small letters, in capitals or with a capital, also with marks
    around them or joined by a hyphen or a slash, and for marks and short numbers. That of any other word, which may
    name a person, is kept until a check ends.
    """

    def __init__(self, compute: Callable[[str], Result]) -> None:
        """Begins without words."""
        super().__init__()
        self._compute = compute

    def __missing__(self, written: str) -> Result:
        of_check = kept_of(self._compute)
        if of_check is not None and written in of_check:
            return of_check[written]  # type: ignore[return-value] # kept below
        result = self._compute(written)
        if len(self) < MOST and _may_be_kept(written):
            self[written] = result
        elif of_check is not None:
            of_check[written] = result
        return result


def _may_be_kept(written: str) -> bool:
    """Whether a word, or words with marks, states nothing of a person."""
    if len(written) > LONGEST:
        return False
    word = written.strip(MARKS)
    if len(word) < 2:
        return word.isascii() or not word.isalnum()
    if word[0].isdigit():
        return _is_short_amount(word)
    if _is_listed(word):
        return True
    return ("-" in word or "/" in word) and all(map(_is_listed, word.replace("/", "-").split("-")))


def _is_short_amount(word: str) -> bool:
    """Whether a word is a year, or a short number with or without a unit: ``2016``, ``20``, ``7.5mg``."""
    if word.isascii() and word.isdigit():
        return len(word) <= LONGEST_NUMBER or word[:-2] in CENTURIES
    unit = word.lstrip(NUMBER)
    number = word[: len(word) - len(unit)].replace(".", "")
    return len(number) <= LONGEST_NUMBER and (not unit or _is_listed(unit))


def _is_listed(written: str) -> bool:
    """Whether a word is one of the few forms of a word of the lists, or a letter."""
    small = written.lower()
    if small.endswith(GENITIVES):
        small, written = small[:-2], written[:-2]
    known = is_known(small) or small in NAMES or (len(small) == 1 and small.isascii() and small.isalpha())
    return known and written in (small, small.capitalize(), small.upper())
