"""One difference of two layouts, and how messages name its lines and quote its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from imrletters.comparison.texts import quoted

if TYPE_CHECKING:  # printing compares texts, and must not load pikepdf
    from imrletters.pdf import Line

SHOWN = 48
"""The number of characters shown of a long text."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: in the words, in their lines and pages, or in the places and typefaces of the lines."""

    kind: Literal["words", "lines", "places"]
    description: str

    def __str__(self) -> str:
        return self.description


def place(line: Line) -> str:
    """The page and number of a line."""
    return f"page {line.page}, line {line.number}"


def seen_from(line: Line, other: Line) -> str:
    """The place of ``other`` in a sentence about ``line``."""
    return f"line {other.number}" if other.page == line.page else place(other)


def places(lines: Sequence[Line]) -> str:
    """The place of adjacent lines of a page."""
    first, last = lines[0], lines[-1]
    return place(first) if first is last else f"page {first.page}, lines {first.number} to {last.number}"


def shortened(text: str) -> str:
    """The beginning of a text in quotation marks."""
    return quoted(text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()}...")
