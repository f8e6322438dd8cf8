"""Reads the lines of a PDF page by page, with position and font. The one importer of the PDF reader."""

import io
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTPage
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from imrletters.errors import LetterError, Problem

SAME_LINE = 1.5
"""Baselines no farther apart than this (in points) are one line; cells of a table differ by less."""
GAP = 1.5
"""A gap between characters wider than this (in points) that no space fills is read as a space."""

AS_PRINTED = {"\u00ad": "-", "\u2011": "-", "\uf0b7": "\u2022"}
"""What word processors write for a visible hyphen and for the bullet of a symbol font."""
UNKNOWN = "\ufffd"

logging.getLogger("pdfminer").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character: where it begins and ends, and its font (points, from the left edge of the page)."""

    text: str
    x0: float
    x1: float
    font: str
    size: float


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line as printed: page and line count from 1, the baseline from the top of the page, in points."""

    page: int
    line: int
    baseline: float
    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """The characters of the line, spaces at its end included."""
        pieces: list[str] = []
        end = None
        for glyph in self.glyphs:
            if end is not None and glyph.x0 - end > GAP and glyph.text != " " and not pieces[-1].endswith(" "):
                pieces.append(" ")
            pieces.append(glyph.text)
            end = glyph.x1
        return "".join(pieces)


def read_pages(pdf: bytes) -> list[list[PrintedLine]]:
    """The lines of each page of a PDF, from top to bottom, lines of nothing but spaces among them.

    Permissions that forbid copying do not stop the reading; a password does. Raises LetterError for what is no PDF, is
    damaged or asks for a password.
    """
    with readable():
        return [_lines(number, page) for number, page in enumerate(_layouts(pdf), start=1)]


@contextmanager
def readable() -> Iterator[None]:
    """Raises LetterError for whatever the PDF reader raises on what is no PDF, is damaged or asks for a password."""
    try:
        yield
    except LetterError:
        raise
    except PDFPasswordIncorrect:
        raise LetterError([Problem("the PDF asks for a password; give a copy that opens without one")]) from None
    except PDFEncryptionError as error:
        raise LetterError([Problem(f"the PDF is encrypted in a way that cannot be read ({error})")]) from None
    except (RecursionError, Exception) as error:  # noqa: BLE001 - a damaged file can fail anywhere inside the reader
        raise LetterError([Problem(f"the PDF is damaged or cut off ({type(error).__name__})")]) from None


class _Layout(PDFLayoutAnalyzer):
    """Collects the characters of each page as they are, without any analysis."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources, laparams=None)
        self.page: LTPage | None = None

    def receive_layout(self, ltpage: LTPage) -> None:
        """Called by the reader when a page is complete."""
        self.page = ltpage


def _layouts(pdf: bytes) -> Iterator[LTPage]:
    resources = PDFResourceManager()
    layout = _Layout(resources)
    interpreter = PDFPageInterpreter(resources, layout)
    for page in PDFPage.get_pages(io.BytesIO(pdf)):
        interpreter.process_page(page)
        if layout.page is not None:
            yield layout.page


def _characters(objects: Iterable[object]) -> Iterator[LTChar]:
    for item in objects:
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, Iterable):
            yield from _characters(item)


def _lines(number: int, page: LTPage) -> list[PrintedLine]:
    rows: list[tuple[float, list[LTChar]]] = []
    for character in sorted(_characters(page), key=lambda c: -c.matrix[5]):
        baseline = page.height - character.matrix[5]
        if not rows or baseline - rows[-1][0] > SAME_LINE:
            rows.append((baseline, []))
        rows[-1][1].append(character)
    return [
        PrintedLine(number, line, baseline, tuple(_glyph(c) for c in sorted(row, key=lambda c: c.x0)))
        for line, (baseline, row) in enumerate(rows, start=1)
    ]


def _glyph(character: LTChar) -> Glyph:
    text = character.get_text()
    # the reader names a glyph of which no character is known "(cid:7)"; that is no text of the letter
    text = UNKNOWN if len(text) > 1 and text.startswith("(cid:") else AS_PRINTED.get(text, text)
    return Glyph(text, character.x0, character.x1, character.fontname, character.size)
