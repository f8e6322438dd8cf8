"""Divides a text into sentences, and sentences into words and marks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, Self

from imrletters.english.kept import OfWords
from imrletters.english.names import names_of
from imrletters.english.places import Places
from imrletters.english.words import classes_of, is_known, word_list

# No token contains white space, and none depends on what is beyond it: a text is read in the chunks between.
TOKEN = re.compile(
    r"\d+(?:[.,:/-]\d+)*%?"  # a number, a date, a range
    r"|[^\W\d_][^\W_]*(?:['’&./-][^\W_]+)*(?:['’](?![^\W\d_]))?"
    r"|\S"
)
ENDS = frozenset(".?!")
PARAGRAPH = "\n\n"
ABBREVIATIONS = word_list("abbreviations")
"""Words after which a stop does not end a sentence."""


@dataclass(eq=False, slots=True)  # a frozen one takes three times as long to make
class Token:
    """A word, a number or a mark: as written, in small letters, its classes, its names for patterns.

    The same token may occur in several places. ``is_known`` states whether the lists of words have it, ``is_mark``
    whether it is a punctuation mark or a symbol.
    """

    text: str
    word: str
    classes: str
    names: tuple[str, ...]
    is_known: bool
    is_mark: bool


class Sentence(tuple[Token, ...]):
    """The tokens of a sentence, with the mark that ends it."""

    words: frozenset[str]
    """The distinct words in small letters."""
    _places: Places
    _first: int

    def __new__(cls, tokens: Iterable[Token], places: Places, first: int) -> Self:
        """The sentence with these tokens; ``first`` is the number of the first one in the text."""
        self = super().__new__(cls, tokens)
        self.words = frozenset([token.word for token in self])
        self._places, self._first = places, first
        return self

    def start(self, place: int) -> int:
        """The offset of a token in the text."""
        return self._places.start(self._first + place)

    def end(self, place: int) -> int:
        """The offset of the first character after a token."""
        return self._places.end(self._first + place)


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text. A mark alone is no sentence."""
    places = Places(text, TOKEN)
    first = 0
    for tokens in _divided(text):
        if len(tokens) > 1 or not tokens[0].is_mark:
            yield Sentence(tokens, places, first)
        first += len(tokens)


def _divided(text: str) -> Iterator[list[Token]]:
    """The tokens of each sentence of a text, and each mark alone."""
    chunks = CHUNKS
    for paragraph in text.split(PARAGRAPH):
        tokens: list[Token] = []
        for written in paragraph.split():
            chunk = chunks[written]
            tokens += chunk.goes_on
            for begun in chunk.begin:
                yield tokens
                tokens = [*begun]
        if tokens:
            yield tokens


class _Chunk(NamedTuple):
    """The tokens between white space: those of the sentence that goes on, and those of each sentence after it."""

    goes_on: tuple[Token, ...]
    begin: tuple[tuple[Token, ...], ...]


def _chunk(written: str) -> _Chunk:
    found = TOKEN.findall(written)
    tokens = tuple([TOKENS[each] for each in found])
    if ENDS.isdisjoint(found):
        return _Chunk(tokens, ())
    ends = [
        place
        for place, token in enumerate(tokens, 1)
        if token.text in ENDS and not (place > 1 and _is_abbreviation(tokens[place - 2], token))
    ]
    if not ends:
        return _Chunk(tokens, ())
    return _Chunk(tokens[: ends[0]], tuple([tokens[one:other] for one, other in pairwise([*ends, len(tokens)])]))


CHUNKS = OfWords(_chunk)


def _token(written: str) -> Token:
    """A compound has the classes of its last part: ``x-rays``."""
    word = written.lower().replace("’", "'")
    classes = classes_of(word) or (classes_of(word.rpartition("-")[2]) if "-" in word[1:] else "")
    return Token(written, word, classes, names_of(word, classes), is_known(word), not written[0].isalnum())


TOKENS = OfWords(_token)


def _is_abbreviation(before: Token, token: Token) -> bool:
    """Whether a token is the stop of an abbreviation or of an initial before it."""
    return token.text == "." and (before.word in ABBREVIATIONS or (len(before.text) == 1 and before.text.isalpha()))
