"""Compares two texts line by line, and describes the differences."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

from imrletters.errors import escaped

CONTEXT = 24
"""The number of characters shown on each side of a change in a long line, and more up to the next space."""
MOST_ITEMS = 20_000
MOST_PAIRS = 5_000_000
"""The most items, and pairs of equal items, among which changes are searched: the time grows with the pairs."""


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

    Everything from the first to the last change is one change if a search for more would take too long.
    """
    start = common_start(new, old)
    same = common_start(new[start:][::-1], old[start:][::-1])
    new, old = new[start : len(new) - same], old[start : len(old) - same]
    counts = Counter(old)
    pairs = sum(count * counts[item] for item, count in Counter(new).items())
    if len(new) + len(old) > MOST_ITEMS or pairs > MOST_PAIRS:
        kind = "replace" if new and old else "delete" if new else "insert"
        yield kind, start, start + len(new), start, start + len(old)
        return
    for change, i, j, k, m in SequenceMatcher(None, new, old, autojunk=False).get_opcodes():
        if change != "equal":
            yield change, start + i, start + j, start + k, start + m


def common_start(new: Sequence[object], old: Sequence[object]) -> int:
    """The number of items before the first difference of two sequences, such as two texts."""
    return next(
        (n for n, (one, other) in enumerate(zip(new, old, strict=False)) if one != other), min(len(new), len(old))
    )


def quoted(text: str) -> str:
    """A text in quotation marks, with its invisible characters as codes."""
    return f"'{escaped(text)}'"
