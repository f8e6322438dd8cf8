"""Finds ``a`` and ``an`` before a word that begins with another sound."""

import re
from collections.abc import Iterator

from imrletters.english import Sentence, Token
from imrletters.proofreading.form.sentence_reader import sentence_reader
from imrletters.proofreading.form.slip import Slip, slip
from imrletters.proofreading.form.word_lists import word_list

SILENT_H = ("hour", "hono", "heir", "honest", "herb")
EITHER_H = ("histor", "hyp", "hotel", "habit", "herni", "hero")
"""Words with h that some begin with a vowel."""
YOU_OR_WON = re.compile(r"(?:u(?:ni(?!n|mp)|s[aeiu]|ti|r[aeio]|bi|ku)|eu|ewe|one(?!ro)|once|ouija)")
SPELLED_VOWELS = frozenset("AEFHILMNORSX")
"""The letters whose names begin with a vowel."""
ONSETS = word_list("articles", "onsets")
"""Pairs of consonants with which a word may begin, so that an abbreviation may be read as a word."""
VOWELS = frozenset("AEIOUY")
ARTICLES = frozenset({"a", "an", "An"})
EIGHTS = re.compile(r"(?:8|11|18|8\d|8\d\d|11,\d{3}|18,\d{3})\Z")


@sentence_reader(frozenset({"a", "an"}))
def wrong_articles(sentence: Sentence) -> Iterator[Slip]:
    """Every ``a`` or ``an`` that disagrees with the sound after it, where the sound is certain."""
    for place in [place for place, token in enumerate(sentence[:-1]) if token.text in ARTICLES]:
        vowel = _begins_with_vowel(sentence[place + 1])
        if (
            vowel is not None
            and vowel != (sentence[place].word == "an")
            and sentence.start(place + 1) - sentence.end(place) == 1
        ):
            yield slip(sentence, place, place + 2, f"the article before this sound is {'an' if vowel else 'a'}")


def _begins_with_vowel(token: Token) -> bool | None:
    """Whether a word begins with the sound of a vowel; None if that is not certain."""
    text = re.split(r"[-/.,:]", token.text)[0]
    if text.isdigit():
        return bool(EIGHTS.match(text))
    if not text.isalpha() or not text.isascii():
        return None
    if text.isupper():
        return _abbreviation(text)
    return _word(text) if text.islower() and len(text) > 1 else None


def _word(text: str) -> bool | None:
    """As ``_begins_with_vowel``, of a word in small letters."""
    if text.startswith(EITHER_H):
        return None
    if text.startswith("h"):
        return text.startswith(SILENT_H)
    return text[0] in "aeiou" and not YOU_OR_WON.match(text)


def _abbreviation(text: str) -> bool | None:
    """As ``_begins_with_vowel``, of an abbreviation: its first letter is spelled if it cannot be read as a word."""
    if len(text) == 1:
        return None
    spelled = VOWELS.isdisjoint(text) or (text[:2] not in ONSETS and VOWELS.isdisjoint(text[:2]))
    if spelled:
        return text[0] in SPELLED_VOWELS
    if text[0] in "AEIO":
        return True
    if text[0] == "U":
        return False if VOWELS.isdisjoint(text[1:]) else None
    return None if text[0] in SPELLED_VOWELS else False
