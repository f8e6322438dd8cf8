"""Snapshots of a letter, for syrupy: its text, its layout and its tags, each a text file that a person can review."""

from collections.abc import Iterator
from typing import Any

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from imrletters.comparison import changed_lines, differences
from imrletters.pdf import Layout, tag_outline
from imrletters.testing.subjects import layout_of, letter_of, pages_of, pdf_of

HOW_TO_ACCEPT = "look at what the test prints, and accept it with: pytest --snapshot-update"


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
        return _told(serialized_data, snapshot_data)


class LayoutSnapshot(SingleFileSnapshotExtension):
    """What stands where on the pages, in what type; see ``imrletters.pdf.layout``."""

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
        return _told(serialized_data, snapshot_data)


def _told(received: Any, expected: Any) -> Iterator[str]:
    """What changed in a text, or how to accept it if there is none to compare with."""
    return changed_lines(str(received), str(expected)) if expected else iter([HOW_TO_ACCEPT])
