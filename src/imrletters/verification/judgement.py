"""Decides the result of a verification: what the bytes of a PDF prove, and otherwise what its content shows."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from imrletters.manifest import Record
from imrletters.pdf import PdfFile, open_pdf
from imrletters.printing import digest
from imrletters.verification.appearance import NOT_DRAWN, appearance_difference, can_draw
from imrletters.verification.embedded import Embedded
from imrletters.verification.increments import UNKNOWN, count_increments
from imrletters.verification.manifest import missing_from
from imrletters.verification.print_difference import (
    adds_content,
    cut_off,
    lacks_any,
    pages_differ,
    print_difference,
    rewritten,
)
from imrletters.verification.result import Alteration, Answer, VerificationResult
from imrletters.verification.signature_status import signature_status

END_OF_PRINT = b"%%EOF\n"
RECOMPARABLE = {"version"}
"""A letter that names no other difference has our templates, fonts and engine: its whole pages are compared."""

WORDING = {"templates", "own_templates", "letterhead"}
"""The names of the differences of a toolchain that explain other words and lines."""


@dataclass(frozen=True)
class Comparison:
    """A received PDF and the print of its case.

    ``others`` has a sentence about each difference between the toolchain that the PDF names and ours, by its name; it
    is empty if the PDF begins with the print. ``texts`` are the words of the case that its letter contains.
    """

    file: PdfFile
    printed: bytes
    embedded: Embedded
    others: Mapping[str, str]
    texts: Collection[str] = ()

    def result(self, case_number: str | None, record: Iterable[Record] | None) -> VerificationResult:
        """The result of the verification. Raises LetterError if the PDF is damaged."""
        data, records = self.file.data, None if record is None else list(record)
        unsigned = self.printed if data.startswith(self.printed) else _first_revision(data)
        increments = count_increments(data, unsigned) if unsigned == self.printed or self.others else UNKNOWN
        signed = self.embedded.signed or bool(increments)
        status = signature_status(data, signed=signed, increments=increments)
        digests = frozenset({digest(data)} | ({digest(unsigned)} if increments is not UNKNOWN else set()))
        missing = None if records is None else missing_from(records, case_number, digests)
        finding, remark = self._finding(increments, signed=signed), ""
        if finding == "reprinted" and missing != "":
            finding, remark = self._appearance(increments)
        if isinstance(finding, Alteration) and increments is not UNKNOWN and self._is_outdated(finding, increments):
            remark, finding = finding.what, "outdated"
        if isinstance(finding, str) and not status.intact:
            finding = Alteration("envelope", "changed after it was signed")
        alteration = finding if isinstance(finding, Alteration) else None
        if alteration:
            digests = frozenset({digest(data)})
            missing = None if records is None else missing_from(records, case_number, digests)
        return VerificationResult(
            answer="altered" if isinstance(finding, Alteration) else finding,
            where=alteration.where if alteration else None,
            what="; ".join(filter(None, [alteration.what if alteration else "", *self.others.values(), remark])),
            signatures=status.sentences,
            case_number=case_number,
            digests=digests,
            examined=status.examined,
            missing=missing,
        )

    def _finding(self, increments: int | None, *, signed: bool) -> Answer | Alteration:
        """The answer for the letter without its signatures, or its first alteration."""
        data, begins = self.file.data, self.file.data.startswith(self.printed)
        if begins and increments is not UNKNOWN:
            return "same"
        if lost := cut_off(data, self.printed):
            return Alteration("envelope", f"cut off: {lost}")
        if not self.embedded.provenance:
            return Alteration("envelope", "it does not state what printed it")
        file = self._without_signatures(increments)
        foreign = signed and increments is UNKNOWN and (begins or bool(self.others))
        if alteration := print_difference(file, self._printed_file, same_toolchain=not self.others, signed=foreign):
            return alteration
        if foreign:
            return "foreign"
        return "reprinted" if self.others else rewritten(data, self.printed)

    def _is_outdated(self, difference: Alteration, increments: int | None) -> bool:
        """Whether other templates or another letterhead explain a difference from the print."""
        if WORDING.isdisjoint(self.others) or difference.where == "envelope":
            return False
        file = self._without_signatures(increments)
        return not (adds_content(file, self._printed_file) or lacks_any(self.texts, file, self._printed_file))

    def _appearance(self, increments: int | None) -> tuple[Answer | Alteration, str]:
        """Whether a reprinted letter is altered because it looks different, and a sentence about how it looks."""
        file = self._without_signatures(increments)
        difference = appearance_difference(file, self._printed_file)
        if self.others.keys() <= RECOMPARABLE and (difference or pages_differ(file, self._printed_file)):
            return Alteration("layout", difference or "a page has other content or fonts than the case prints"), ""
        return "reprinted", difference or ("" if can_draw() else NOT_DRAWN)

    @cached_property
    def _printed_file(self) -> PdfFile:
        return open_pdf(self.printed)

    @cached_property
    def _first_revision(self) -> PdfFile:
        return open_pdf(_first_revision(self.file.data))

    def _without_signatures(self, increments: int | None) -> PdfFile:
        return self._first_revision if increments else self.file


def _first_revision(data: bytes) -> bytes:
    """The bytes up to the first end of a file in them."""
    end = data.find(END_OF_PRINT)
    return data if end < 0 else data[: end + len(END_OF_PRINT)]
