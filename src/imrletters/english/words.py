"""States the classes of English words, and which words are known."""

import tomllib
from functools import cache
from pathlib import Path
from string import ascii_lowercase
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parent


def word_list(name: str) -> frozenset[str]:
    """One of the short lists of words in ``short_lists.toml``."""
    return frozenset(tomllib.loads((FOLDER / "short_lists.toml").read_text(encoding="utf-8"))[name].split())


FUNCTION_WORDS = word_list("function_words")
"""The words of the closed classes. Their classes are not stated: patterns name them one by one."""


class _Words(NamedTuple):
    classes: dict[str, str]
    common: frozenset[str]


@cache
def _words() -> _Words:
    """The words of ``words.txt`` and ``medical.txt``, which have a set of classes at the start of each line."""
    classes: dict[str, str] = {}
    common: set[str] = set()
    for name in ("words.txt", "medical.txt"):
        for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
            names, *words = line.split() or ["#"]
            if names == "#":
                continue
            for word in words:
                classes[word] = classes.get(word, "") + names.strip("+-")
            if names.startswith("+"):
                common.update(words)
    classes.update(dict.fromkeys(FUNCTION_WORDS, ""))
    return _Words(classes, frozenset(common))


def classes_of(word: str) -> str:
    """The classes that a word in small letters can have, one letter each; "" if none is stated.

    n singular noun, s plural noun, v base form, z third person singular, d past tense, p past participle, g -ing form,
    j adjective, r adverb.
    """
    return _words().classes.get(word, "")


def is_known(word: str) -> bool:
    """Whether the lists have a word in small letters."""
    return word in _words().classes


def is_common(word: str) -> bool:
    """Whether a word in small letters is common in English or in medicine."""
    return word in _words().common


def common_words_near(word: str) -> list[str]:
    """The common words that differ from a word by one letter, which is missing, added, changed or exchanged."""
    return sorted(_words().common.intersection(one_letter_off(word)) - {word})


def one_letter_off(word: str) -> list[str]:
    """Every word that differs by a letter that is missing, added, changed, or exchanged with the next."""
    parts = [(word[:place], word[place:], word[place + 1 :]) for place in range(len(word) + 1)]
    return [
        *[before + rest for before, _, rest in parts],
        *[before + rest[:1] + after[:1] + rest[1:] for before, after, rest in parts],
        *[before + letter + after for before, after, _ in parts for letter in ascii_lowercase],
        *[before + letter + rest for before, _, rest in parts for letter in ascii_lowercase],
    ]


def is_function_word(word: str) -> bool:
    """Whether a word in small letters belongs to a closed class, such as the articles and the prepositions."""
    return word in FUNCTION_WORDS
