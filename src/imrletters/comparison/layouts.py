"""Compares the layouts of two letters, and describes in plain words how the received one differs from the expected one.

If words differ, lines are not compared, and if lines break differently, places are not compared: the first difference
causes the others. Lines that moved by the same distance are one difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, NamedTuple

from imrletters.comparison.texts import changes, quoted

if TYPE_CHECKING:  # printing compares texts, and must not load pikepdf
    from imrletters.pdf import Layout, Line, Run

MOVED = 0.15
"""Positions that differ by at most this (in points) are the same: they are rounded to a tenth."""
SHOWN = 48
"""The number of characters shown of a long text."""
BREAKS = ("-", "\u2013", "\u2014", "/")
"""A line may break within a word after one of these."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: in the words, in their lines and pages, or in the places and typefaces of the lines."""

    kind: Literal["words", "lines", "places"]
    description: str

    def __str__(self) -> str:
        return self.description


class _Word(NamedTuple):
    text: str
    """The word. If it ends with one of ``BREAKS``, the next word is joined to it, since a line may break there."""
    shown: str
    """The same, with the space between the two words if there is one."""
    line: Line


class _Move(NamedTuple):
    down: float
    right: float

    def is_close_to(self, other: _Move) -> bool:
        """Whether two moves differ only by rounding."""
        return all(abs(one - two) <= MOVED for one, two in zip(self, other, strict=True))


def differences(received: Layout, expected: Layout) -> Iterator[Difference]:
    """The differences of the received letter from the expected one; none if they are the same."""
    found = list(_in_words(_words(received.lines), _words(expected.lines)))
    if not found:
        found = [*_in_lines(received.lines, expected.lines), *_in_pages(received, expected)]
    yield from found or _in_places(received, expected)


def _words(lines: Sequence[Line]) -> list[_Word]:
    words: list[tuple[Line, list[str], list[str]]] = []
    for line in lines:
        for place, text in enumerate(line.words):
            _, pieces, shown = words[-1] if words else (None, [""], [])
            if pieces[-1].endswith(BREAKS) and (len(pieces) > 1 or len(pieces[0]) > 1):
                pieces.append(text)
                shown += [" " * bool(place), text]
            else:
                words.append((line, [text], [text]))
    return [_Word("".join(pieces), "".join(shown), line) for line, pieces, shown in words]


def _in_words(received: list[_Word], expected: list[_Word]) -> Iterator[Difference]:
    new, old = ([word.text for word in words] for words in (received, expected))
    if new == old:
        return
    for change, i, j, k, m in changes(new, old):
        added, lost = _shown(received[i:j]), _shown(expected[k:m])
        if change == "replace":
            yield Difference("words", f"{_place(received[i].line)}: {added} instead of {lost}")
        elif change == "delete":
            yield Difference("words", f"{_place(received[i].line)}: {added} is new")
        elif change == "insert":
            yield Difference("words", f"{_place(expected[k].line)}: {lost} is missing")


def _shown(words: Sequence[_Word]) -> str:
    return _quoted(" ".join(word.shown for word in words))


def _in_lines(received: Sequence[Line], expected: Sequence[Line]) -> Iterator[Difference]:
    """Describes the first line of each sequence of lines that break differently, up to the next common line break."""
    ends, expected_ends = ([*accumulate(map(_length, lines))] for lines in (received, expected))
    next_line, next_expected = ({end: n for n, end in enumerate(each, start=1)} for each in (ends, expected_ends))
    new = old = 0
    for end in sorted({*ends} & {*expected_ends}):
        if ends[new] < expected_ends[old]:
            moved = f"{_quoted(received[new + 1].words[0])} moved to {_seen_from(received[new], received[new + 1])}"
            yield Difference("lines", f"{_place(received[new])} breaks earlier: {moved}")
        elif ends[new] > expected_ends[old]:
            moved = f"{_quoted(expected[old + 1].words[0])} came from {_seen_from(expected[old], expected[old + 1])}"
            yield Difference("lines", f"{_place(received[new])} breaks later: {moved}")
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
            first, expected_first = (_quoted(" ".join(page.lines[0].words) if page.lines else "") for page in pair)
            yield Difference("lines", f"page {number} begins with {first} instead of {expected_first}")
    new, old = len(received.pages), len(expected.pages)
    for number in range(min(new, old) + 1, max(new, old) + 1):
        yield Difference("lines", f"page {number} is {'new' if new > old else 'missing'}")


def _in_places(received: Layout, expected: Layout) -> Iterator[Difference]:
    for number, (page, expected_page) in enumerate(zip(received.pages, expected.pages, strict=True), start=1):
        if (page.width, page.height) != (expected_page.width, expected_page.height):
            size, expected_size = (f"{each.width:g} x {each.height:g} pt" for each in (page, expected_page))
            yield Difference("places", f"page {number} is {size} instead of {expected_size}")
        pairs = [*zip(page.lines, expected_page.lines, strict=True)]
        for change, lines in _grouped(pairs):
            yield Difference("places", f"{_places(lines)} {change}: {_quoted(' '.join(lines[0].words))}")


def _grouped(pairs: Sequence[tuple[Line, Line]]) -> Iterator[tuple[str, list[Line]]]:
    """The change of each group of adjacent lines that changed in the same way."""
    group_change, group_move = "", _Move(0, 0)
    lines: list[Line] = []
    for line, expected in pairs:
        move = _move(line, expected)
        # another typeface also moves the text beside and below it
        typeface = _typeface_change(line, expected)
        moved = "" if typeface else _moved(move)
        change = typeface or moved or _spaces_change(line, expected)
        # after rounding, a line of a moved group can seem not to have moved
        moved_alike = group_change.startswith("moved") and change == moved and move.is_close_to(group_move)
        if change == group_change or moved_alike:
            lines.append(line)
            continue
        if group_change:
            yield group_change, lines
        group_change, group_move, lines = change, move, [line]
    if group_change:
        yield group_change, lines


def _move(line: Line, expected: Line) -> _Move:
    """The distance of a line from its expected place: of the whole line, or of the first column that moved."""
    right = [run.left - expected_run.left for run, expected_run in zip(line.runs, expected.runs, strict=False)]
    return _Move(line.baseline - expected.baseline, next((each for each in right if abs(each) > MOVED), right[0]))


def _moved(move: _Move) -> str:
    down, right = move
    distances = []
    if abs(down) > MOVED:
        distances.append(f"{abs(down):.1f} pt {'down' if down > 0 else 'up'}")
    if abs(right) > MOVED:
        distances.append(f"{abs(right):.1f} pt {'right' if right > 0 else 'left'}")
    return f"moved {' and '.join(distances)}" if distances else ""


def _typeface_change(line: Line, expected: Line) -> str:
    """The typefaces of the first character that is set in another one than expected.

    Font names are compared without hyphens: WeasyPrint writes Liberation-Serif where the font calls itself
    LiberationSerif.
    """
    for (_, typeface), (_, other) in zip(_with_typefaces(line.runs), _with_typefaces(expected.runs), strict=False):
        if typeface.replace("-", "") != other.replace("-", ""):
            return f"set in {typeface} instead of {other}"
    return ""


def _with_typefaces(runs: Sequence[Run]) -> Iterator[tuple[str, str]]:
    """The characters of a line without its spaces, each with its typeface."""
    return ((char, run.typeface) for run in runs for char in run.text if not char.isspace())


def _spaces_change(line: Line, expected: Line) -> str:
    count, expected_count = ("".join(run.text for run in each.runs).count(" ") for each in (line, expected))
    return f"has {count} spaces instead of {expected_count}" if count != expected_count else ""


def _place(line: Line) -> str:
    return f"page {line.page}, line {line.number}"


def _seen_from(line: Line, other: Line) -> str:
    return f"line {other.number}" if other.page == line.page else _place(other)


def _places(lines: Sequence[Line]) -> str:
    first, last = lines[0], lines[-1]
    return _place(first) if first is last else f"page {first.page}, lines {first.number} to {last.number}"


def _quoted(text: str) -> str:
    return quoted(text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()}...")
