"""Reads a text as the forms of its words, to be compared or looked up."""

import re
from collections.abc import Callable, Container
from itertools import chain

from imrletters.english.kept import OfWords
from imrletters.english.places import Places


class Words(Places):
    """The forms of the words of a text, in order, and the places of the words."""

    def __init__(self, text: str, pattern: re.Pattern[str], forms: tuple[str, ...]) -> None:
        """A pattern finds the words that have these forms."""
        super().__init__(text, pattern)
        self.forms = forms

    def having(self, wanted: Container[str]) -> list[int]:
        """The numbers of the words that have one of some forms, in order."""
        return [place for place, form in enumerate(self.forms) if form in wanted]

    def cut(self, first: int, last: int) -> str:
        """The part of the text from one word to another."""
        return self._text[self.start(first) : self.end(last)]


class WordReader:
    """Reads the words of texts: those that a pattern finds, each in the form that a function gives it.

    No match of the pattern may depend on white space, or on what is beyond it.
    """

    def __init__(self, pattern: re.Pattern[str], form: Callable[[str], str]) -> None:
        """The forms of words of the lists are kept for the process."""
        self._pattern = pattern
        self._forms = OfWords(lambda chunk: tuple(map(form, pattern.findall(chunk))))

    def read(self, text: str) -> Words:
        """The words of a text."""
        forms = chain.from_iterable(map(self._forms.__getitem__, text.split()))
        return Words(text, self._pattern, tuple(forms))
