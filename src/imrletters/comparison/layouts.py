"""Compares the layouts of two letters, and describes in plain words how the received one differs from the expected one.

If words differ, lines are not compared, and if lines break differently, places are not compared: the first difference
causes the others. Lines that moved by the same distance are one difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from imrletters.comparison.difference import Difference, place, seen_from, shortened
from imrletters.comparison.places import place_differences, size_differences
from imrletters.comparison.texts import changes

if TYPE_CHECKING:  # printing compares texts, and must not load pikepdf
    from imrletters.pdf import Layout, Line

BREAKS = ("-", "\u2013", "\u2014", "/")
"""A line may break within a word after one of these."""


class Word(NamedTuple):
    """One word of a letter, with the line in which it begins."""

    text: str
    """The word. If it ends with one of ``BREAKS``, the next word is joined to it, since a line may break there."""
    shown: str
    """The same, with the space between the two words if there is one."""
    line: Line


def differences(received: Layout, expected: Layout) -> Iterator[Difference]:
    """The differences of the received letter from the expected one; none if they are the same."""
    found = list(_word_differences(words_of(received.lines), words_of(expected.lines)))
    if not found:
        found = [*_in_lines(received.lines, expected.lines), *_in_pages(received, expected)]
    yield from found
    if not found:
        yield from size_differences(received, expected)
        yield from place_differences(zip(received.lines, expected.lines, strict=True))


def words_of(lines: Sequence[Line]) -> list[Word]:
    """The words of lines; what may break between two lines is one word."""
    words: list[tuple[Line, list[str], list[str]]] = []
    for line in lines:
        for nth, text in enumerate(line.words):
            _, pieces, shown = words[-1] if words else (None, [""], [])
            if pieces[-1].endswith(BREAKS) and (len(pieces) > 1 or len(pieces[0]) > 1):
                pieces.append(text)
                shown += [" " * bool(nth), text]
            else:
                words.append((line, [text], [text]))
    return [Word("".join(pieces), "".join(shown), line) for line, pieces, shown in words]


def _word_differences(received: list[Word], expected: list[Word]) -> Iterator[Difference]:
    new, old = ([word.text for word in words] for words in (received, expected))
    if new == old:
        return
    for change, i, j, k, m in changes(new, old):
        added, lost = _shown(received[i:j]), _shown(expected[k:m])
        if change == "replace":
            yield Difference("words", f"{place(received[i].line)}: {added} instead of {lost}")
        elif change == "delete":
            yield Difference("words", f"{place(received[i].line)}: {added} is new")
        elif change == "insert":
            yield Difference("words", f"{place(expected[k].line)}: {lost} is missing")


def _shown(words: Sequence[Word]) -> str:
    return shortened(" ".join(word.shown for word in words))


def _in_lines(received: Sequence[Line], expected: Sequence[Line]) -> Iterator[Difference]:
    """Describes the first line of each sequence of lines that break differently, up to the next common line break."""
    ends, expected_ends = ([*accumulate(map(_length, lines))] for lines in (received, expected))
    next_line, next_expected = ({end: n for n, end in enumerate(each, start=1)} for each in (ends, expected_ends))
    new = old = 0
    for end in sorted({*ends} & {*expected_ends}):
        if ends[new] < expected_ends[old]:
            moved = f"{shortened(received[new + 1].words[0])} moved to {seen_from(received[new], received[new + 1])}"
            yield Difference("lines", f"{place(received[new])} breaks earlier: {moved}")
        elif ends[new] > expected_ends[old]:
            moved = f"{shortened(expected[old + 1].words[0])} came from {seen_from(expected[old], expected[old + 1])}"
            yield Difference("lines", f"{place(received[new])} breaks later: {moved}")
        new, old = next_line[end], next_expected[end]


def _length(line: Line) -> int:
    """The number of characters in a line without its spaces."""
    return sum(map(len, line.words))


def _in_pages(received: Layout, expected: Layout) -> Iterator[Difference]:
    """Pages that begin with another line, are new or are missing."""
    starts, expected_starts = (
        [*accumulate((sum(map(_length, page.lines)) for page in each.pages), initial=0)]
        for each in (received, expected)
    )
    for number, pair in enumerate(zip(received.pages, expected.pages, strict=False), start=1):
        if starts[number - 1] != expected_starts[number - 1]:
            first, expected_first = (shortened(" ".join(page.lines[0].words) if page.lines else "") for page in pair)
            yield Difference("lines", f"page {number} begins with {first} instead of {expected_first}")
    yield from page_count_differences(received, expected)


def page_count_differences(received: Layout, expected: Layout) -> Iterator[Difference]:
    """The pages at the end that only one of the letters has."""
    new, old = len(received.pages), len(expected.pages)
    for number in range(min(new, old) + 1, max(new, old) + 1):
        yield Difference("lines", f"page {number} is {'new' if new > old else 'missing'}")
