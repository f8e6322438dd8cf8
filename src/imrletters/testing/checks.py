"""Checks a printed letter without a snapshot. Each check raises an AssertionError that names page, line and fault."""

import os
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

import pypdfium2

from imrletters.case import Case
from imrletters.comparison import differences
from imrletters.letter import Letter
from imrletters.pdf import Layout, PrintedLine, open_pdf
from imrletters.rendering import Look, letter_look
from imrletters.testing.subjects import Subject, layout_of, letter_of, pages_of, pdf_of

TOLERANCE = 0.5
"""The distance (in points) by which a character may extend into a margin: its side bearing, and rounding."""


def assert_same_words(pdf: bytes, of: Case | Letter) -> None:
    """The PDF has exactly the words that the case (or letter) prints, in the same order."""
    found = differences(layout_of(pdf), layout_of(pdf_of(of)))
    _fail_if([each.description for each in found if each.kind == "words"])


def assert_inside_margins(subject: Subject, margin: float | None = None, *, top: float | None = None) -> None:
    """No character is in a margin: ``margin`` points wide on each side, or ``top`` points at the top.

    The default are the margins of the letter; for a PDF file, those of our look: 72 points. The footer of an own look
    is in the bottom margin, where it may be.

    A letterhead is in the top margin: for a letter with one, pass ``top=0``.
    """
    look = subject.house_style.look if isinstance(subject, Letter) else letter_look()
    page_look = look.page
    edges = (page_look.margin_top, page_look.margin_right, page_look.margin_bottom, page_look.margin_left)
    top_margin, right_margin, bottom_margin, left_margin = edges if margin is None else (margin,) * 4
    top_margin = top_margin if top is None else top
    faults = []
    for page in pages_of(pdf_of(subject)):
        for line in page:
            visible = [char for char in line.chars if char.text.strip()]
            if not visible or _is_footer(line, page.height, look):
                continue
            left, right = visible[0].x0, max(char.x1 for char in visible)
            highest = line.baseline - look.typefaces.text.ascent * max(char.size for char in visible)
            overhang = {
                "left": left_margin - left,
                "right": right - (page.width - right_margin),
                "top": top_margin - highest,
                "bottom": line.baseline - (page.height - bottom_margin),
            }
            faults += [
                f"page {line.page}, line {line.line} extends {by:.1f} pt into the {side} margin: {line.text.strip()!r}"
                for side, by in overhang.items()
                if by > TOLERANCE
            ]
    _fail_if(faults)


def _is_footer(line: PrintedLine, height: float, look: Look) -> bool:
    return bool(look.footer.text) and line.baseline > height - look.page.margin_bottom


def assert_pages(subject: Subject, count: int) -> None:
    """The letter has ``count`` pages."""
    pages = layout_of(pdf_of(subject)).pages
    begins = [
        f"  page {n} begins with {' '.join(page.lines[0].words)!r}" for n, page in enumerate(pages, 1) if page.lines
    ]
    _fail_if([f"{len(pages)} pages instead of {count}", *begins] if len(pages) != count else [])


def assert_fonts_embedded(subject: Subject) -> None:
    """Every font that a text uses is embedded in the PDF."""
    with pypdfium2.PdfDocument(pdf_of(subject)) as document:
        found = {
            f"page {number}: {font.get_base_name()} is not embedded"
            for number, page in enumerate(document, start=1)
            for text in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
            if not (font := text.get_font()).is_embedded
        }
    _fail_if(sorted(found))


def assert_reproducible(subject: Case | Letter) -> None:
    """A new process, with another working directory, language and time zone, prints the same bytes.

    Also raises what printing raises. The new process imports the calling module again, which must allow that.
    """
    letter = letter_of(subject)
    if own := letter.house_style.templates:  # the new process has another working directory
        letter = replace(letter, house_style=replace(letter.house_style, templates=own.resolve()))
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(1, get_context("spawn"), initializer=_change_environment, initargs=(folder,)) as process,
    ):
        again = process.submit(letter.pdf).result()
    printed = letter.pdf()
    if again != printed:
        found = differences(Layout.of(open_pdf(again)), Layout.of(open_pdf(printed)))
        _fail_if(["printed in another environment, the letter has other bytes", *(each.description for each in found)])


def _fail_if(faults: Sequence[str]) -> None:
    # python -O ignores "assert"
    if faults:
        raise AssertionError("\n".join(faults))


def _change_environment(folder: str) -> None:
    os.chdir(folder)
    os.environ.update({"TZ": "Pacific/Kiritimati", "LC_ALL": "POSIX", "LANG": "POSIX"})
    time.tzset()
