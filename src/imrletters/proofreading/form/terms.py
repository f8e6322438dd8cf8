"""Finds words that differ by one letter from a word of a known term, beside the other word of that term."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from imrletters.english import Sentence, Token, is_known
from imrletters.proofreading.form.slip import Slip, slip
from imrletters.proofreading.form.word_lists import word_list

TERMS = Path(__file__).with_name("terms.toml")
SHORTEST = 4
"""The fewest letters of a word that is compared."""
OTHER_WORDS = word_list("terms", "other_words")
"""Common words that may stand beside a word of a term, although they differ from its other word by a letter."""


@cache
def _terms() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The words before each word in a term, and the words after it."""
    before: dict[str, set[str]] = defaultdict(set)
    after: dict[str, set[str]] = defaultdict(set)
    for term in tomllib.loads(TERMS.read_text(encoding="utf-8"))["terms"].split(","):
        words = term.split()
        for first, second in pairwise(words):
            before[second].add(first)
            after[first].add(second)
    return before, after


def near_terms(sentence: Sentence) -> Iterator[Slip]:
    """Every word beside a word of a term that is one letter from the word that the term has there."""
    before, after = _terms()
    for place, (first, second) in enumerate(pairwise(sentence)):
        left, right = before.get(second.word), after.get(first.word)
        if (left and _is_near(first, left)) or (right and _is_near(second, right)):
            yield slip(sentence, place, place + 2, "a word differs by a letter from that of a known term")


def _is_near(token: Token, expected: set[str]) -> bool:
    word = token.word
    if word in expected or len(word) < SHORTEST or word in OTHER_WORDS:
        return False
    if not (word.isalpha() and word.isascii() and is_known(word)) or token.text.isupper():
        return False
    before, after = _terms()
    if word in before or word in after:
        return False  # a word of other terms
    return any(len(other) >= SHORTEST and _one_letter_off(word, other) for other in expected)


def _one_letter_off(word: str, other: str) -> bool:
    """Whether two words differ by a letter that is missing, changed or exchanged, but not only by an ending."""
    if abs(len(word) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    if start >= min(len(word), len(other)):
        return False  # an ending: strain and strains
    rest, other_rest = word[start:], other[start:]
    return (
        rest[1:] == other_rest[1:]
        or rest[1:] == other_rest
        or rest == other_rest[1:]
        or (rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:])
    )
