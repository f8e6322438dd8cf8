"""Converts the subject of a test (a case, a letter or a PDF) to a PDF, its layout and its tags."""

from functools import lru_cache

from imrletters.arguments import Accepted, require
from imrletters.case import Case
from imrletters.letter import Letter, render
from imrletters.pdf import Layout, PrintedPage, open_pdf, read_pages, tag_outline
from imrletters.printing import DEFAULT, EngineName

Subject = Case | Letter | bytes
"""The subject of a test: a case (its public copy), a letter, or the bytes of a PDF made by any software."""
CASE_OR_LETTER = Accepted((Case, Letter), "a case or a letter")
SUBJECT = Accepted((*CASE_OR_LETTER.types, bytes), "a case, a letter or the content of a PDF (bytes)")
case_engine: EngineName = DEFAULT
"""The engine that prints cases; ``plugin`` sets it. A letter has its own."""


def pdf_of(subject: Subject) -> bytes:
    """The PDF of a case or a letter, or the PDF itself. Raises as ``render`` and ``Letter.pdf`` do."""
    require("subject", subject, SUBJECT)
    return subject if isinstance(subject, bytes) else _printed(letter_of(subject))


def letter_of(subject: Case | Letter) -> Letter:
    """The letter of a case, or the letter itself. Raises CaseError as ``render`` does."""
    require("subject", subject, CASE_OR_LETTER)
    return render(subject, engine=case_engine) if isinstance(subject, Case) else subject


# if a test compares a letter with several snapshots, the letter is printed once and its PDF is read once
_printed = lru_cache(maxsize=8)(Letter.pdf)
file_of = lru_cache(maxsize=4)(open_pdf)


@lru_cache(maxsize=4)
def pages_of(pdf: bytes) -> list[PrintedPage]:
    """The text lines of each page of a PDF. Raises LetterError if it cannot be read."""
    return read_pages(file_of(pdf))


@lru_cache(maxsize=4)
def layout_of(pdf: bytes) -> Layout:
    """The layout of a PDF. Raises LetterError if it cannot be read."""
    return Layout.of_pages(pages_of(pdf))


def tags_of(pdf: bytes) -> str:
    """The tag outline of a PDF. Raises LetterError if it cannot be read."""
    return tag_outline(file_of(pdf), pages_of(pdf))
