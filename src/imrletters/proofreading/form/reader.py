"""Reads the sentences of a case, and the listed sequences in them, once for all rules of form."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from imrletters.case import Case, Path, guideline_texts, narrative_texts, service_texts
from imrletters.english import Sentence, sentences
from imrletters.proofreading.form.sequences import sequences_in
from imrletters.proofreading.form.slip import Slip

Place = tuple[Path, str, Slip]
"""A slip, with the path and the text that it is in."""


class _Read(NamedTuple):
    """A text with its sentences, and the listed sequences in them by the name of the list."""

    path: Path
    text: str
    sentences: tuple[Sentence, ...]
    sequences: dict[str, list[Slip]]


def in_sentences(case: Case, *readers: Callable[[Sentence], Iterable[Slip]]) -> Iterator[Place]:
    """What readers of a sentence find in the summary and the rationales of a case."""
    yield from _found(_narratives(tuple(narrative_texts(case))), readers)


def in_all_sentences(case: Case, *readers: Callable[[Sentence], Iterable[Slip]]) -> Iterator[Place]:
    """As ``in_sentences``, also in the services and the guidelines of the items."""
    yield from in_sentences(case, *readers)
    yield from _found(_items(_item_texts(case)), readers)


def in_passages(case: Case, reader: Callable[[Iterable[Sentence]], Iterable[Slip]]) -> Iterator[Place]:
    """What a reader of all sentences of a text finds in the summary and the rationales of a case."""
    for read in _narratives(tuple(narrative_texts(case))):
        yield from ((read.path, read.text, slip) for slip in reader(read.sentences))


def listed_sequences(case: Case, name: str) -> Iterator[Place]:
    """The sequences of one list in the summary and the rationales of a case."""
    for read in _narratives(tuple(narrative_texts(case))):
        yield from ((read.path, read.text, slip) for slip in read.sequences.get(name, ()))


def all_listed_sequences(case: Case, name: str) -> Iterator[Place]:
    """As ``listed_sequences``, also in the services and the guidelines of the items."""
    yield from listed_sequences(case, name)
    for read in _items(_item_texts(case)):
        yield from ((read.path, read.text, slip) for slip in read.sequences.get(name, ()))


def in_narratives(case: Case, *readers: Callable[[str], Iterable[Slip]]) -> Iterator[Place]:
    """What readers of a text find in the summary and the rationales of a case."""
    yield from _in_texts(narrative_texts(case), readers)


def in_texts(case: Case, *readers: Callable[[str], Iterable[Slip]]) -> Iterator[Place]:
    """As ``in_narratives``, also in the services and the guidelines of the items."""
    yield from _in_texts((*narrative_texts(case), *_item_texts(case)), readers)


def _item_texts(case: Case) -> tuple[tuple[Path, str], ...]:
    return (*service_texts(case), *guideline_texts(case))


def _in_texts(texts: Iterable[tuple[Path, str]], readers: Iterable[Callable[[str], Iterable[Slip]]]) -> Iterator[Place]:
    for path, text in texts:
        for reader in readers:
            yield from ((path, text, found) for found in reader(text))


def _found(reads: Iterable[_Read], readers: Iterable[Callable[[Sentence], Iterable[Slip]]]) -> Iterator[Place]:
    for read in reads:
        for sentence in read.sentences:
            for reader in readers:
                yield from ((read.path, read.text, slip) for slip in reader(sentence))


# The rules of form are applied to one case after the other, and each of them needs its sentences.
@lru_cache(maxsize=1)
def _narratives(texts: tuple[tuple[Path, str], ...]) -> tuple[_Read, ...]:
    return tuple(_read(path, text) for path, text in texts)


@lru_cache(maxsize=1)
def _items(texts: tuple[tuple[Path, str], ...]) -> tuple[_Read, ...]:
    return tuple(_read(path, text) for path, text in texts)


def _read(path: Path, text: str) -> _Read:
    read = tuple(sentences(text))
    return _Read(path, text, read, sequences_in(read))
