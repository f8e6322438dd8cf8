"""Finds sequences of words and word classes in sentences, by patterns such as ``there NO NOUN``."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise, product
from typing import NamedTuple

from imrletters.english.kept import OfWords
from imrletters.english.names import END, START
from imrletters.english.tokens import TOKENS, Sentence, Token

OPTIONAL = "?"
REACH = 40
"""The number of words before a sequence that are searched for words that must not stand there."""
NOTHING: Mapping[str, str] = {}
FEW = 4
"""So few patterns are compared one by one."""
ENDED = ""


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


class _Group:
    """The patterns whose first two elements allow two names."""

    def __init__(self) -> None:
        """Begins without patterns."""
        self.patterns: list[Pattern] = []

    def going_on(self, third: Iterable[str]) -> Iterable[Pattern]:
        """The patterns whose third element, if they have one, may allow one of some names."""
        if len(self.patterns) <= FEW:
            return self.patterns
        fitting = set(self._by_third[ENDED])
        for name in third:
            fitting.update(self._by_third.get(name, ()))
        return [self.patterns[number] for number in sorted(fitting)]

    @cached_property
    def _by_third(self) -> dict[str, list[int]]:
        """The numbers of the patterns by the names in their third element; under ENDED those with two elements."""
        numbers: dict[str, list[int]] = {ENDED: []}
        for number, pattern in enumerate(self.patterns):
            for name in pattern.elements[2] if len(pattern.elements) > 2 else (ENDED,):
                numbers.setdefault(name, []).append(number)
        return numbers


class Patterns:
    """Patterns, ready to be found in sentences."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """Orders the patterns by their first two words or classes."""
        self._by_start: dict[str, dict[str, _Group]] = defaultdict(lambda: defaultdict(_Group))
        for pattern in patterns:
            first, second, *_ = pattern.elements
            for one, two in product(first, second):
                self._by_start[one][two].patterns.append(pattern)
        self._seconds_of_starts: dict[tuple[str, ...], frozenset[str]] = {}
        self._seconds = OfWords(lambda written: self._seconds_after(TOKENS[written].names))
        self._at_start = self._seconds_after((START,))

    def _seconds_after(self, names: Iterable[str]) -> frozenset[str]:
        """The names that the second elements allow of the patterns that begin with one of some names."""
        starts = tuple([one for one in names if one in self._by_start])
        if starts not in self._seconds_of_starts:
            self._seconds_of_starts[starts] = frozenset(two for one in starts for two in self._by_start[one])
        return self._seconds_of_starts[starts]

    def find(self, sentence: Sentence) -> Iterator[Found]:
        """Every place of a pattern in a sentence, from left to right."""
        for place in self._places(sentence):
            first, second, third = [_names_at(sentence, each) for each in range(place, place + 3)]
            for pattern in self._beginning(first, second, third):
                if _fits(pattern, sentence, place):
                    yield Found(max(place, 0), min(place + len(pattern.elements), len(sentence)), pattern.name)

    def _places(self, sentence: Sentence) -> list[int]:
        """The places of the first words of patterns whose second words may follow; -1 is the start of the sentence."""
        seconds = self._seconds
        places = [
            place
            for place, (token, following) in enumerate(pairwise(sentence))
            if (allowed := seconds[token.text]) and not allowed.isdisjoint(following.names)
        ]
        if not self._at_start.isdisjoint(sentence[0].names):
            places.insert(0, -1)
        if END in seconds[sentence[-1].text]:
            places.append(len(sentence) - 1)
        return places

    def _beginning(self, first: Iterable[str], second: Iterable[str], third: Iterable[str]) -> Iterator[Pattern]:
        """The patterns that may begin with words that have some names."""
        for by_second in [self._by_start[one] for one in first if one in self._by_start]:
            for two in second:
                if two in by_second:
                    yield from by_second[two].going_on(third)


def _names_at(sentence: Sentence, place: int) -> tuple[str, ...]:
    """The names of the token at a place, or of what is before or after the sentence."""
    return sentence[place].names if 0 <= place < len(sentence) else (START,) if place < 0 else (END,)


def _fits(pattern: Pattern, sentence: Sentence, start: int) -> bool:
    """Whether a pattern whose first two elements stand at ``start`` goes on so, and nothing around it excludes it."""
    after = start + len(pattern.elements)
    for place, element in enumerate(pattern.elements[2:], start + 2):
        names = sentence[place].names if place < len(sentence) else (END,)
        if element.isdisjoint(names):
            return False
    earlier = sentence[max(0, start - REACH) : max(0, start)]
    return not (
        (start > 0 and _in(sentence[start - 1], pattern.unless_before))
        or (after < len(sentence) and _in(sentence[after], pattern.unless_after))
        or (pattern.unless_earlier and any(_in(token, pattern.unless_earlier) for token in earlier))
    )


def _in(token: Token, alternatives: frozenset[str]) -> bool:
    return not alternatives.isdisjoint(token.names)
