"""Reads the text lines of a PDF, page by page, with the position, font and colour of each character."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter, itemgetter

from imrletters.pdf.content import Characters, page_size
from imrletters.pdf.file import PdfFile, as_letter_error
from imrletters.pdf.graphics_state import Char

SAME_LINE = 1.5
"""Characters whose baselines differ by at most this (in points) are in one line; cells of a row differ by less."""
GAP = 1.5
"""A gap between two characters that is wider than this (in points) and contains no space is read as a space."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line as printed. Page and line count from 1; the baseline is in points from the top of the page."""

    page: int
    line: int
    baseline: float
    chars: tuple[Char, ...]

    @property
    def text(self) -> str:
        """The characters of the line, including spaces at its end."""
        pieces: list[str] = []
        end = None
        for char in self.chars:
            if end is not None and char.x0 - end > GAP and char.text != " " and not pieces[-1].endswith(" "):
                pieces.append(" ")
            pieces.append(char.text)
            end = char.x1
        return "".join(pieces)


class PrintedPage(list[PrintedLine]):
    """The lines of one page from top to bottom, including lines of spaces only; the size is in points."""

    def __init__(self, lines: Iterable[PrintedLine], size: tuple[float, float]) -> None:
        super().__init__(lines)
        self.width, self.height = size


def read_pages(file: PdfFile) -> list[PrintedPage]:
    """The text lines of each page, even if the PDF does not permit copying. Raises LetterError if it is damaged."""
    with as_letter_error():
        return list(_pages(file))


def _pages(file: PdfFile) -> Iterator[PrintedPage]:
    characters = Characters()
    for number, page in enumerate(file.pages, start=1):
        yield PrintedPage(_lines(number, characters.of_page(page)), page_size(page))


def _lines(number: int, groups: list[tuple[float, list[Char]]]) -> list[PrintedLine]:
    rows: list[tuple[float, list[Char]]] = []
    for baseline, chars in sorted(groups, key=itemgetter(0)):
        if not rows or baseline - rows[-1][0] > SAME_LINE:
            rows.append((baseline, []))
        rows[-1][1].extend(chars)
    return [
        PrintedLine(number, line, baseline, tuple(sorted(row, key=attrgetter("x0"))))
        for line, (baseline, row) in enumerate(rows, start=1)
    ]
