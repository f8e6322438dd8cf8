"""Reads the text lines of a PDF, page by page, with the position, font and colour of each character."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.psparser import PSLiteral
from pdfminer.utils import Matrix, apply_matrix_rect

from imrletters.pdf.file import PdfFile, as_letter_error

SAME_LINE = 1.5
"""Characters whose baselines differ by at most this (in points) are in one line; cells of a row differ by less."""
GAP = 1.5
"""A gap between two characters that is wider than this (in points) and contains no space is read as a space."""

AS_PRINTED = {"\u00ad": "-", "\u2011": "-", "\uf0b7": "\u2022"}
"""Characters that word processors write for a visible hyphen and for the bullet of a symbol font."""
UNKNOWN = "\ufffd"
"""Replaces a glyph whose character the PDF does not state."""

BLACK = "#000000"
BLACKS = (0, (0, 0, 0))


class Char(NamedTuple):
    """One printed character: its left and right edge (points from the left edge of the page), its font and its colour.

    ``mark`` is the number (MCID) by which the tag tree refers to the marked content around it, None if there is none.
    """

    text: str
    x0: float
    x1: float
    font: str
    size: float
    color: str = BLACK
    mark: int | None = None


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


class _Characters(PDFTextDevice):
    """Collects the characters of a page, each with its baseline from the top of the page."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.size = (0.0, 0.0)
        self.found: list[tuple[float, Char]] = []
        self.marks: list[int | None] = []

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """Called by pdfminer at the start of a page."""
        left, bottom, right, top = apply_matrix_rect(ctm, page.mediabox)
        self.size = (abs(right - left), abs(top - bottom))
        self.found = []
        self.marks = []

    def begin_tag(self, tag: PSLiteral, props: Any = None) -> None:  # noqa: ARG002 - pdfminer defines the signature
        """Called by pdfminer at the start of marked content."""
        mark = props.get("MCID") if isinstance(props, dict) else None
        self.marks.append(mark if isinstance(mark, int) else None)

    def end_tag(self) -> None:
        """Called by pdfminer at the end of marked content."""
        if self.marks:
            self.marks.pop()

    def render_char(  # noqa: PLR0913, PLR0917 - pdfminer defines the signature
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,  # noqa: ARG002 - pdfminer defines the signature
        graphicstate: PDFGraphicState,
    ) -> float:
        """Called by pdfminer for each character."""
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = UNKNOWN
        advance = font.char_width(cid) * fontsize * scaling
        # LTChar of pdfminer computes the same in twice the time
        a, b, c, d, left, bottom = matrix
        low = font.get_descent() * fontsize + rise
        high = low + fontsize
        if b or c:
            xs = (c * low, a * advance + c * low, c * high, a * advance + c * high)
            ys = (d * low, b * advance + d * low, d * high, b * advance + d * high)
        else:
            xs, ys = (0, a * advance, 0, 0), (d * low, d * high, d * low, d * high)
        mark = self.marks[-1] if self.marks else None
        char = Char(
            AS_PRINTED.get(text, text),
            left + min(xs),
            left + max(xs),
            font.fontname,
            max(ys) - min(ys),
            _color(graphicstate.ncolor),
            mark,
        )
        self.found.append((self.size[1] - bottom, char))
        return advance


def _pages(file: PdfFile) -> Iterator[PrintedPage]:
    resources = PDFResourceManager()
    characters = _Characters(resources)
    interpreter = PDFPageInterpreter(resources, characters)
    for number, page in enumerate(PDFPage.create_pages(file.document), start=1):
        interpreter.process_page(page)
        yield PrintedPage(_lines(number, characters.found), characters.size)


def _lines(number: int, characters: list[tuple[float, Char]]) -> list[PrintedLine]:
    rows: list[tuple[float, list[Char]]] = []
    for baseline, char in sorted(characters, key=itemgetter(0)):
        if not rows or baseline - rows[-1][0] > SAME_LINE:
            rows.append((baseline, []))
        rows[-1][1].append(char)
    return [
        PrintedLine(number, line, baseline, tuple(sorted(row, key=attrgetter("x0"))))
        for line, (baseline, row) in enumerate(rows, start=1)
    ]


def _color(levels: Any) -> str:
    """A gray level or levels of red, green and blue (0 to 1) as #rrggbb; any other colour as the PDF writes it."""
    if levels in BLACKS:
        return BLACK
    match levels:
        case int() | float():
            return _color((levels, levels, levels))
        case (int() | float(), int() | float(), int() | float()):
            return "#" + "".join(f"{round(min(max(level, 0), 1) * 255):02x}" for level in levels)
    return str(levels).replace(" ", "")
