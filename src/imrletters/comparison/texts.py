"""Compares two texts line by line, and says in a person's words how the one received differs."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from imrletters.errors import escaped

AROUND = 24
"""So many characters, and up to the next space, are shown on each side of what changed in a long line."""


def changed_lines(received: str, expected: str) -> Iterator[str]:
    """How a text differs from the one expected: the lines that changed, are new or gone, invisible characters shown."""
    new, old = received.split("\n"), expected.split("\n")
    for change, i, j, k, m in SequenceMatcher(None, new, old, autojunk=False).get_opcodes():
        if change == "equal":
            continue
        both = min(j - i, m - k)
        for n in range(both):
            here, there = _parted(new[i + n], old[k + n])
            yield f"line {i + n + 1}: {quoted(here)} in place of {quoted(there)}"
        for n in range(i + both, j):
            yield f"line {n + 1} is new: {quoted(new[n])}"
        for n in range(k + both, m):
            yield f"line {n + 1} is gone: {quoted(old[n])}"


def _parted(new: str, old: str) -> tuple[str, str]:
    """Two lines from a few words before to a few words after where they part."""
    before = max(common_start(new, old) - AROUND, 0)
    if before:
        before = new.rfind(" ", 0, before) + 1
    new, old = (f"{'...' * bool(before)}{line[before:]}" for line in (new, old))
    after = old.find(" ", len(old) - common_start(new[::-1], old[::-1]) + AROUND) - len(old)
    return (f"{new[:after]}...", f"{old[:after]}...") if -len(old) <= after < -1 else (new, old)


def common_start(new: Sequence[object], old: Sequence[object]) -> int:
    """How many items two sequences have in common before they part, such as the characters of two lines."""
    return next(
        (n for n, (here, there) in enumerate(zip(new, old, strict=False)) if here != there), min(len(new), len(old))
    )


def quoted(text: str) -> str:
    """A text in quotation marks, its invisible signs as codes."""
    return f"'{escaped(text)}'"
