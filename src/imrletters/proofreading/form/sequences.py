"""Finds the sequences of words that the TOML files of this package list, in sentences."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from imrletters.english import Patterns, Sentence, compiled
from imrletters.proofreading.form.slip import Slip, slip

FOLDER = Path(__file__).resolve().parent
MESSAGES = {
    "order": "these words cannot follow each other: one is lost, added or wrong",
    "government": "a word that the others require is missing",
    "number": "the number of the noun does not agree with the words before or after it",
    "apostrophe": "an apostrophe is missing or wrong",
    "confusion": "a word is written for another that looks or sounds like it",
}
"""The files that list sequences, each with the message of its slips."""


@cache
def _patterns() -> Patterns:
    """The patterns of all files. ``before``, ``after`` and ``earlier`` are what must not stand around a sequence."""
    data = {name: tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8")) for name in MESSAGES}
    return Patterns(
        pattern
        for name, content in data.items()
        for entry in content["sequence"]
        for pattern in compiled(entry["words"], content["lists"], entry, name)
    )


def sequences_in(sentences: Iterable[Sentence]) -> dict[str, list[Slip]]:
    """The listed sequences in sentences by the name of their list; of those that overlap, the first."""
    slips: dict[str, list[Slip]] = defaultdict(list)
    for sentence in sentences:
        ends: dict[str, int] = {}
        for found in _patterns().find(sentence):
            if found.first >= ends.get(found.name, 0):
                slips[found.name].append(slip(sentence, found.first, found.after, MESSAGES[found.name]))
                ends[found.name] = found.after
    return slips
