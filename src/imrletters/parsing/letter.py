"""Reads a determination letter, as text or as PDF, back into a case.

What the letter's structure cannot express is kept as text; what cannot be read is an error with its place, never a
guess.
"""

from collections.abc import Sequence

from imrletters.case import Case
from imrletters.errors import LetterError, Problem
from imrletters.parsing.paragraphs import Paragraph, printed_paragraphs, spaced_paragraphs, text_paragraphs
from imrletters.parsing.sections import preamble_is_complete, public_part, read_letter
from imrletters.parsing.value_places import Origins
from imrletters.rendering import editions, render_text
from imrletters.validation import HEADING_END, Lines
from imrletters.wording import ANY_MARK, NAME_OF, flexible, wording_of

PDF_START = b"%PDF-"
PDF_START_WITHIN = 1024


def parse(letter: str | bytes) -> Case:
    """The case that a letter tells. ``letter`` is the text of a letter, or the bytes of a text or PDF file.

    Raises LetterError, with page and line, for what cannot be read as a determination letter.
    """
    return parse_with_origins(letter)[0]


def parse_with_origins(letter: str | bytes) -> tuple[Case, Origins]:
    """The case that a letter tells, and where in the letter its values stand. Raises as ``parse`` does."""
    if isinstance(letter, bytes) and is_pdf(letter):
        return read_letter(_printed(letter))
    text = letter if isinstance(letter, str) else _decoded(letter)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\f", "\n")
    if not text.strip():
        raise LetterError([Problem("the file is empty")])
    ordinary = public_part(text_paragraphs(text))
    spaced = spaced_paragraphs(text, _titles(), _openings(), HEADING_END)
    return read_letter(spaced if preamble_is_complete(spaced) and not preamble_is_complete(ordinary) else ordinary)


def is_pdf(data: bytes) -> bool:
    """Whether a file is a PDF: it begins as one, or within its first bytes if these are no text."""
    start = data[:PDF_START_WITHIN]
    if PDF_START not in start or data.lstrip().startswith(PDF_START):
        return PDF_START in start
    return b"\0" in start or "\ufffd" in start.decode(errors="replace")[:-3]


def canonical(case: Case) -> Case:
    """The case as its letter tells it: what print cannot tell apart is brought to one form.

    Lists of names that are not all known become one name, white space around texts goes, and so on. No word changes.
    """
    told, _ = read_letter(text_paragraphs(render_text(case, 0)))
    return case.model_copy(update={name: getattr(told, name) for name in told.model_fields_set})


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, _ = Lines(data[: error.start].decode("utf-8")).place(error.start)
        raise LetterError([Problem("this is neither a PDF nor text in UTF-8", line=line)]) from None


def _printed(pdf: bytes) -> Sequence[Paragraph]:
    from imrletters.pdf import open_pdf, read_pages  # noqa: PLC0415 - the PDF reader is loaded only when a PDF is read

    pages = read_pages(open_pdf(pdf))
    if not pages:
        raise LetterError([Problem("the PDF has no pages")])
    if not any(line.text.strip() for page in pages for line in page):
        raise LetterError([Problem("the PDF holds no text; a scan needs text recognition first", page=1)])
    return public_part(printed_paragraphs(pages))


def _titles() -> set[str]:
    return {title for edition in editions() for title in wording_of(edition).titles}


def _openings() -> list[str]:
    """Patterns of every way in which an own paragraph of a letter of any edition begins."""
    return sorted({_any_name(opening) for edition in editions() for opening in wording_of(edition).openings})


def _any_name(opening: str) -> str:
    return "".join(r"\S.{0,80}?" if part in NAME_OF else flexible(part) for part in ANY_MARK.split(opening))
