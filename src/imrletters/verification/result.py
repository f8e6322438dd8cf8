"""The result of a verification."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Answer = Literal["same", "reprinted", "outdated", "foreign", "altered"]
Where = Literal["words", "layout", "envelope"]


class Alteration(NamedTuple):
    """Where a PDF was altered, and a sentence about what was altered."""

    where: Where
    what: str


@dataclass(frozen=True)
class VerificationResult:
    """Whether a PDF is the print of the case that is attached to it.

    ``answer`` is one of:

    - "same": the PDF is the print byte for byte, or the print followed only by what our signatures append to it;
    - "reprinted": it names other versions or templates than these, and its text has the same words and lines. Its
      appearance cannot be proved, and a forger can name other versions;
    - "outdated": it names other templates or another letterhead than these, which print other words or lines around the
      words of its case. Nothing was added, and no word of the case is missing;
    - "foreign": it begins with the print, and was signed by other software. What that software added is unknown;
    - "altered": it was changed, in the letter or after it was signed.

    ``where`` names the part that was altered: the words, their layout, or the envelope (everything that is not on the
    pages); None otherwise. ``what`` describes the alteration, the first difference of an outdated letter,
    the other versions, and differences of the appearance.
    ``signatures`` has one sentence about each signature; ``examined`` is false if they were not checked, because the
    extra "sign" is not installed. ``digests`` are the SHA-256 digests under which a record may list the letter.
    ``missing`` is None if no records were given, "" if one of them lists the letter, and otherwise the reason.
    """

    answer: Answer
    where: Where | None
    what: str
    signatures: tuple[str, ...]
    case_number: str | None
    digests: frozenset[str]
    examined: bool = True
    missing: str | None = None

    @property
    def sound(self) -> bool:
        """Whether the letter is proved: the same, or of another version and recorded; and its signatures are intact."""
        if self.missing or not self.examined:
            return False
        return self.answer == "same" or (self.answer == "reprinted" and self.missing == "")
