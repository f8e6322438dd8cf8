"""Compares the text, the layout and the tags of a letter with syrupy snapshots: text files that can be reviewed."""

from collections.abc import Iterator
from typing import Any

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from imrletters.comparison import changed_lines, differences
from imrletters.pdf import Layout
from imrletters.testing.subjects import layout_of, letter_of, pdf_of, tags_of

HOW_TO_ACCEPT = "review what this test received, then accept it with: pytest --snapshot-update"


class TextSnapshot(SingleFileSnapshotExtension):
    """The exact text of a letter; for a PDF the words of its lines."""

    file_extension = "letter.txt"
    _write_mode = WriteMode.TEXT

    def serialize(self, data: Any, **_: Any) -> str:
        """The text of a case, a letter or a PDF, or the text itself."""
        if isinstance(data, str):
            return data
        if isinstance(data, bytes):
            return "".join(" ".join(line.words) + "\n" for line in layout_of(data).lines)
        return letter_of(data).text()

    def diff_lines(self, serialized_data: Any, snapshot_data: Any) -> Iterator[str]:
        """Describes the changed lines, with invisible characters as codes."""
        return _changes(serialized_data, snapshot_data)


class LayoutSnapshot(SingleFileSnapshotExtension):
    """The position and typeface of everything on the pages; see ``imrletters.pdf.layout``."""

    file_extension = "layout.txt"
    _write_mode = WriteMode.TEXT

    def serialize(self, data: Any, **_: Any) -> str:
        """The layout of a case, a letter or a PDF."""
        return str(layout_of(pdf_of(data)))

    def matches(self, *, serialized_data: Any, snapshot_data: Any) -> bool:
        """Whether the layouts differ at most by rounding."""
        return not self._differences(serialized_data, snapshot_data)

    def diff_lines(self, serialized_data: Any, snapshot_data: Any) -> Iterator[str]:
        """Describes the changes in plain words."""
        yield from self._differences(serialized_data, snapshot_data)

    @staticmethod
    def _differences(received: Any, expected: Any) -> list[str]:
        if received == expected:
            return []
        if not expected:
            return [HOW_TO_ACCEPT]
        try:
            layout = Layout.from_text(str(expected))
        except ValueError as error:
            return [f"the snapshot does not describe a layout: {error}"]
        return [each.description for each in differences(Layout.from_text(str(received)), layout)]


class TagsSnapshot(SingleFileSnapshotExtension):
    """The tag tree, which a screen reader uses, as an outline."""

    file_extension = "tags.txt"
    _write_mode = WriteMode.TEXT

    def serialize(self, data: Any, **_: Any) -> str:
        """The tag outline of a case, a letter or a PDF."""
        return tags_of(pdf_of(data))

    def diff_lines(self, serialized_data: Any, snapshot_data: Any) -> Iterator[str]:
        """Describes the changed lines."""
        return _changes(serialized_data, snapshot_data)


def _changes(received: Any, expected: Any) -> Iterator[str]:
    """Describes the changed lines of a text, or how to accept it if there is no snapshot."""
    return changed_lines(str(received), str(expected)) if expected else iter([HOW_TO_ACCEPT])
