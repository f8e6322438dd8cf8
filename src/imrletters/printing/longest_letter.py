"""Refuses letters that are too long to print.

The time of WeasyPrint grows with the square of the number of pages, and the time of Typst with the square of the number
of lines in one paragraph.
"""

from imrletters.errors import PrintError

MOST_LINES = 20_000
"""The most lines of a letter, about 450 pages: a megabyte of text fits."""


def refuse_too_long(lines: int) -> None:
    """Raises PrintError if a letter has more than ``MOST_LINES`` lines, blank ones included."""
    if lines > MOST_LINES:
        raise PrintError(
            f"the letter has {lines} lines, about {lines // 45} pages; expected at most {MOST_LINES} lines"
        )
