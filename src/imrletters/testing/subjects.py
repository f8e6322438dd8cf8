"""What a test may hand over, a case, a letter or a PDF, brought to the print and the words that are looked at."""

from functools import lru_cache

from imrletters.case import Case
from imrletters.letter import Letter, render
from imrletters.pdf import Layout, read_pages

Subject = Case | Letter | bytes
"""A case stands for the public copy of its letter; bytes are those of a PDF, whoever made it."""


def pdf_of(subject: Subject) -> bytes:
    """The PDF of a case, of a letter, or the PDF itself. Raises as ``render`` and ``Letter.pdf`` do."""
    return subject if isinstance(subject, bytes) else _printed(letter_of(subject))


def letter_of(subject: Case | Letter) -> Letter:
    """The letter of a case, or the letter itself. Raises CaseError as ``render`` does, TypeError for what else."""
    if not isinstance(subject, Case | Letter):
        raise TypeError(f"expected a case, a letter or the bytes of a PDF, not {type(subject).__name__}")
    return render(subject) if isinstance(subject, Case) else subject


# several snapshots of one letter in a test print it once, and read it once
_printed = lru_cache(maxsize=8)(Letter.pdf)
pages_of = lru_cache(maxsize=4)(read_pages)


@lru_cache(maxsize=4)
def layout_of(pdf: bytes) -> Layout:
    """The layout of a PDF. Raises LetterError as ``read_pages`` does."""
    return Layout.of_pages(pages_of(pdf))
