"""Finds words that differ by one letter from a word of a known term, beside the other word of that term."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, product
from pathlib import Path

from imrletters.english import OfWords, Sentence, Token, is_known
from imrletters.proofreading.form.sentence_reader import sentence_reader
from imrletters.proofreading.form.slip import Slip, slip
from imrletters.proofreading.form.word_lists import word_list

TERMS = Path(__file__).with_name("terms.toml")
SHORTEST = 4
"""The fewest letters of a word that is compared."""
ENDS = (0, -1)
"""The first letter and the last one."""
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


@sentence_reader()
def near_terms(sentence: Sentence) -> Iterator[Slip]:
    """Every word beside a word of a term that is one letter from the word that the term has there."""
    near = [place for place, token in enumerate(sentence) if token.is_known and NEAR[token.text]]
    for place in sorted({first for each in near for first in (each - 1, each)} if near else ()):
        if 0 <= place < len(sentence) - 1 and _is_near_term(sentence[place], sentence[place + 1]):
            yield slip(sentence, place, place + 2, "a word differs by a letter from that of a known term")


def _is_near_term(first: Token, second: Token) -> bool:
    """Whether one of two words is near to a word that stands there in a term with the other one."""
    before, after = _terms()
    return not (
        NEAR[first.text].isdisjoint(before.get(second.word, ()))
        and NEAR[second.text].isdisjoint(after.get(first.word, ()))
    )


def _near(written: str) -> frozenset[str]:
    """The words of terms to which a word is near: a known word that is no word of a term itself."""
    word = written.lower()
    if len(word) < SHORTEST or not is_known(word) or word in OTHER_WORDS or written.isupper():
        return frozenset()
    before, after = _terms()
    if word in before or word in after or not (word.isalpha() and word.isascii()):
        return frozenset()
    return frozenset(other for other in _words_like(word) if _one_letter_off(word, other))


NEAR = OfWords(_near)


@cache
def _words_by_ends() -> dict[tuple[int, int, str], list[str]]:
    """The words of terms that are compared, by their length and their first letter, and by their last one."""
    by_ends: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for word in {word for words in _terms() for word in words if len(word) >= SHORTEST}:
        for end in ENDS:
            by_ends[len(word), end, word[end]].append(word)
    return dict(by_ends)


def _words_like(word: str) -> Iterator[str]:
    """The words of terms that may differ from a word by a letter: the first letter or the last one is the same."""
    by_ends = _words_by_ends()
    for length, end in product(range(len(word) - 1, len(word) + 2), ENDS):
        yield from by_ends.get((length, end, word[end]), ())


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
