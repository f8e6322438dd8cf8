"""Finds sequences of words and word classes in sentences, by patterns such as ``there NO NOUN``."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from imrletters.english.tokens import Sentence, Token

CLASSES: dict[str, tuple[str, str]] = {
    "SINGULAR": ("n", "n"),
    "PLURAL": ("s", "s"),
    "NOUN": ("", "ns"),
    "BASE": ("v", "v"),
    "THIRD": ("z", "z"),
    "PAST": ("d", "d"),
    "PAST_OR_PARTICIPLE": ("d", "dp"),
    "PARTICIPLE": ("p", "pj"),
    "ING": ("g", "g"),
    "ADJECTIVE": ("j", "j"),
    "ADVERB": ("r", "r"),
    "NOUN_OR_VERB": ("n", "nsvj"),
    "PLURAL_OR_VERB": ("s", "sz"),
    "MODIFIER": ("", "jnsp"),
}
"""Word classes: the letters that a word of the class has, and all letters that it may have."""
OPTIONAL = "?"
START, END, NUMBER, QUANTITY = "START", "END", "NUMBER", "QUANTITY"
"""Where a clause starts, and ends (at a mark or with the sentence); a number in digits, a whole number above 1."""
GENITIVE = "GENITIVE"
REACH = 40
"""The number of words before a sequence that are searched for words that must not stand there."""
MARKS = frozenset(".,;:?!()")


class Pattern(NamedTuple):
    """A sequence of elements, each a set of alternatives, and what must not stand around it."""

    elements: tuple[frozenset[str], ...]
    unless_before: frozenset[str]
    unless_after: frozenset[str]
    unless_earlier: frozenset[str]


class Found(NamedTuple):
    """A pattern found in a sentence, from one token up to another."""

    first: int
    after: int


def compiled(
    words: str, lists: Mapping[str, str], *, before: str = "", after: str = "", earlier: str = ""
) -> Iterator[Pattern]:
    """The patterns of a text: elements separated by spaces, alternatives by ``|``; ``?`` marks optional elements.

    An alternative in capitals is a word class or the name of a list of words. ``before`` and ``after`` must not stand
    beside the sequence, and ``earlier`` not among the ``REACH`` words before it.
    """
    unless = [_alternatives(each, lists) for each in (before, after, earlier)]
    choices = [
        ((), (_alternatives(element[:-1], lists),))
        if element.endswith(OPTIONAL)
        else ((_alternatives(element, lists),),)
        for element in words.split()
    ]
    for choice in product(*choices):
        elements = tuple(part for parts in choice for part in parts)
        yield Pattern(elements, *unless)


def _alternatives(element: str, lists: Mapping[str, str]) -> frozenset[str]:
    found: set[str] = set()
    for each in element.replace("|", " ").split():
        if each in lists:
            found |= _alternatives(lists[each], lists)
        else:
            found.add(each)
    return frozenset(found)


class Patterns:
    """Patterns, ready to be found in sentences."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """Orders the patterns by their first word or class."""
        self._by_first: dict[str, list[Pattern]] = defaultdict(list)
        for pattern in patterns:
            # A pattern that begins at the start of a clause is found by its second element.
            first = pattern.elements[1] if START in pattern.elements[0] else pattern.elements[0]
            for name in first:
                self._by_first[name].append(pattern)

    def find(self, sentence: Sentence) -> Iterator[Found]:
        """Every place of a pattern in a sentence."""
        for place, token in enumerate(sentence):
            for name in _names(token.word, token.classes):
                for pattern in self._by_first.get(name, ()):
                    start = place - 1 if START in pattern.elements[0] else place
                    if _fits(pattern, sentence, start):
                        yield Found(max(start, 0), min(start + len(pattern.elements), len(sentence)))


def _fits(pattern: Pattern, sentence: Sentence, start: int) -> bool:
    for offset, element in enumerate(pattern.elements):
        place = start + offset
        token = sentence[place] if 0 <= place < len(sentence) else None
        if START in element:
            if token is not None and token.text not in MARKS:
                return False
        elif token is None:
            if END not in element:
                return False
        elif not (element.intersection(_names(token.word, token.classes)) or (END in element and token.text in MARKS)):
            return False
    after = start + len(pattern.elements)
    return not (
        (pattern.unless_before and start > 0 and _in(sentence[start - 1], pattern.unless_before))
        or (pattern.unless_after and after < len(sentence) and _in(sentence[after], pattern.unless_after))
        or (
            pattern.unless_earlier
            and any(_in(token, pattern.unless_earlier) for token in sentence[max(0, start - REACH) : start])
        )
    )


def _in(token: Token, alternatives: frozenset[str]) -> bool:
    return bool(alternatives.intersection(_names(token.word, token.classes)))


@lru_cache(maxsize=4096)
def _names(word: str, classes: str) -> tuple[str, ...]:
    """The word itself and the names of the classes that it certainly belongs to."""
    letters = set(classes)
    names = tuple(
        name
        for name, (needed, allowed) in CLASSES.items()
        if letters and letters.issuperset(needed) and letters.issubset(allowed)
    )
    if word.endswith(("'s", "s'")):
        names = (*names, GENITIVE)
    if word.isascii() and word.isdigit() and word not in ("0", "1"):
        return (word, NUMBER, QUANTITY)
    return (word, *names, NUMBER) if word[:1].isdigit() else (word, *names)
