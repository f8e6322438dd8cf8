"""The functions that run in the worker processes: they take the bytes of a document and return a result."""

from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any, Literal
from zipfile import ZipFile, ZipInfo

from imrletters.batch import RenderOptions, render_files
from imrletters.case import Audience
from imrletters.cleaning import CleanedText, clean_text
from imrletters.drafts import Preview, preview, preview_words
from imrletters.errors import DataError, LetterError, PrintError, Problem, first_problems
from imrletters.file_names import short_name
from imrletters.manifest import Record
from imrletters.mtus import OwnGuidelines, using_guidelines
from imrletters.parsing import audience_of, is_pdf, parse
from imrletters.printing import EngineName, load_engine
from imrletters.proofreading import CheckedAudience, findings_in
from imrletters.rendering import PLAIN, HouseStyle, LetterWords
from imrletters.service.choices import choices
from imrletters.validation import read_case
from imrletters.verification import VerificationResult, attached_case, verify


def print_both_copies(case: bytes, *, options: RenderOptions) -> bytes:
    """A zip file of the files of a case, named after its case number as the command line names them."""
    read = read_case(case, options.house_style.templates)
    files = list(render_files(read, options, short_name(read.case_number or "letter")))
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        for file in files:
            archive.writestr(ZipInfo(file.name), file.data)  # without a time, so that the bytes depend on the case only
    return written.getvalue()


def render_letter(case: bytes, *, options: RenderOptions) -> bytes:
    """The letter of a case file, for options that name one audience and one format."""
    [letter] = render_files(read_case(case, options.house_style.templates), options)
    return letter.data


def preview_case(case: bytes, *, audience: Audience, house_style: HouseStyle, engine: EngineName) -> Preview:
    """The preview of a case file, which need not be complete. Raises CaseError if it is not an object in JSON."""
    return preview(case, audience, house_style, engine)


def locate_values(case: bytes, *, audience: Audience, house_style: HouseStyle) -> LetterWords:
    """The words of the preview of a case file, and the places of its values in them. Raises CaseError as above."""
    return preview_words(case, audience, house_style)


def check_document(
    document: bytes,
    *,
    audience: CheckedAudience,
    house_style: HouseStyle,
    case_file: bool,
    guidelines: OwnGuidelines | None = None,
) -> list[Problem]:
    """The findings in a case file or a letter. Raises DataError if it cannot be read."""
    found = findings_in(
        document, audience=audience, templates=house_style.templates, guidelines=guidelines, case_file=case_file
    )
    return first_problems(found)


def parse_letter(letter: bytes, *, house_style: HouseStyle = PLAIN) -> bytes:
    """The case of a letter, as a JSON file. Raises LetterError."""
    return parse(letter, house_style.templates).to_json().encode()


@dataclass(frozen=True)
class OpenedLetter:
    """The case of a letter: the file that is attached to it, or what its pages state.

    ``audience`` is that of the letter. ``why`` is the reason why an attached file was not used; empty if it was.
    """

    source: Literal["attached", "pages"]
    audience: Audience
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
                edition = read_case(attached, house_style.templates).edition
                audience = audience_of(letter, edition, house_style.templates)
                return OpenedLetter("attached", audience, attached.decode())
            signatures = [] if result.examined else ["its signatures could not be examined"]
            why = "; ".join(["the letter is " + result.answer, *filter(None, [result.what]), *signatures])
        except (LetterError, UnicodeDecodeError) as error:
            why = str(error)
    case = parse(letter, house_style.templates)
    return OpenedLetter("pages", audience_of(letter, case.edition, house_style.templates), case.to_json(), why)


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


def known_choices(_: bytes, *, house_style: HouseStyle, guidelines: OwnGuidelines | None) -> dict[str, Any]:
    """The known values of the fields of a case; see ``choices``."""
    with using_guidelines(guidelines):
        return choices(house_style)


def engine_error(engine: EngineName) -> str:
    """The reason why this process cannot print with an engine; empty if it can."""
    try:
        load_engine(engine)
    except PrintError as error:
        return str(error)
    return ""
