"""Proves a printed letter: gives back the case inside it, and says whether the letter is what that case prints."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from imrletters.case import AUDIENCES, Case
from imrletters.errors import CaseError, LetterError, Problem, ResourceError
from imrletters.letter import CASE_FILE, Letter
from imrletters.printing import NONE, digest, letter_provenance, load_engine
from imrletters.rendering import HouseStyle, Letterhead
from imrletters.validation import read_case

if TYPE_CHECKING:
    from imrletters.signing import SignatureReport
    from imrletters.verification.embedded import Envelope
    from imrletters.verification.fingerprint import Content

Answer = Literal["same", "reprinted", "altered"]
Where = Literal["words", "layout", "envelope"]
Difference = tuple[Where, str]
END = b"%%EOF\n"
"""What every print ends with."""
END_OF_FILE = b"%%EOF"
PARTS = {
    "Metadata": "the metadata",
    "Info": "the metadata",
    "StructTreeRoot": "the tags",
    "Outlines": "the bookmarks",
    "Names": "the attachments",
    "AF": "the attachments",
    "Lang": "the language",
    "OutputIntents": "the colours",
    "AA": "a program",
    "JavaScript": "a program",
    "OpenAction": "a program",
    "XFA": "a form",
    "OCProperties": "layers",
}
"""What the keys of a PDF hold, as a person would call it."""


@dataclass(frozen=True)
class VerificationResult:
    """Whether a PDF is what the case inside it prints.

    ``answer``: "same", byte for byte, but for signatures added to its end; "reprinted" by other versions or templates
    than these, with the same words and lines in the text that the file carries (how the pages look was not compared,
    and a forger can name other versions); or "altered", in the letter or after it was signed, and then ``where``.
    ``what`` says it in a person's words, and ``signatures`` has a sentence about each. ``digests`` are the SHA-256
    digests that a record may know it by.
    """

    answer: Answer
    where: Where | None
    what: str
    signatures: tuple[str, ...]
    case_number: str | None
    digests: frozenset[str]

    @property
    def sound(self) -> bool:
        """Whether nothing was found altered."""
        return self.answer != "altered"


def extract(pdf: bytes, templates: Path | None = None) -> Case:
    """The case that travels in a PDF.

    ``templates`` is the folder of the editions it may name besides ours. Raises LetterError if the PDF cannot be read
    or carries none, CaseError if what it carries is none.
    """
    return read_case(attached_case(pdf), templates)


def attached_case(pdf: bytes) -> bytes:
    """The case attached to a PDF, as it is. Raises LetterError if there is none, or it is no JSON object."""
    from imrletters.verification.embedded import attached_case as read_attached_case  # noqa: PLC0415 - loads the PDF reader

    return read_attached_case(pdf)


def verify(pdf: bytes, *, templates: Path | None = None, letterhead: Letterhead | None = None) -> VerificationResult:
    """Prints the case that travels in a PDF again, and compares.

    ``templates`` and ``letterhead`` are those that it was printed with (see ``render``). Raises LetterError if the PDF
    cannot be read, or carries no case that can be printed. Threads print one after the other.
    """
    from imrletters.verification.embedded import read_envelope  # noqa: PLC0415 - the PDF reader is loaded only when a PDF is read

    engine = load_engine()
    envelope = read_envelope(pdf)
    _refuse_unnamed(envelope.provenance, HouseStyle(templates, letterhead))
    letter = _letter(envelope.attached(), envelope.provenance.get("copy"), HouseStyle(templates, letterhead))
    printed = letter.pdf()
    here = {**letter_provenance(letter.audience, letter.house_style), "engine": engine.toolchain()}
    # what begins with the print was printed here, whatever is said of it further down
    others = [] if pdf.startswith(printed) else _others(envelope.provenance, here)
    difference = None if pdf == printed else _difference(pdf, printed, envelope, same_print=not others)
    signatures, sound = _signatures(pdf, signed=envelope.signed)
    if difference is None and not sound:
        difference = "envelope", "changed after it was signed"
    answer: Answer = "altered" if difference else "reprinted" if others else "same"
    return VerificationResult(
        answer=answer,
        where=difference[0] if difference else None,
        what="; ".join([*([difference[1]] if difference else []), *others]),
        signatures=signatures,
        case_number=letter.case.case_number,
        digests=frozenset(map(digest, (pdf, *_unsigned(pdf, printed, answer, signed=envelope.signed)))),
    )


def _letter(case: bytes, named: str | None, house_style: HouseStyle) -> Letter:
    """The letter of the attached case, in the copy that the PDF names."""
    audience = next((audience for audience in AUDIENCES if audience == named), AUDIENCES[0])
    try:
        return Letter(read_case(case, house_style.templates), audience, house_style)
    except CaseError as error:
        told = [
            ": ".join(filter(None, (f"line {problem.line}" if problem.line else "", problem.pointer, problem.message)))
            for problem in error.problems
        ]
        if house_style.templates is None and any(problem.pointer == "/edition" for problem in error.problems):
            told.append("an edition of an organization's own needs its templates")
        raise LetterError(
            [Problem(f"the case inside cannot be printed: {CASE_FILE}, {each}") for each in told]
        ) from None


def _refuse_unnamed(said: dict[str, str], house_style: HouseStyle) -> None:
    """Raises LetterError where a letter says that it was printed with what the call does not name."""
    needed = {
        "--templates": ("own_templates", house_style.templates),
        "--letterhead": ("letterhead", house_style.letterhead),
    }
    unnamed = [option for option, (name, given) in needed.items() if given is None and said.get(name, NONE) != NONE]
    if unnamed:
        raise LetterError([Problem(f"printed in an organization's own way; name it with {' and '.join(unnamed)}")])


def _others(said: dict[str, str], here: dict[str, str]) -> list[str]:
    """What a letter was printed by that is not here."""
    return [
        f"{name}: printed with {said.get(name, 'something untold')}, here is {here[name]}"
        for name in here
        if said.get(name) != here[name]
    ]


def _difference(pdf: bytes, printed: bytes, envelope: "Envelope", *, same_print: bool) -> Difference | None:
    """Where a letter differs first from what its case prints, unless only by signatures after it.

    Where the two were not printed by the same (``same_print``), little more than words and lines can be compared.
    """
    from imrletters.comparison import differences  # noqa: PLC0415 - the PDF reader is loaded only when a PDF is read
    from imrletters.pdf import Layout  # noqa: PLC0415
    from imrletters.verification.revisions import differs_only_by_signatures  # noqa: PLC0415 - the PDF reader is loaded only when a PDF is read

    if printed.startswith(pdf):
        lost = len(printed) - len(pdf)
        return "envelope", f"cut off: {lost} {'byte is' if lost == 1 else 'bytes are'} missing at its end"
    if envelope.signed and pdf.startswith(printed) and differs_only_by_signatures(pdf, printed):
        return None
    if missing := _missing(pdf, printed, envelope):
        return "envelope", missing
    here, wanted = Layout.of(pdf), Layout.of(printed)
    for difference in differences(here, wanted):
        if difference.kind == "words":
            return "words", difference.said
        if difference.kind == "lines" or same_print:
            return "layout", difference.said
    besides = _besides_lines(pdf, printed, same_print=same_print)
    return besides or (_rewritten(pdf, printed, envelope) if same_print else None)


def _missing(pdf: bytes, printed: bytes, envelope: "Envelope") -> str | None:
    """What every print has and this file has not; one that begins with its whole print lacks nothing of it."""
    if not pdf.startswith(printed) and not pdf.rstrip().endswith(END_OF_FILE):
        return "cut off: the end of the file is missing"
    return None if envelope.provenance else "it does not say what printed it"


def _besides_lines(pdf: bytes, printed: bytes, *, same_print: bool) -> Difference | None:
    """The first difference of what two letters of the same lines hold besides them.

    Not printed by the same, they may differ in all but what is laid over the pages or acts when the file is opened.
    """
    from imrletters.verification.fingerprint import read_content  # noqa: PLC0415 - the PDF reader is loaded only when a PDF is read

    here, wanted = read_content(pdf), read_content(printed)
    return _added(here, wanted) or (_changed(here, wanted) if same_print else None)


def _added(here: "Content", wanted: "Content") -> Difference | None:
    for number, (overlays, expected) in enumerate(zip(here.overlays, wanted.overlays, strict=True), start=1):
        if overlays > expected:
            return "layout", f"page {number}: something is laid over the page that the case does not print"
    active = here.active - wanted.active
    return ("envelope", f"added: {', '.join(sorted({PARTS[key] for key in active}))}") if active else None


def _changed(here: "Content", wanted: "Content") -> Difference | None:
    for number, (page, same) in enumerate(zip(here.pages, wanted.pages, strict=True), start=1):
        if page != same:
            return "layout", f"page {number}: something is drawn or set otherwise than the case prints it"
    keys = {key for key in here.parts.keys() | wanted.parts.keys() if here.parts.get(key) != wanted.parts.get(key)}
    return ("envelope", f"changed: {', '.join(sorted({PARTS.get(key, key) for key in keys}))}") if keys else None


def _rewritten(pdf: bytes, printed: bytes, envelope: "Envelope") -> Difference:
    """How a letter that holds what its case prints is written otherwise, and not only by signatures after it."""
    if not pdf.startswith(printed):
        return "envelope", "the file was written anew by other software, its content unchanged"
    return "envelope", "something was added at its end" + (" besides signatures" if envelope.signed else "")


def _unsigned(pdf: bytes, printed: bytes, answer: Answer, *, signed: bool) -> tuple[bytes, ...]:
    """What a sound letter was before it was signed: the print, of another version the bytes before its first end."""
    from imrletters.verification.revisions import differs_only_by_signatures  # noqa: PLC0415 - the PDF reader is loaded only when a PDF is read

    if answer == "same":
        return (printed,)
    first = pdf[: pdf.find(END) + len(END)]
    try:
        return (first,) if answer == "reprinted" and signed and differs_only_by_signatures(pdf, first) else ()
    except LetterError:  # no whole PDF ends there
        return ()


def _signatures(pdf: bytes, *, signed: bool) -> tuple[tuple[str, ...], bool]:
    """A sentence about each signature, and whether nothing is wrong with any."""
    if not signed:
        return ("not signed",), True
    try:
        from imrletters.signing import signatures  # noqa: PLC0415 - an extra
    except ResourceError as error:
        return (f"signed; whether anything changed since cannot be told here: {error}",), True
    reports = signatures(pdf)
    told = [_of_signature(report, last=report is reports[-1]) for report in reports]
    if not told:
        return ("signed, but no signature in it can be read",), False
    return tuple(said for said, _ in told), all(sound for _, sound in told)


def _of_signature(report: "SignatureReport", *, last: bool) -> tuple[str, bool]:
    """What a signature tells, and whether that is as it should be."""
    if not (report.intact and report.valid):
        said, sound = "what was signed has been changed", False
    elif report.whole_file:
        said, sound = "nothing was changed since", True
    elif report.allowed_additions and not last:
        said, sound = "since then it was signed again, and nothing else was changed", True
    else:
        said, sound = "something was added since", False
    return f"signed by {report.signer}; {said}", sound
