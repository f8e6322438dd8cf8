"""Reads the sentences of a case once for all rules of form."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from imrletters.case import Case, Path, guideline_texts, narrative_texts, prose_texts, service_texts
from imrletters.english import Sentence, sentences
from imrletters.proofreading.form.slip import Slip

Read = tuple[Path, str, tuple[Sentence, ...]]


def sentences_of(case: Case) -> tuple[Read, ...]:
    """The summary and the rationales of a case, each with its sentences."""
    return _read(tuple(narrative_texts(case)))


@lru_cache(maxsize=1)
def _read(texts: tuple[tuple[Path, str], ...]) -> tuple[Read, ...]:
    """As ``sentences_of``; the rules of form are applied to a case one after the other."""
    return tuple((path, text, tuple(sentences(text))) for path, text in texts)


def in_sentences(case: Case, *readers: Callable[[Sentence], Iterable[Slip]]) -> Iterator[tuple[Path, str, Slip]]:
    """What readers of a sentence find in the summary and the rationales of a case, at each place once."""
    yield from _found(sentences_of(case), readers)


def in_all_sentences(case: Case, *readers: Callable[[Sentence], Iterable[Slip]]) -> Iterator[tuple[Path, str, Slip]]:
    """As ``in_sentences``, also in the services and the guidelines of the items."""
    yield from _found(sentences_of(case), readers)
    items = (*service_texts(case), *guideline_texts(case))
    yield from _found(((path, text, tuple(sentences(text))) for path, text in items), readers)


def _found(
    texts: Iterable[Read], readers: Iterable[Callable[[Sentence], Iterable[Slip]]]
) -> Iterator[tuple[Path, str, Slip]]:
    for path, text, read in texts:
        starts: set[int] = set()
        for sentence in read:
            for found in (slip for reader in readers for slip in reader(sentence)):
                if found.start not in starts:
                    starts.add(found.start)
                    yield path, text, found


def in_texts(case: Case, *readers: Callable[[str], Iterable[Slip]]) -> Iterator[tuple[Path, str, Slip]]:
    """What readers of a text find in the printed texts of a case."""
    for path, text in prose_texts(case):
        for reader in readers:
            yield from ((path, text, found) for found in reader(text))


def in_narratives(case: Case, *readers: Callable[[str], Iterable[Slip]]) -> Iterator[tuple[Path, str, Slip]]:
    """What readers of a text find in the summary and the rationales of a case."""
    for path, text in narrative_texts(case):
        for reader in readers:
            yield from ((path, text, found) for found in reader(text))
