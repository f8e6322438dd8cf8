"""Patterns that are searched for only in texts with certain words, because most texts have none of them.

To look for a few words takes a small part of the time of a pattern, which begins at every character. For that reason
many patterns begin with ``(?=[...])``, the first characters of their matches.
"""

import re
from collections.abc import Iterable, Iterator


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether a text contains one of some words in small letters, also within a word; case makes no difference."""
    folded = text.lower()
    for word in words:  # noqa: SIM110 - any() takes twice the time
        if word in folded:
            return True
    return False


class Screened:
    """A pattern, and words in small letters: each text with a match contains at least one of the words."""

    def __init__(self, pattern: str, words: Iterable[str]) -> None:
        """Case makes no difference to the pattern."""
        self.pattern = re.compile(pattern, re.IGNORECASE)
        self.words = tuple(words)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in a text, or None."""
        return self.pattern.search(text) if has_any(text, self.words) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches in a text, in order."""
        return self.pattern.finditer(text) if has_any(text, self.words) else iter(())
