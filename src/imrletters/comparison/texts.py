"""Compares two texts line by line, and describes the differences."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import Match, SequenceMatcher

from imrletters.errors import escaped

CONTEXT = 24
"""The number of characters shown on each side of a change in a long line, and more up to the next space."""
MOST_STEPS = 20_000_000
"""The most pairs of equal items that a search for changes compares: some seconds."""


def changed_lines(received: str, expected: str) -> Iterator[str]:
    """Describes each line that was changed, added or removed. Invisible characters are shown as codes."""
    new, old = received.split("\n"), expected.split("\n")
    for _, i, j, k, m in changes(new, old):
        both = min(j - i, m - k)
        for n in range(both):
            received_part, expected_part = _excerpts(new[i + n], old[k + n])
            yield f"line {i + n + 1}: {quoted(received_part)} instead of {quoted(expected_part)}"
        for n in range(i + both, j):
            yield f"line {n + 1} is new: {quoted(new[n])}"
        for n in range(k + both, m):
            yield f"line {n + 1} is missing: {quoted(old[n])}"


def _excerpts(new: str, old: str) -> tuple[str, str]:
    """The parts of two lines from a few words before the first difference to a few words after the last one."""
    before = max(common_start(new, old) - CONTEXT, 0)
    if before:
        before = new.rfind(" ", 0, before) + 1
    new, old = (f"{'...' * bool(before)}{line[before:]}" for line in (new, old))
    after = old.find(" ", len(old) - common_start(new[::-1], old[::-1]) + CONTEXT) - len(old)
    return (f"{new[:after]}...", f"{old[:after]}...") if -len(old) <= after < -1 else (new, old)


def changes(new: Sequence[Hashable], old: Sequence[Hashable]) -> Iterator[tuple[str, int, int, int, int]]:
    """The changes from ``old`` to ``new`` as ``SequenceMatcher`` describes them, without the parts that are equal.

    After ``MOST_STEPS``, each part that was not searched is one change.
    """
    start = common_start(new, old)
    same = common_start(new[start:][::-1], old[start:][::-1])
    new, old = new[start : len(new) - same], old[start : len(old) - same]
    for change, i, j, k, m in _BoundedMatcher(new, old).get_opcodes():
        if change != "equal":
            yield change, start + i, start + j, start + k, start + m


class _BoundedMatcher(SequenceMatcher[Hashable]):
    """Finds no match after ``MOST_STEPS``. Without a bound, the steps grow with the cube of the length."""

    def __init__(self, new: Sequence[Hashable], old: Sequence[Hashable]) -> None:
        super().__init__(None, new, old, autojunk=False)
        self.new = new
        self.counts = Counter(old)
        self.left = MOST_STEPS

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None) -> Match:
        """The longest match in two ranges; an empty one if no steps are left."""
        self.left -= sum(1 + self.counts[item] for item in self.new[alo:ahi])
        return super().find_longest_match(alo, ahi, blo, bhi) if self.left >= 0 else Match(alo, blo, 0)


def common_start(new: Sequence[object], old: Sequence[object]) -> int:
    """The number of items before the first difference of two sequences, such as two texts."""
    return next(
        (n for n, (one, other) in enumerate(zip(new, old, strict=False)) if one != other), min(len(new), len(old))
    )


def quoted(text: str) -> str:
    """A text in quotation marks, with its invisible characters as codes."""
    return f"'{escaped(text)}'"
