"""Reads the lines of a PDF page by page, with position and font. The one importer of the PDF reader."""

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

from imrletters.pdf.objects import open_pdf, readable

SAME_LINE = 1.5
"""Baselines no farther apart than this (in points) are one line; cells of a table differ by less."""
GAP = 1.5
"""A gap between characters wider than this (in points) that no space fills is read as a space."""

AS_PRINTED = {"\u00ad": "-", "\u2011": "-", "\uf0b7": "\u2022"}
"""What word processors write for a visible hyphen and for the bullet of a symbol font."""
UNKNOWN = "\ufffd"

BLACK = "#000000"
BLACKS = (0, (0, 0, 0))


class Char(NamedTuple):
    """One printed character: where it begins and ends (points, from the left edge of the page), its font and colour.

    ``mark`` is the number by which the tag tree knows the marked content that it is in, None outside of any.
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
    """One line as printed: page and line count from 1, the baseline from the top of the page, in points."""

    page: int
    line: int
    baseline: float
    chars: tuple[Char, ...]

    @property
    def text(self) -> str:
        """The characters of the line, spaces at its end included."""
        pieces: list[str] = []
        end = None
        for char in self.chars:
            if end is not None and char.x0 - end > GAP and char.text != " " and not pieces[-1].endswith(" "):
                pieces.append(" ")
            pieces.append(char.text)
            end = char.x1
        return "".join(pieces)


class PrintedPage(list[PrintedLine]):
    """The lines of one page from top to bottom, lines of nothing but spaces among them; its size in points."""

    def __init__(self, lines: Iterable[PrintedLine], size: tuple[float, float]) -> None:
        super().__init__(lines)
        self.width, self.height = size


def read_pages(pdf: bytes) -> list[PrintedPage]:
    """The pages of a PDF.

    Permissions that forbid copying do not stop the reading; a password does. Raises LetterError for what is no PDF, is
    damaged or asks for a password.
    """
    with readable():
        return list(_pages(pdf))


class _Characters(PDFTextDevice):
    """Collects the characters of a page as they are, each with its baseline from the top of the page."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.size = (0.0, 0.0)
        self.found: list[tuple[float, Char]] = []
        self.marks: list[int | None] = []

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """Called by the reader where a page begins."""
        left, bottom, right, top = apply_matrix_rect(ctm, page.mediabox)
        self.size = (abs(right - left), abs(top - bottom))
        self.found = []
        self.marks = []

    def begin_tag(self, tag: PSLiteral, props: Any = None) -> None:  # noqa: ARG002 - as the reader calls it
        """Called by the reader where marked content begins."""
        mark = props.get("MCID") if isinstance(props, dict) else None
        self.marks.append(mark if isinstance(mark, int) else None)

    def end_tag(self) -> None:
        """Called by the reader where marked content ends."""
        if self.marks:
            self.marks.pop()

    def render_char(  # noqa: PLR0913, PLR0917 - as the reader calls it
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,  # noqa: ARG002 - as the reader calls it
        graphicstate: PDFGraphicState,
    ) -> float:
        """Called by the reader for each character."""
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = UNKNOWN
        advance = font.char_width(cid) * fontsize * scaling
        # written out: LTChar, pdfminer's own way to the same, takes twice as long
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


def _pages(pdf: bytes) -> Iterator[PrintedPage]:
    resources = PDFResourceManager()
    characters = _Characters(resources)
    interpreter = PDFPageInterpreter(resources, characters)
    for number, page in enumerate(PDFPage.create_pages(open_pdf(pdf)), start=1):
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
    """The colour of a gray level or of levels of red, green and blue (0 to 1), or else as the PDF says it."""
    if levels in BLACKS:
        return BLACK
    match levels:
        case int() | float():
            return _color((levels, levels, levels))
        case (int() | float(), int() | float(), int() | float()):
            return "#" + "".join(f"{round(min(max(level, 0), 1) * 255):02x}" for level in levels)
    return str(levels).replace(" ", "")
