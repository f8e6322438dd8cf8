"""Reads the sentences of a case, and the listed sequences in them, once for all rules of form."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from imrletters.case import Case, Path, narrative_texts, service_texts
from imrletters.english import Sentence, sentences
from imrletters.proofreading.form.sentence_reader import SentenceReader
from imrletters.proofreading.form.sequences import sequences_in
from imrletters.proofreading.form.slip import Slip
from imrletters.proofreading.search import guideline_lines
from imrletters.readings import read_once

Place = tuple[Path, str, Slip]
"""A slip, with the path and the text that it is in."""


def in_sentences(case: Case, *readers: SentenceReader) -> Iterator[Place]:
    """What readers of a sentence find in the summary and the rationales of a case."""
    yield from _in_sentences(narrative_texts(case), readers)


def in_all_sentences(case: Case, *readers: SentenceReader) -> Iterator[Place]:
    """As ``in_sentences``, also in the services and the guidelines of the items."""
    yield from _in_sentences((*narrative_texts(case), *_item_texts(case)), readers)


def in_passages(case: Case, reader: Callable[[Sequence[Sentence]], Iterable[Slip]]) -> Iterator[Place]:
    """What a reader of all sentences of a text finds in the summary and the rationales of a case."""
    for path, text in narrative_texts(case):
        yield from ((path, text, slip) for slip in reader(_sentences(text)))


def listed_sequences(case: Case, name: str) -> Iterator[Place]:
    """The sequences of one list in the summary and the rationales of a case."""
    yield from _listed(narrative_texts(case), name)


def all_listed_sequences(case: Case, name: str) -> Iterator[Place]:
    """As ``listed_sequences``, also in the services and the guidelines of the items."""
    yield from _listed((*narrative_texts(case), *_item_texts(case)), name)


def in_narratives(case: Case, *readers: Callable[[str], Iterable[Slip]]) -> Iterator[Place]:
    """What readers of a text find in the summary and the rationales of a case."""
    yield from _in_texts(narrative_texts(case), readers)


def in_texts(case: Case, *readers: Callable[[str], Iterable[Slip]]) -> Iterator[Place]:
    """As ``in_narratives``, also in the services and the guidelines of the items."""
    yield from _in_texts((*narrative_texts(case), *_item_texts(case)), readers)


@read_once
def _item_texts(case: Case) -> tuple[tuple[Path, str], ...]:
    return (*service_texts(case), *guideline_lines(case))


def _in_texts(texts: Iterable[tuple[Path, str]], readers: Iterable[Callable[[str], Iterable[Slip]]]) -> Iterator[Place]:
    for path, text in texts:
        for reader in readers:
            yield from ((path, text, found) for found in reader(text))


def _in_sentences(texts: Iterable[tuple[Path, str]], readers: tuple[SentenceReader, ...]) -> Iterator[Place]:
    for path, text in texts:
        for slip in _slips((text, readers)):
            yield path, text, slip


def _listed(texts: Iterable[tuple[Path, str]], name: str) -> Iterator[Place]:
    for path, text in texts:
        yield from ((path, text, slip) for slip in _sequences(text).get(name, ()))


@read_once
def _slips(read: tuple[str, tuple[SentenceReader, ...]]) -> list[Slip]:
    """What readers find in the sentences of a text."""
    text, readers = read
    slips: list[Slip] = []
    for sentence in _sentences(text):
        for reader in readers:
            if reader.may_find(sentence.words):
                slips += reader.read(sentence)
    return slips


@read_once
def _sentences(text: str) -> tuple[Sentence, ...]:
    return tuple(sentences(text))


@read_once
def _sequences(text: str) -> dict[str, list[Slip]]:
    return sequences_in(_sentences(text))
