"""Searches the texts of a case for patterns: all texts at once, and each text only if something was found."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from imrletters.case import Case, Path, guideline_texts
from imrletters.readings import read_once

EDGE = "\n\n"
"""What is between two joined texts. A pattern must take a line break for the edge of a text."""


class Texts(NamedTuple):
    """Texts with their paths, and all of them as one text."""

    each: tuple[tuple[Path, str], ...]
    joined: str


@read_once
def guideline_lines(case: Case) -> tuple[tuple[Path, str], ...]:
    """Every text of the guidelines of both sides of a case, with its path."""
    return tuple(guideline_texts(case))


def joined_texts(texts: Iterable[tuple[Path, str]]) -> Texts:
    """Texts with their paths, ready to be searched."""
    each = tuple(texts)
    return Texts(each, EDGE.join([text for _, text in each]))


def matches(pattern: re.Pattern[str], texts: Texts) -> Iterator[tuple[Path, re.Match[str]]]:
    """Every match of a pattern in texts, with the path of the text."""
    if pattern.search(texts.joined):
        for path, text in texts.each:
            for match in pattern.finditer(text):
                yield path, match
