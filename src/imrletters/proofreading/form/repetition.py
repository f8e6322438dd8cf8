"""Finds words, phrases, list entries and sentences that a text states twice."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from imrletters.english import Sentence
from imrletters.proofreading.form.sentence_reader import sentence_reader
from imrletters.proofreading.form.slip import Slip, slip

LONGEST, SHORTEST = 12, 2
"""The most and the fewest words of a phrase that is repeated at once."""
RELATIVE = frozenset({"that", "what", "which", "who"})
REACH = 12
RELATIVE_VERBS = frozenset({"is", "are", "was", "were", "has", "have"})
"""Verbs with which a relative clause may end as its main clause goes on: "what is advised is advised"."""
SENTENCE, PASSAGE = 10, 25
"""The fewest words of a sentence, and of a part of one, that is stated twice."""


@sentence_reader()
def repeated_phrases(sentence: Sentence) -> Iterator[Slip]:
    """A phrase that follows itself at once, with or without a comma between."""
    if len(sentence) - len(sentence.words) < SHORTEST:
        return  # too few words occur twice
    words = [token.word for token in sentence]
    if len(set(pairwise(words))) == len(words) - 1:
        return  # no two words follow each other twice
    last: dict[str, int] = {}
    end = 0
    for place, word in enumerate(words):
        start = last.get(word, -1)
        length = place - start
        last[word] = place
        if start < end or not SHORTEST <= length <= LONGEST or words[start:place] != words[place : place + length]:
            continue
        if _is_phrase(sentence, start, length):
            end = place + length
            yield slip(sentence, start, end, "a phrase is repeated")


def _is_phrase(sentence: Sentence, place: int, length: int) -> bool:
    """Whether a repeated phrase is a slip: numbers, and words such as ``more and``, are repeated in correct texts."""
    relative = any(token.word in RELATIVE for token in sentence[max(0, place - REACH) : place])
    if sentence[place].word in RELATIVE_VERBS and relative:
        return False
    words = [token for token in sentence[place : place + length] if not token.is_mark]
    if not words or not all(token.text.isalpha() for token in words) or words[-1].word in ("and", "or"):
        return False
    return sum(len(token.text) > 1 for token in words) >= SHORTEST


def repeated_passages(sentences: Sequence[Sentence]) -> Iterator[Slip]:
    """A sentence or a long passage of one that a text states twice, word for word."""
    words_of = [tuple([token.word for token in sentence if not token.is_mark]) for sentence in sentences]
    if _has_no_repeated_run(words_of):
        return
    seen: dict[tuple[str, ...], int] = {}
    count = 0
    for sentence, words in zip(sentences, words_of, strict=True):
        length = len(words) if SENTENCE <= len(words) < PASSAGE else PASSAGE
        found = -1
        for start in range(len(words) - length + 1):
            run = words[start : start + length]
            if found < 0 and run in seen and seen[run] < count + start - length + 1:
                found = start
            seen.setdefault(run, count + start)
        count += len(words)
        if found >= 0:
            places = [place for place, token in enumerate(sentence) if not token.is_mark]
            yield slip(sentence, places[found], places[found + length - 1] + 1, "a passage is repeated")


def _has_no_repeated_run(sentences: Sequence[Sequence[str]]) -> bool:
    """Whether no run of ``SENTENCE`` words occurs twice: four words of each run, in their places, are compared."""
    distances = range(0, SENTENCE, 3)
    runs = [run for words in sentences for run in zip(*(words[distance:] for distance in distances), strict=False)]
    return len(set(runs)) == len(runs)
