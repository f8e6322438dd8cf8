"""Declares a reader of slips in a sentence, with the words without which a sentence has no such slip."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from imrletters.english import Sentence
from imrletters.proofreading.form.slip import Slip


@dataclass(frozen=True, eq=False, slots=True)
class SentenceReader:
    """A reader of a sentence. It reads a sentence only if this has a word of each group."""

    read: Callable[[Sentence], Iterable[Slip]]
    needed: tuple[frozenset[str], ...]

    def may_find(self, words: frozenset[str]) -> bool:
        """Whether a sentence with these words can have a slip that the reader finds."""
        for group in self.needed:  # noqa: SIM110 - any() takes twice the time
            if group.isdisjoint(words):
                return False
        return True


def sentence_reader(*needed: frozenset[str]) -> Callable[[Callable[[Sentence], Iterable[Slip]]], SentenceReader]:
    """Declares a reader that finds nothing in a sentence without a word, in small letters, of each group."""
    return lambda read: SentenceReader(read, needed)
