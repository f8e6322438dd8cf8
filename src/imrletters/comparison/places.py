"""Compares the places and typefaces of lines in pairs, and the sizes of pages.

Lines of a page that moved by the same distance are one difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from imrletters.comparison.difference import Difference, places, shortened

if TYPE_CHECKING:  # printing compares texts, and must not load pikepdf
    from imrletters.pdf import Layout, Line, Run

MOVED = 0.15
"""Positions that differ by at most this (in points) are the same: they are rounded to a tenth."""


class _Move(NamedTuple):
    down: float
    right: float

    def is_close_to(self, other: _Move) -> bool:
        """Whether two moves differ only by rounding."""
        return all(abs(one - two) <= MOVED for one, two in zip(self, other, strict=True))


def size_differences(received: Layout, expected: Layout) -> Iterator[Difference]:
    """The pages that have another size than expected."""
    for number, (page, expected_page) in enumerate(zip(received.pages, expected.pages, strict=False), start=1):
        if (page.width, page.height) != (expected_page.width, expected_page.height):
            size, expected_size = (f"{each.width:g} x {each.height:g} pt" for each in (page, expected_page))
            yield Difference("places", f"page {number} is {size} instead of {expected_size}")


def place_differences(pairs: Iterable[tuple[Line, Line]]) -> Iterator[Difference]:
    """The changes of the place or typeface of received lines, each paired with the expected line."""
    for _, pairs_of_page in groupby(pairs, key=lambda pair: pair[0].page):
        for change, lines in _grouped(pairs_of_page):
            yield Difference("places", f"{places(lines)} {change}: {shortened(' '.join(lines[0].words))}")


def _grouped(pairs: Iterable[tuple[Line, Line]]) -> Iterator[tuple[str, list[Line]]]:
    """The change of each group of adjacent lines that changed in the same way."""
    group_change, group_move = "", _Move(0, 0)
    lines: list[Line] = []
    for line, expected in pairs:
        move = _move(line, expected)
        # another typeface also moves the text beside and below it
        typeface = _typeface_change(line, expected)
        moved = "" if typeface else _moved(move) if line.page == expected.page else _other_page(line, expected)
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


def _other_page(line: Line, expected: Line) -> str:
    return f"moved to page {line.page} from page {expected.page}"


def _typeface_change(line: Line, expected: Line) -> str:
    """The typefaces of the first character that is set in another one than expected.

    Font names are compared without hyphens: WeasyPrint writes IMR-Serif where the font calls itself IMRSerif.
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
