"""Lays out rows of texts as a table."""

from collections.abc import Sequence

from imrletters.errors import escaped


def table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rows below their titles, in columns that are as wide as their longest text."""
    shown = [titles, *([escaped(text) for text in row] for row in rows)]
    widths = [max(len(row[column]) for row in shown) for column in range(len(titles))]
    lines = ("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in shown)
    return "".join(f"{line}\n" for line in lines)


def counted_as(count: int, noun: str) -> str:
    """The number with the noun: "1 letter", "2 letters"."""
    return f"{count} {noun}{'s' * (count != 1)}"
