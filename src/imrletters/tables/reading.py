"""Reads cases and letters for a table, with the workers of a batch."""

from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from imrletters.batch import Task, results
from imrletters.case import Case
from imrletters.documents import Document
from imrletters.errors import ImrlettersError, Problem
from imrletters.mtus import OwnGuidelines
from imrletters.path_names import folder_path
from imrletters.proofreading import read_and_check
from imrletters.tables.column import Row
from imrletters.tables.items import item_rows
from imrletters.tables.letters import LetterFacts
from imrletters.workers import limits_in_use

T = TypeVar("T")


@dataclass(frozen=True)
class ReadDocument(Generic[T]):
    """What was read from a document; None if it has problems."""

    content: T | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Checks:
    """How documents are proofread: by the rules ``codes`` (None: all).

    ``templates`` and ``guidelines`` are an organization's own editions and its additions to the catalogue.
    """

    codes: frozenset[str] | None = None
    templates: Path | None = None
    guidelines: OwnGuidelines | None = None

    def __post_init__(self) -> None:
        """Keeps an absolute path, because workers may have another working directory."""
        object.__setattr__(self, "templates", folder_path(self.templates))  # the object is frozen


def read_items(
    documents: Iterable[Document],
    checks: Checks | None = None,
    *,
    jobs: int | None = None,
    executor: Executor | None = None,
) -> Generator[ReadDocument[list[Row]], None, None]:
    """The rows of the disputed items of each document, a case or a letter, in the order of the documents.

    Each document is read within limits of time and memory (``TaskLimits``), except in an ``executor``. For ``jobs`` and
    ``executor`` see ``render_many``.
    """
    return _read(documents, _rows, checks, jobs, executor)


def read_facts(
    documents: Iterable[Document],
    checks: Checks | None = None,
    *,
    jobs: int | None = None,
    executor: Executor | None = None,
) -> Generator[ReadDocument[LetterFacts], None, None]:
    """The facts of each document for the report of a batch; otherwise as ``read_items``."""
    return _read(documents, _facts, checks, jobs, executor)


def _rows(document: Document, case: Case, findings: Sequence[Problem]) -> list[Row]:
    return item_rows(case, findings, document.source, document.line)


def _facts(_document: Document, case: Case, findings: Sequence[Problem]) -> LetterFacts:
    return LetterFacts.of(case, findings)


Extract = Callable[[Document, Case, Sequence[Problem]], T]


def _read(
    documents: Iterable[Document],
    extract: Extract[T],
    checks: Checks | None,
    jobs: int | None,
    executor: Executor | None,
) -> Generator[ReadDocument[T], None, None]:
    task: Task[ReadDocument[T]] = Task(
        partial(_read_document, extract, checks or Checks()),
        _failed,
        doing="reading",
        did="read",
        modules=("imrletters.tables.reading",),
        limits=limits_in_use(),
    )
    return results(((document, ()) for document in documents), task, jobs=jobs, executor=executor)


def _read_document(extract: Extract[T], checks: Checks, document: Document) -> ReadDocument[T]:
    """What ``extract`` takes from a document. Every error of imrletters becomes a problem."""
    if document.data is None:
        return _failed(document, Problem(document.error))
    try:
        case, findings = read_and_check(
            document.data,
            checks.codes,
            templates=checks.templates,
            guidelines=checks.guidelines,
            case_file=document.case_file,
        )
    except MemoryError:
        return _failed(document, Problem("reading it needs more memory than allowed"))
    except ImrlettersError as error:
        return _failed(document, *error.as_problems())
    return ReadDocument(extract(document, case, findings))


def _failed(document: Document, *problems: Problem) -> ReadDocument[T]:
    return ReadDocument(None, tuple(problem.at(document.source, document.line) for problem in problems))
