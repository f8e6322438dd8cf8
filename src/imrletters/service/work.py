"""What the worker processes do for a request: bytes in, an answer out, or the problems of what came in."""

import gc
import logging
import os
import resource
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple, TypeVar

from imrletters.batch import RenderOptions, warm_up
from imrletters.errors import DataError, ImrlettersError, PrintError, Problem
from imrletters.letter import Letter
from imrletters.parsing import parse
from imrletters.printing import load_engine
from imrletters.proofreading import CheckedAudience, findings_in
from imrletters.rendering import HouseStyle
from imrletters.validation import read_case
from imrletters.verification import VerificationResult, verify

T = TypeVar("T")
MOST_TOLD = 1000
"""So many problems are told of one document."""


class Refused(NamedTuple):
    """The problems of what came in. (An error would lose them on its way between processes.)"""

    problems: tuple[Problem, ...]


def letter_of(case: bytes, *, options: RenderOptions) -> bytes:
    """The one letter that is ordered of a case file. Raises as reading and printing do."""
    [audience], [form] = options.audiences, options.formats
    letter = Letter(read_case(case, options.house_style.templates), audience, options.house_style)
    if form == "pdf":
        return letter.pdf(attach=options.attach)
    return (letter.text(options.width) if form == "text" else letter.html()).encode()


def findings_of(
    document: bytes, *, audience: CheckedAudience, house_style: HouseStyle, case_file: bool
) -> list[Problem]:
    """What the proofreading rules find in a case file or a letter. Raises DataError where it is refused."""
    return [*_told(findings_in(document, audience=audience, templates=house_style.templates, case_file=case_file))]


def case_of(letter: bytes) -> bytes:
    """The case that a letter tells, as a JSON file. Raises LetterError."""
    return parse(letter).to_json().encode()


def verification_of(pdf: bytes, *, house_style: HouseStyle) -> VerificationResult:
    """Whether a PDF is what the case inside it prints. Raises LetterError."""
    return verify(pdf, templates=house_style.templates, letterhead=house_style.letterhead)


def bounded(seconds: int, work: Callable[[bytes], T], data: bytes) -> "T | Refused":
    """What ``work`` gives for ``data``, or the problems that it has.

    The process ends if that takes longer than ``seconds``.
    """
    signal.setitimer(signal.ITIMER_REAL, seconds)  # nothing catches the signal, so it ends what no exception would
    try:
        return work(data)
    except DataError as error:
        return Refused(_told(error.problems))
    except ImrlettersError as error:
        return Refused((Problem(str(error)),))
    finally:
        gc.collect()  # else a few huge objects of one request would count as memory of the next
        signal.setitimer(signal.ITIMER_REAL, 0)


def _told(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The first problems, and how many more there are: a small body can have a hundred thousand."""
    more = len(problems) - MOST_TOLD
    return (*problems[:MOST_TOLD], *([Problem(f"and {more} more problems")] if more > 0 else []))


def begin(megabytes: int) -> None:
    """Begins the life of a worker: it has so much memory, tells nobody anything, and has printed before."""
    warm_up()
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # libraries complain with the words of what they read
    logging.disable(logging.CRITICAL)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    with suppress(PrintError):
        load_engine().warm_up()


def why_not_ready() -> str:
    """Why nothing can be printed here; an empty text if it can."""
    try:
        load_engine()
    except PrintError as error:
        return str(error)
    return ""
