"""Parses a determination letter, as text or as PDF, into a case.

Words that the structure of a case cannot express are kept as text. Words that cannot be read are an error with its
place; nothing is guessed.
"""

from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path

from imrletters.arguments import LETTER, require
from imrletters.case import Audience, Case
from imrletters.errors import LetterError, Problem
from imrletters.parsing.editions import read_letter, refuse_unprintable
from imrletters.parsing.paragraphs import Paragraph, printed_paragraphs, spaced_paragraphs, text_paragraphs
from imrletters.parsing.printed_look import printed_look
from imrletters.parsing.sections import preamble_is_complete, public_part
from imrletters.parsing.value_places import Origins
from imrletters.path_names import PathName, folder_path
from imrletters.rendering import DRAFT_MARK, HouseStyle, render_text
from imrletters.validation import with_field_types
from imrletters.wording import ANY_MARK, NAME_OF, Wording, flexible, wording_of

PDF_START = b"%PDF-"
PDF_START_WITHIN = 1024


def parse(letter: str | bytes, templates: PathName | None = None, *, bounded: bool = False) -> Case:
    """The case that a letter states. ``letter`` is the text of a letter, or the bytes of a text or PDF file.

    ``templates`` is the folder of an organization's own editions; without it only our editions are read. Where a letter
    fits several editions, the one is taken that splits most of its guideline lines into citations, and of these the one
    with the lowest ``precedence`` (see ``letter.j2``). Raises LetterError, with page and line, for what cannot be read
    as a determination letter, and HouseStyleError for an edition whose letters cannot be read back.

    Reading a hostile file can take any time and memory. With ``bounded`` a worker process reads it, with limits (see
    ``TaskLimits``); then also raises LimitExceededError and WorkerError.
    """
    require("letter", letter, LETTER)
    if bounded:
        from imrletters.workers import run_bounded  # noqa: PLC0415 - loads multiprocessing

        return run_bounded(partial(parse, templates=folder_path(templates)), letter)
    return parse_with_origins(letter, templates)[0]


def parse_with_origins(letter: str | bytes, templates: PathName | None = None) -> tuple[Case, Origins]:
    """The case that a letter states, and the places of its values in the letter. Raises as ``parse`` does."""
    folder = folder_path(templates)
    case, origins = _read(letter, folder)
    refuse_unprintable(case, origins, folder)
    return case, origins


def audience_of(letter: bytes, edition: str, templates: PathName | None = None) -> Audience:
    """The audience of a letter: the parties if the letter begins with the notice to them. Raises as ``parse`` does."""
    folder = folder_path(templates)
    found = _printed(letter, folder) if is_pdf(letter) else text_paragraphs(_text(letter))
    return "parties" if found[0].text == wording_of(edition, folder).notice_title else "public"


def _read(letter: str | bytes, templates: Path | None) -> tuple[Case, Origins]:
    if isinstance(letter, bytes) and is_pdf(letter):
        printed = _printed(letter, templates)
        return read_letter(lambda wording: public_part(printed, wording), templates)
    text = _text(letter)
    ordinary = text_paragraphs(text)
    return read_letter(lambda wording: _paragraphs_of(text, ordinary, wording), templates)


def _text(letter: str | bytes) -> str:
    """The text of a text letter, with line feeds as its only line ends. Raises LetterError."""
    text = letter if isinstance(letter, str) else _decoded(letter)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\f", "\n")
    if not text.strip():
        raise LetterError([Problem("the file is empty")])
    return text


def is_pdf(data: bytes) -> bool:
    """Whether a file is a PDF: the signature is at its start, or within its first bytes if these are not text."""
    start = data[:PDF_START_WITHIN]
    if PDF_START not in start or data.lstrip().startswith(PDF_START):
        return PDF_START in start
    return b"\0" in start or "\ufffd" in start.decode(errors="replace")[:-3]


def canonical(case: Case, templates: PathName | None = None) -> Case:
    """A valid case as its letter states it: forms that print cannot distinguish become one form.

    Lists of names that are not all known become one name, and white space around texts is removed. No word
    changes. The address of the schema, which is not part of the case, is left out. ``templates`` is the folder of an
    organization's own editions, as for ``parse``. Raises CaseError if a field has a value of a wrong type, and
    HouseStyleError if a template of its edition is invalid.
    """
    house_style = HouseStyle(templates)
    case = with_field_types(case)
    return stated_case(case, render_text(case, 0, house_style=house_style), house_style.templates)


def stated_case(case: Case, text: str, templates: Path | None = None) -> Case:
    """The canonical form of a valid case; ``text`` is its public letter, with each paragraph on one line."""
    letter = text_paragraphs(text)
    read, _ = read_letter(lambda _: letter, templates)
    printed = {name: getattr(read, name) for name in read.model_fields_set}
    return case.model_copy(update={"schema_uri": None, **printed})


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        from imrletters.validation import Lines  # noqa: PLC0415 - only faults have places

        line, _ = Lines(data[: error.start].decode("utf-8")).place(error.start)
        raise LetterError([Problem("this is neither a PDF nor text in UTF-8", line=line)]) from None


def _printed(pdf: bytes, templates: Path | None) -> Sequence[Paragraph]:
    from imrletters.pdf import open_pdf, read_pages  # noqa: PLC0415 - the PDF reader is loaded only when a PDF is read

    pages = read_pages(open_pdf(pdf))
    if not pages:
        raise LetterError([Problem("the PDF has no pages")])
    if not any(line.text.strip() for page in pages for line in page):
        raise LetterError([Problem("the PDF contains no text; a scan needs text recognition first", page=1)])
    look = printed_look(pages, templates)
    if any(line.text.strip() == DRAFT_MARK and line.baseline < look.page.margin_bottom for line in pages[0]):
        raise LetterError([Problem("this is a draft of a case that was not complete, not a letter", page=1)])
    found = printed_paragraphs(pages, look)
    if not found:
        raise LetterError([Problem("the PDF contains no text below its top margin", page=1)])
    return found


def _paragraphs_of(text: str, ordinary: Sequence[Paragraph], wording: Wording) -> Sequence[Paragraph]:
    """The paragraphs of a text letter: separated by blank lines, unless only the other reading fits the edition."""
    public = public_part(ordinary, wording)
    if preamble_is_complete(public, wording):
        return public
    spaced = spaced_paragraphs(text, wording.titles, _openings(wording), wording.heading_end)
    return spaced if preamble_is_complete(spaced, wording) else public


@cache
def _openings(wording: Wording) -> list[str]:
    """Patterns of the ways in which an own paragraph of the edition begins."""
    return sorted({_any_name(opening) for opening in wording.openings})


def _any_name(opening: str) -> str:
    return "".join(r"\S.{0,80}?" if part in NAME_OF else flexible(part) for part in ANY_MARK.split(opening))
