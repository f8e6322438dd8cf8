"""Compares two texts line by line, and says in a person's words how the one received differs."""

from collections.abc import Iterator
from difflib import SequenceMatcher

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
            yield f"line {i + n + 1}: {_quoted(here)} in place of {_quoted(there)}"
        for n in range(i + both, j):
            yield f"line {n + 1} is new: {_quoted(new[n])}"
        for n in range(k + both, m):
            yield f"line {n + 1} is gone: {_quoted(old[n])}"


def _parted(new: str, old: str) -> tuple[str, str]:
    """Two lines from a few words before to a few words after where they part."""
    before = max(_same(new, old) - AROUND, 0)
    if before:
        before = new.rfind(" ", 0, before) + 1
    new, old = (f"{'...' * bool(before)}{line[before:]}" for line in (new, old))
    after = old.find(" ", len(old) - _same(new[::-1], old[::-1]) + AROUND) - len(old)
    return (f"{new[:after]}...", f"{old[:after]}...") if -len(old) <= after < -1 else (new, old)


def _same(new: str, old: str) -> int:
    """How many characters two lines have in common before they part."""
    return next(
        (n for n, (here, there) in enumerate(zip(new, old, strict=False)) if here != there), min(len(new), len(old))
    )


def _quoted(text: str) -> str:
    return "'" + "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text) + "'"
