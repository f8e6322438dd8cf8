"""Finds many known phrases in a text, in time proportional to the length of the text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

Meaning = TypeVar("Meaning")

KEPT_TEXTS = 4096
"""The number of texts whose mentions are kept, because several rules read the same text."""
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
            words = tuple(_key(word[0]) for word in WORD.finditer(phrase))
            capitals = phrase.isupper() and len(phrase) <= SHORT
            self._by_first.setdefault(words[0], {}).setdefault(words, (capitals, meaning))
        self._longest = {first: max(map(len, phrases)) for first, phrases in self._by_first.items()}

    def find(self, text: str) -> Iterator[Found[Meaning]]:
        """The phrases in a text, in order, none within another."""
        words = list(WORD.finditer(text))
        keys = [_key(word[0]) for word in words]
        place = 0
        while place < len(words):
            count, meaning = self._at(text, words, keys, place)
            if meaning is not None:
                yield Found(words[place].start(), words[place + count - 1].end(), meaning)
            place += max(1, count)

    def _at(
        self, text: str, words: Sequence[re.Match[str]], keys: Sequence[str], place: int
    ) -> tuple[int, Meaning | None]:
        """The number of words of the longest phrase that begins at a word, and its meaning; 0 if there is none."""
        phrases = self._by_first.get(keys[place])
        if phrases is None:
            return 0, None
        end = place + 1
        while (
            end < len(words)
            and end - place < self._longest[keys[place]]
            and BETWEEN_WORDS.fullmatch(text, words[end - 1].end(), words[end].start())
        ):
            end += 1
        for last in range(end, place, -1):
            capitals, meaning = phrases.get(tuple(keys[place:last]), (False, None))
            if tuple(keys[place:last]) in phrases and not (capitals and not words[place][0].rstrip("s").isupper()):
                return last - place, meaning
        return 0, None


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
