"""The result of a verification."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Answer = Literal["same", "reprinted", "altered"]
Where = Literal["words", "layout", "envelope"]


class Alteration(NamedTuple):
    """Where a PDF was altered, and a sentence about what was altered."""

    where: Where
    what: str


@dataclass(frozen=True)
class VerificationResult:
    """Whether a PDF is the print of the case that is attached to it.

    ``answer`` is "same" if the PDF is the print byte for byte, with or without signatures appended to it; "reprinted"
    if it names other versions or templates than these, and its text has the same words and lines (the appearance of
    its pages was not compared, and a forger can name other versions); "altered" if it was changed, in the letter or
    after it was signed. ``where`` names the part that was altered: the words, their layout, or the envelope
    (everything that is not on the pages); None otherwise. ``what`` describes the alteration and the other versions.
    ``signatures`` has one sentence about each signature. ``digests`` are the SHA-256 digests under which a manifest may
    list the letter.
    """

    answer: Answer
    where: Where | None
    what: str
    signatures: tuple[str, ...]
    case_number: str | None
    digests: frozenset[str]

    @property
    def sound(self) -> bool:
        """Whether no alteration was found."""
        return self.answer != "altered"
