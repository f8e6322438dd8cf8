"""Compares two layouts at every level, even if words differ: words, line breaks, pages, places and typefaces.

The words that both letters have in the same order show which lines belong together. What a change of words or line
breaks causes, such as lines that moved down, is listed too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from imrletters.comparison.difference import Difference, place, seen_from, shortened
from imrletters.comparison.layouts import Word, differences, page_count_differences, words_of
from imrletters.comparison.places import place_differences, size_differences
from imrletters.comparison.texts import changes, common_start

if TYPE_CHECKING:  # printing compares texts, and must not load pikepdf
    from imrletters.pdf import Layout, Line, Run


def every_difference(received: Layout, expected: Layout) -> Iterator[Difference]:
    """The differences of the received letter from the expected one at every level; none if they are the same."""
    found = list(differences(received, expected))
    yield from found
    kinds = {each.kind for each in found}
    if not found or "places" in kinds:
        return  # all levels above are the same
    new, old = words_of(received.lines), words_of(expected.lines)
    common = list(_common_words(new, old))
    if "words" in kinds:
        yield from _line_breaks(new, old, common)
        yield from page_count_differences(received, expected)
    yield from size_differences(received, expected)
    yield from place_differences(_pairs(new, old, common))


def _common_words(new: Sequence[Word], old: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """The indexes of the words that both letters have in the same order."""
    i = k = 0
    for _, start, end, old_start, old_end in changes([word.text for word in new], [word.text for word in old]):
        yield from zip(range(i, start), range(k, old_start), strict=True)
        i, k = end, old_end
    yield from zip(range(i, len(new)), range(k, len(old)), strict=True)


def _line_breaks(new: Sequence[Word], old: Sequence[Word], common: Sequence[tuple[int, int]]) -> Iterator[Difference]:
    """Describes the first line of each sequence of lines that break differently before a common word."""
    differ = False
    for n, o in common:
        begins, began = _begins_line(new, n), _begins_line(old, o)
        if begins and began:
            differ = False
        elif (begins or began) and not differ:
            differ = True
            words, at, how, moved = (new, n, "earlier", "moved to") if begins else (old, o, "later", "came from")
            before, after = words[at - 1].line, words[at].line
            line = before if begins else new[n].line
            word = shortened(words[at].shown)
            yield Difference("lines", f"{place(line)} breaks {how}: {word} {moved} {seen_from(before, after)}")


def _begins_line(words: Sequence[Word], n: int) -> bool:
    return n == 0 or words[n - 1].line is not words[n].line


def _pairs(new: Sequence[Word], old: Sequence[Word], common: Sequence[tuple[int, int]]) -> Iterator[tuple[Line, Line]]:
    """The lines that begin with the same word in both letters, without the words that only one of them has."""
    for n, o in common:
        if _begins_line(new, n) and _begins_line(old, o):
            line, expected = new[n].line, old[o].line
            if line.words == expected.words:
                yield line, expected
            else:
                same = common_start(_characters(line), _characters(expected))
                yield _beginning(line, same), _beginning(expected, same)


def _characters(line: Line) -> str:
    return "".join(run.text for run in line.runs)


def _beginning(line: Line, length: int) -> Line:
    """The line with its first characters only."""
    runs: list[Run] = []
    for run in line.runs:
        if length > 0 or not runs:
            runs.append(replace(run, text=run.text[:length]))
        length -= len(run.text)
    return replace(line, runs=tuple(runs))
