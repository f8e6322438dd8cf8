"""The functions that run in the worker processes: they take the bytes of a document and return a result."""

import gc
import logging
import os
import resource
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple, TypeVar

from imrletters.batch import RenderOptions, render_files, warm_up
from imrletters.errors import DataError, ImrlettersError, PrintError, Problem
from imrletters.parsing import parse
from imrletters.printing import EngineName, load_engine
from imrletters.proofreading import CheckedAudience, findings_in
from imrletters.rendering import PLAIN, HouseStyle
from imrletters.validation import read_case
from imrletters.verification import VerificationResult, verify

T = TypeVar("T")
MAX_PROBLEMS = 1000
"""The number of problems that are reported for one document."""


class Rejected(NamedTuple):
    """The problems of a rejected document. It is returned, since an exception would lose them between processes."""

    problems: tuple[Problem, ...]


def render_letter(case: bytes, *, options: RenderOptions) -> bytes:
    """The letter of a case file, for options that name one audience and one format."""
    [letter] = render_files(read_case(case, options.house_style.templates), options)
    return letter.data


def check_document(
    document: bytes, *, audience: CheckedAudience, house_style: HouseStyle, case_file: bool
) -> list[Problem]:
    """The findings in a case file or a letter. Raises DataError if it cannot be read."""
    return [*_first(findings_in(document, audience=audience, templates=house_style.templates, case_file=case_file))]


def parse_letter(letter: bytes, *, house_style: HouseStyle = PLAIN) -> bytes:
    """The case of a letter, as a JSON file. Raises LetterError."""
    return parse(letter, house_style.templates).to_json().encode()


def verify_pdf(pdf: bytes, *, house_style: HouseStyle) -> VerificationResult:
    """The comparison of a PDF with the print of the case attached to it. Raises LetterError."""
    return verify(pdf, templates=house_style.templates, letterhead=house_style.letterhead)


def run_task(seconds: int, task: Callable[[bytes], T], data: bytes) -> "T | Rejected":
    """The result of ``task`` for ``data``, or the problems of ``data``.

    Ends the process if that takes longer than ``seconds``.
    """
    signal.setitimer(signal.ITIMER_REAL, seconds)  # SIGALRM ends also code that no exception can interrupt
    try:
        return task(data)
    except DataError as error:
        return Rejected(_first(error.problems))
    except ImrlettersError as error:
        return Rejected((Problem(str(error)),))
    finally:
        gc.collect()  # otherwise large objects of one request would count against the memory limit of the next
        signal.setitimer(signal.ITIMER_REAL, 0)


def _first(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The first problems and the number of the others: a small body can have a hundred thousand."""
    more = len(problems) - MAX_PROBLEMS
    return (*problems[:MAX_PROBLEMS], *([Problem(f"and {more} more problems")] if more > 0 else []))


def initialize_process(megabytes: int, *engines: EngineName) -> None:
    """Prepares a worker process: limits its memory, discards its output, and warms up the PDF engines."""
    warm_up()
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # the messages of libraries quote what they read
    logging.disable(logging.CRITICAL)
    null = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(null, stream)
    for engine in engines:
        with suppress(PrintError):
            load_engine(engine).warm_up()


def engine_error(engine: EngineName) -> str:
    """The reason why this process cannot print with an engine; empty if it can."""
    try:
        load_engine(engine)
    except PrintError as error:
        return str(error)
    return ""
