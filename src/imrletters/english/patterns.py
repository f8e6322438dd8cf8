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
NOTHING: Mapping[str, str] = {}
MARKS = frozenset(".,;:?!()")


class Pattern(NamedTuple):
    """A sequence of elements, each a set of alternatives, and what must not stand around it."""

    elements: tuple[frozenset[str], ...]
    unless_before: frozenset[str]
    unless_after: frozenset[str]
    unless_earlier: frozenset[str]
    name: str = ""


class Found(NamedTuple):
    """A pattern found in a sentence, from one token up to another, and the name of the pattern."""

    first: int
    after: int
    name: str


def compiled(
    words: str, lists: Mapping[str, str], unless: Mapping[str, str] = NOTHING, name: str = ""
) -> Iterator[Pattern]:
    """The patterns of a text: elements separated by spaces, alternatives by ``|``; ``?`` marks optional elements.

    Each pattern has two or more elements. An alternative in capitals is a word class or the name of a list of words.
    ``unless`` has the words that must not stand ``before`` or ``after`` it, or ``earlier``, ``REACH`` words back.
    """
    not_before, not_after, not_earlier = (
        _alternatives(unless.get(each, ""), lists) for each in ("before", "after", "earlier")
    )
    choices = [
        ((), (_alternatives(element[:-1], lists),))
        if element.endswith(OPTIONAL)
        else ((_alternatives(element, lists),),)
        for element in words.split()
    ]
    for choice in product(*choices):
        elements = tuple(part for parts in choice for part in parts)
        yield Pattern(elements, not_before, not_after, not_earlier, name)


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
        """Orders the patterns by their first two words or classes."""
        self._by_start: dict[str, dict[str, list[Pattern]]] = defaultdict(lambda: defaultdict(list))
        for pattern in patterns:
            first, second, *_ = pattern.elements
            for one, two in product(first, second):
                self._by_start[one][two].append(pattern)

    def find(self, sentence: Sentence) -> Iterator[Found]:
        """Every place of a pattern in a sentence, from left to right."""
        names = [(START,), *map(_names_of, sentence), (END,)]
        for place, first in enumerate(names[:-1], -1):
            for one in first:
                by_second = self._by_start.get(one)
                if by_second is None:
                    continue
                for two in names[place + 2]:
                    for pattern in by_second.get(two, ()):
                        if _fits(pattern, sentence, place):
                            yield Found(max(place, 0), min(place + len(pattern.elements), len(sentence)), pattern.name)


def _fits(pattern: Pattern, sentence: Sentence, start: int) -> bool:
    """Whether a pattern whose first two elements stand at ``start`` goes on so, and nothing around it excludes it."""
    after = start + len(pattern.elements)
    for place, element in enumerate(pattern.elements[2:], start + 2):
        names = _names_of(sentence[place]) if place < len(sentence) else (END,)
        if element.isdisjoint(names):
            return False
    earlier = sentence[max(0, start - REACH) : max(0, start)]
    return not (
        (start > 0 and _in(sentence[start - 1], pattern.unless_before))
        or (after < len(sentence) and _in(sentence[after], pattern.unless_after))
        or (pattern.unless_earlier and any(_in(token, pattern.unless_earlier) for token in earlier))
    )


def _in(token: Token, alternatives: frozenset[str]) -> bool:
    return not alternatives.isdisjoint(_names_of(token))


def _names_of(token: Token) -> tuple[str, ...]:
    return _names(token.word, token.classes)


@lru_cache(maxsize=16384)
def _names(word: str, classes: str) -> tuple[str, ...]:
    """The word itself and the names of the classes that it certainly belongs to."""
    if word in MARKS:
        return (word, START, END)
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
