"""The letters that the tests of verification change, and short forms of the calls that they make."""

from functools import cache
from typing import Any

import pytest

from imrletters import LetterError, load_case, load_letterhead, render, verify
from imrletters.case.base import Audience
from imrletters.letter import Letter
from imrletters.printing import EngineName
from tests.signing.support import opened
from tests.support import OWN, SAMPLES, sample_pdf

SAMPLE = next(path for path in SAMPLES if path.stem == "mixed-decisions")
PRINT = sample_pdf(SAMPLE)
TEMPLATES = OWN / "templates"
print_letter = Letter.pdf
"""The original method: for the tests of verification it is replaced by one that caches its prints."""


@cache
def printed_by(engine: EngineName) -> bytes:
    """The sample letter, printed by an engine."""
    return print_letter(render(load_case(SAMPLE), engine=engine))


@cache
def own_letter(audience: Audience = "public") -> bytes:
    """A letter printed with an organization's own edition and letterhead."""
    head = load_letterhead(OWN / "letterhead.toml")
    letter = render(load_case(OWN / "own-edition.json", TEMPLATES), audience, templates=TEMPLATES, letterhead=head)
    return print_letter(letter)


def attached_stream(document: Any) -> Any:
    """The stream of the attached case."""
    [file] = document.Root.AF
    return file.EF.F


def attached(pdf: bytes) -> bytes:
    """The attached case, read by pikepdf."""
    document = opened(pdf)
    return bytes(attached_stream(document).read_bytes())


def answer(pdf: bytes) -> tuple[str, str | None]:
    """The answer of a verification, and where the letter was altered."""
    result = verify(pdf)
    return result.answer, result.where


def refusal(pdf: bytes) -> str:
    """The message of a verification that raises LetterError."""
    with pytest.raises(LetterError) as caught:
        verify(pdf)
    return str(caught.value)
