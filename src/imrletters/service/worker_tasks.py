"""The functions that run in the worker processes: they take the bytes of a document and return a result."""

from dataclasses import dataclass
from functools import partial
from typing import Literal

from imrletters.batch import RenderOptions, render_files
from imrletters.cleaning import CleanedText, clean_text
from imrletters.errors import DataError, LetterError, PrintError, Problem, first_problems
from imrletters.manifest import Record
from imrletters.parsing import is_pdf, parse
from imrletters.printing import EngineName, load_engine
from imrletters.proofreading import CheckedAudience, findings_in
from imrletters.rendering import PLAIN, HouseStyle
from imrletters.validation import read_case
from imrletters.verification import VerificationResult, attached_case, verify


def render_letter(case: bytes, *, options: RenderOptions) -> bytes:
    """The letter of a case file, for options that name one audience and one format."""
    [letter] = render_files(read_case(case, options.house_style.templates), options)
    return letter.data


def check_document(
    document: bytes, *, audience: CheckedAudience, house_style: HouseStyle, case_file: bool
) -> list[Problem]:
    """The findings in a case file or a letter. Raises DataError if it cannot be read."""
    found = findings_in(document, audience=audience, templates=house_style.templates, case_file=case_file)
    return first_problems(found)


def parse_letter(letter: bytes, *, house_style: HouseStyle = PLAIN) -> bytes:
    """The case of a letter, as a JSON file. Raises LetterError."""
    return parse(letter, house_style.templates).to_json().encode()


@dataclass(frozen=True)
class OpenedLetter:
    """The case of a letter: the file that is attached to it, or what its pages state.

    ``why`` is the reason why an attached file was not used; empty if it was.
    """

    source: Literal["attached", "pages"]
    case_file: str
    why: str = ""


def open_letter(letter: bytes, *, house_style: HouseStyle) -> OpenedLetter:
    """The case attached to a letter if verification finds the letter sound; otherwise that of its pages.

    Raises LetterError.
    """
    why = "a text contains no case file"
    if is_pdf(letter):
        try:
            attached = attached_case(letter)
            result = verify_pdf(letter, house_style=house_style, recorded=None)
            if result.sound:
                return OpenedLetter("attached", attached.decode())
            signatures = [] if result.examined else ["its signatures could not be examined"]
            why = "; ".join(["the letter is " + result.answer, *filter(None, [result.what]), *signatures])
        except (LetterError, UnicodeDecodeError) as error:
            why = str(error)
    return OpenedLetter("pages", parse_letter(letter, house_style=house_style).decode(), why)


def repair_text(text: bytes, *, narrative: bool) -> CleanedText:
    """A pasted text, repaired. Raises DataError if it is not UTF-8."""
    try:
        return clean_text(text.decode(), narrative=narrative)
    except UnicodeDecodeError:
        raise DataError([Problem("the text is not UTF-8")]) from None


def verify_pdf(pdf: bytes, *, house_style: HouseStyle, recorded: str | None) -> VerificationResult:
    """The comparison of a PDF with the print of the case attached to it. Raises LetterError.

    ``recorded`` is the digest of the only record of its case.
    """
    verify_as_printed = partial(verify, pdf, templates=house_style.templates, letterhead=house_style.letterhead)
    result = verify_as_printed()
    if recorded is None:
        return result
    return verify_as_printed(record=[Record(case_number=result.case_number, files={"": recorded})])


def engine_error(engine: EngineName) -> str:
    """The reason why this process cannot print with an engine; empty if it can."""
    try:
        load_engine(engine)
    except PrintError as error:
        return str(error)
    return ""
