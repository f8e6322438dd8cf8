"""Checks of a printed letter that need no snapshot; an AssertionError names page, line and what is wrong."""

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
from imrletters.pdf import Layout, read_pages
from imrletters.rendering import letter_look
from imrletters.testing.subjects import Subject, letter_of, pdf_of

SLACK = 0.5
"""How far a character may reach over a margin, in points: its side bearing, and rounding."""


def assert_same_words(pdf: bytes, of: Case | Letter) -> None:
    """Every word that the case prints stands in the PDF, in that order, and no other."""
    found = [each.said for each in differences(Layout.of(pdf), Layout.of(pdf_of(of))) if each.kind == "words"]
    _refuse(found)


def assert_inside_margins(subject: Subject, margin: float | None = None, *, top: float | None = None) -> None:
    """Every character stands inside the margins: ``margin`` points on each side, or ``top`` above.

    The default is the margin of the letter, 72 points.

    A letterhead stands in the top margin; of a letter with one, give ``top=0``.
    """
    margin = letter_look().page.margin if margin is None else margin
    above = margin if top is None else top
    found = []
    for page in read_pages(pdf_of(subject)):
        for line in page:
            inked = [char for char in line.chars if char.text.strip()]
            if not inked:
                continue
            left, right = inked[0].x0, max(char.x1 for char in inked)
            highest = line.baseline - max(char.size for char in inked)
            reach = {
                "left": margin - left,
                "right": right - (page.width - margin),
                "top": above - highest,
                "bottom": line.baseline - (page.height - margin),
            }
            found += [
                f"page {line.page}, line {line.line} reaches {by:.1f} pt into the {side} margin: {line.text.strip()!r}"
                for side, by in reach.items()
                if by > SLACK
            ]
    _refuse(found)


def assert_pages(subject: Subject, count: int) -> None:
    """The letter has so many pages."""
    pages = Layout.of(pdf_of(subject)).pages
    begins = [f"  page {n} begins {' '.join(page.lines[0].words)!r}" for n, page in enumerate(pages, 1) if page.lines]
    _refuse([f"{len(pages)} pages, not {count}", *begins] if len(pages) != count else [])


def assert_fonts_embedded(subject: Subject) -> None:
    """Every font that a text is set in comes with the PDF."""
    with pypdfium2.PdfDocument(pdf_of(subject)) as document:
        found = {
            f"page {number}: {font.get_base_name()} is not embedded"
            for number, page in enumerate(document, start=1)
            for text in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
            if not (font := text.get_font()).is_embedded
        }
    _refuse(sorted(found))


def assert_reproducible(subject: Case | Letter) -> None:
    """Another process, in another folder, language and time zone, prints the same bytes.

    Raises also what printing raises. The process is a new one: call this from a module that may be imported again.
    """
    letter = letter_of(subject)
    if own := letter.house_style.templates:  # a path seen from here leads nowhere from there
        letter = replace(letter, house_style=replace(letter.house_style, templates=own.resolve()))
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(1, get_context("spawn"), initializer=_go_elsewhere, initargs=(folder,)) as process,
    ):
        again = process.submit(letter.pdf).result()
    printed = letter.pdf()
    if again != printed:
        said = [each.said for each in differences(Layout.of(again), Layout.of(printed))]
        _refuse(["printed elsewhere, the letter has other bytes", *said])


def _refuse(found: Sequence[str]) -> None:
    # "assert" would not hold under python -O
    if found:
        raise AssertionError("\n".join(found))


def _go_elsewhere(folder: str) -> None:
    os.chdir(folder)
    os.environ.update({"TZ": "Pacific/Kiritimati", "LC_ALL": "POSIX", "LANG": "POSIX"})
    time.tzset()
