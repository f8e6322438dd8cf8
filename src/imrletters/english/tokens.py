"""Divides a text into sentences, and sentences into words and marks."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from imrletters.english.words import classes_of, word_list

TOKEN = re.compile(
    r"\d+(?:[.,:/-]\d+)*%?"  # a number, a date, a range
    r"|[^\W\d_][^\W_]*(?:['’&./-][^\W_]+)*(?:['’](?![^\W\d_]))?"
    r"|\S"
)
ENDS = frozenset(".?!")
ABBREVIATIONS = word_list("abbreviations")
"""Words after which a stop does not end a sentence."""


class Token(NamedTuple):
    """A word, a number or a mark: as written, in small letters, its classes and its place in the text."""

    text: str
    word: str
    classes: str
    start: int
    end: int

    @property
    def is_mark(self) -> bool:
        """Whether this is a punctuation mark or a symbol."""
        return not self.text[0].isalnum()


Sentence = tuple[Token, ...]


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text, each with the mark that ends it."""
    tokens: list[Token] = []
    last = 0
    for match in TOKEN.finditer(text):
        written = match.group()
        start, end = match.span()
        if tokens and start > last + 1 and "\n\n" in text[last:start]:
            yield tuple(tokens)
            tokens = []
        tokens.append(Token(written, *_lexeme(written), start, end))
        last = end
        if written in ENDS and not _is_abbreviation(tokens):
            yield tuple(tokens)
            tokens = []
    if tokens:
        yield tuple(tokens)


@lru_cache(maxsize=16384)
def _lexeme(written: str) -> tuple[str, str]:
    """A word in small letters, and its classes; a compound has those of its last part, as in ``x-rays``."""
    word = written.lower().replace("’", "'")
    return word, classes_of(word) or (classes_of(word.rpartition("-")[2]) if "-" in word[1:] else "")


def _is_abbreviation(tokens: list[Token]) -> bool:
    """Whether the last token is the stop of an abbreviation or of an initial."""
    before = tokens[-2] if len(tokens) > 1 else None
    return (
        tokens[-1].text == "."
        and before is not None
        and before.end == tokens[-1].start
        and (before.word in ABBREVIATIONS or (len(before.text) == 1 and before.text.isalpha()))
    )
