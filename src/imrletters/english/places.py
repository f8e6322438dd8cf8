"""Finds the places of the words of a text when they are first needed, because most texts have nothing to report."""

import re
from functools import cached_property
from itertools import chain


class Places:
    """Where the words that a pattern finds in a text begin and end."""

    def __init__(self, text: str, pattern: re.Pattern[str]) -> None:
        """Nothing is searched for yet."""
        self._text = text
        self._pattern = pattern

    @cached_property
    def _bounds(self) -> list[int]:
        """The start and the end of each word in turn; one list of numbers, which takes less time than many pairs."""
        return list(chain.from_iterable(map(re.Match.span, self._pattern.finditer(self._text))))

    def start(self, word: int) -> int:
        """The offset of the word with a number."""
        return self._bounds[2 * word]

    def end(self, word: int) -> int:
        """The offset of the first character after a word."""
        return self._bounds[2 * word + 1]
