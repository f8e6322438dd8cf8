"""Snapshots of a letter, for syrupy: its text, its layout and its tags, each a text file that a person can review."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from imrletters.compare import differences
from imrletters.layout import Layout
from imrletters.tags import tag_outline
from imrletters.testing.subjects import layout_of, letter_of, pages_of, pdf_of

HOW_TO_ACCEPT = "look at what the test prints, and accept it with: pytest --snapshot-update"
AROUND = 24
"""So many characters, and up to the next space, are shown on each side of what changed in a long line."""


class TextSnapshot(SingleFileSnapshotExtension):
    """The letter as text, strictly; of a PDF the words of its lines."""

    file_extension = "letter.txt"
    _write_mode = WriteMode.TEXT

    def serialize(self, data: Any, **_: Any) -> str:
        """The text of what the test hands over."""
        if isinstance(data, str):
            return data
        if isinstance(data, bytes):
            return "".join(" ".join(line.words) + "\n" for line in layout_of(data).lines)
        return letter_of(data).text()

    def diff_lines(self, serialized_data: Any, snapshot_data: Any) -> Iterator[str]:
        """What changed, line by line, with every invisible character as its code."""
        return changed_lines(str(serialized_data), str(snapshot_data))


class LayoutSnapshot(SingleFileSnapshotExtension):
    """What stands where on the pages, in what type; see ``imrletters.layout``."""

    file_extension = "layout.txt"
    _write_mode = WriteMode.TEXT

    def serialize(self, data: Any, **_: Any) -> str:
        """The layout of what the test hands over."""
        return str(layout_of(pdf_of(data)))

    def matches(self, *, serialized_data: Any, snapshot_data: Any) -> bool:
        """Whether nothing moved by more than what rounding moves."""
        return not self._differences(serialized_data, snapshot_data)

    def diff_lines(self, serialized_data: Any, snapshot_data: Any) -> Iterator[str]:
        """What changed, as a person says it."""
        yield from self._differences(serialized_data, snapshot_data)

    @staticmethod
    def _differences(received: Any, expected: Any) -> list[str]:
        if received == expected:
            return []
        if not expected:
            return [HOW_TO_ACCEPT]
        try:
            wanted = Layout.from_text(str(expected))
        except ValueError as error:
            return [f"the snapshot is not of a layout: {error}"]
        return [each.said for each in differences(Layout.from_text(str(received)), wanted)]


class TagsSnapshot(SingleFileSnapshotExtension):
    """The tag tree, what a screen reader reads, as an outline."""

    file_extension = "tags.txt"
    _write_mode = WriteMode.TEXT

    def serialize(self, data: Any, **_: Any) -> str:
        """The outline of what the test hands over."""
        pdf = pdf_of(data)
        return tag_outline(pdf, pages_of(pdf))

    def diff_lines(self, serialized_data: Any, snapshot_data: Any) -> Iterator[str]:
        """What changed, line by line."""
        return changed_lines(str(serialized_data), str(snapshot_data))


def changed_lines(received: str, expected: str) -> Iterator[str]:
    """How a text differs from the one expected: the lines that changed, are new or gone, invisible characters shown."""
    if not expected:
        yield HOW_TO_ACCEPT
        return
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
