"""Finds words that no list has and that differ by one letter from a common word or a medical term."""

import re
from collections.abc import Iterator
from functools import cache

from imrletters.english import Sentence, Token, classes_of, common_words_near, is_common, is_known
from imrletters.lexicon import treatment_names
from imrletters.proofreading.form.sentence_reader import sentence_reader
from imrletters.proofreading.form.slip import Slip, slip
from imrletters.readings import read_once

SHORTEST, SHORTEST_NAME = 5, 8
"""The fewest letters of a word that is checked; of one with a capital, which may be a name."""
OFTEN_JOINED = ("of", "the", "and", "with", "for", "was", "has")
LONGEST = 30
"""The most letters of a word that is checked."""
WORD = re.compile(r"[A-Za-z]+(?:['’]s)?\Z")


@sentence_reader()
def misspellings(sentence: Sentence) -> Iterator[Slip]:
    """Every misspelt word of a sentence. Abbreviations, words with digits and foreign phrases are exempt."""
    unknown = [place for place, token in enumerate(sentence) if not token.is_known and token.word[0].isalpha()]
    for place in unknown:
        token = sentence[place]
        parts = re.split(r"[-/&]", token.text)
        if not token.text.isascii() or not any(_is_misspelt(part) for part in parts if WORD.match(part)):
            continue
        if not any(map(_is_foreign, (*sentence[max(0, place - 1) : place], *sentence[place + 1 : place + 2]))):
            yield slip(sentence, place, place + 1, "the word is not known; a known word differs by a letter or a space")


def _is_foreign(token: Token) -> bool:
    """Whether a word beside another shows that both are of another language."""
    return token.text.isalpha() and (not token.text.isascii() or (token.text.islower() and not is_known(token.word)))


def _is_misspelt(part: str) -> bool:
    """Whether a part of a word, with or without a genitive, is misspelt."""
    text = re.split("['’]", part)[0]
    small = text.islower() and len(text) >= SHORTEST
    name = text.istitle() and len(text) >= SHORTEST_NAME and text == part
    return (small or name) and _is_unknown(text.lower())


@cache
def _treatment_words() -> frozenset[str]:
    return frozenset(word.lower() for name in treatment_names() for word in re.findall("[A-Za-z]+", name))


@read_once
def _is_unknown(word: str) -> bool:
    if len(word) > LONGEST or is_known(word) or word in _treatment_words():
        return False
    if word.endswith("s") and _may_be_noun(word.removesuffix("s")):
        return False
    return bool(common_words_near(word)) or _is_joined(word)


def _is_joined(word: str) -> bool:
    """Whether a word is two words without their space: ``thepatient``."""
    return any(
        word.startswith(first) and len(word) > len(first) + 2 and is_common(word.removeprefix(first))
        for first in OFTEN_JOINED
    )


def _may_be_noun(word: str) -> bool:
    """Whether a known word may have a plural."""
    return word in _treatment_words() or (is_known(word) and classes_of(word) in ("", "v")) or "n" in classes_of(word)
