"""Finds the sequences of words that the TOML files of this package list, in sentences."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from imrletters.english import Patterns, Sentence, compiled
from imrletters.proofreading.form.slip import Slip, slip

FOLDER = Path(__file__).resolve().parent


@cache
def _patterns(name: str) -> Patterns:
    """The patterns of one file. ``before``, ``after`` and ``earlier`` are what must not stand around a sequence."""
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return Patterns(
        pattern
        for entry in data["sequence"]
        for pattern in compiled(
            entry["words"],
            data["lists"],
            before=entry.get("before", ""),
            after=entry.get("after", ""),
            earlier=entry.get("earlier", ""),
        )
    )


def listed_sequences(sentence: Sentence, name: str, message: str) -> Iterator[Slip]:
    """Every sequence of the file ``name`` in a sentence; of those that overlap, the first."""
    end = 0
    for found in _patterns(name).find(sentence):
        if found.first >= end:
            yield slip(sentence, found.first, found.after, message)
            end = found.after
