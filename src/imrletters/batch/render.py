"""Renders the files of one case."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from imrletters.batch.checked import proofread_document, refuse_errors
from imrletters.batch.content import edition_of
from imrletters.batch.options import RenderOptions
from imrletters.case import Case
from imrletters.documents import Document
from imrletters.errors import DataError, HouseStyleError, ImrlettersError, PrintError, Problem
from imrletters.file_names import safe_name
from imrletters.letter import Letter


class RenderedFile(NamedTuple):
    """One file of a case; ``pages`` is the number of pages of a PDF, and None for other formats."""

    name: str
    data: bytes
    pages: int | None


@dataclass(frozen=True)
class Outcome:
    """The result for one case: the bytes of each file and the page count of each PDF, by file name, or the problems.

    A case with problems has no files. ``findings`` are what proofreading found, errors and warnings. ``stem``,
    ``source`` and ``line`` are those of its document. ``toolchain`` is what the files depend on besides the case (see
    ``RenderOptions.toolchain``).
    """

    stem: str
    source: str
    line: int | None
    files: dict[str, bytes] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    toolchain: dict[str, str] = field(default_factory=dict)
    findings: tuple[Problem, ...] = ()


def render_files(case: Case, options: RenderOptions, stem: str = "letter") -> Iterator[RenderedFile]:
    """The files of a validated case. Raises PrintError, and HouseStyleError if a template is invalid."""
    for audience, form, name in options.files(stem):
        letter = Letter(case, audience, options.house_style, options.engine)
        if form == "pdf":
            printed = letter.printed(attach=options.attach)
            yield RenderedFile(name, printed.pdf, printed.pages)
        else:
            text = letter.text(options.width) if form == "text" else letter.html()
            yield RenderedFile(name, text.encode(), None)


def rendered_files(document: Document, options: RenderOptions) -> list[RenderedFile]:
    """Reads and validates a case, and renders its files.

    Raises DataError for every error of imrletters, and OSError if the system fails. Then the error names the folder of
    temporary files if it names no other.
    """
    if not document.error and safe_name(document.stem) != document.stem:
        raise DataError([_placed(Problem(f"{document.stem!r} is not a safe beginning of a file name"), document)])
    try:
        return list(render_files(document.case(options.house_style.templates), options, document.stem))
    except DataError as error:
        problems = error.problems
    except ImrlettersError as error:
        problems = tuple(replace(problem, redacted=_redacted(error)) for problem in error.as_problems())
    except OSError as error:
        if error.errno is None or error.filename is not None:
            raise
        raise OSError(error.errno, error.strerror, tempfile.gettempdir()) from None
    raise DataError([_placed(problem, document) for problem in problems])


def render_document(document: Document, options: RenderOptions) -> Outcome:
    """Reads and validates a case, and renders its files. Every error of imrletters becomes a problem of the outcome.

    Raises OSError if the system fails, for example because the disk is full.
    """
    findings: tuple[Problem, ...] = ()
    try:
        findings = proofread_document(document, options)
        refuse_errors(findings)
        rendered = rendered_files(document, options)
    except DataError as error:
        return replace(failed(document, *error.problems), findings=findings)
    files = {file.name: file.data for file in rendered}
    pages = {file.name: file.pages for file in rendered if file.pages is not None}
    toolchain = _toolchain(options, edition_of(document))
    return Outcome(document.stem, document.source, document.line, files, pages, (), toolchain, findings)


def _redacted(error: ImrlettersError) -> str:
    """The kind of an error that may quote the words of a letter."""
    if isinstance(error, HouseStyleError):
        return "a template or the letterhead is invalid for this case"
    return (
        "the PDF engine cannot print this letter" if isinstance(error, PrintError) else "the letter cannot be rendered"
    )


@cache
def _toolchain(options: RenderOptions, edition: str | None) -> dict[str, str]:
    return options.toolchain(edition)


def failed(document: Document, *problems: Problem) -> Outcome:
    """The outcome of a case that has problems; each is placed in the file of the document."""
    placed = tuple(_placed(problem, document) for problem in problems)
    return Outcome(document.stem, document.source, document.line, problems=placed)


def _placed(problem: Problem, document: Document) -> Problem:
    return problem if problem.source else problem.at(document.source, document.line)
