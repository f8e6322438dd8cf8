"""The work of one case of a batch, done in a worker process: its files, or its problems."""

import gc
import os
import signal
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import parent_process
from threading import Thread

from imrletters.batch.options import RenderOptions
from imrletters.documents import Document
from imrletters.errors import DataError, ImrlettersError, Problem
from imrletters.letter import Letter

ALLOCATIONS = 200_000
"""Net allocations between two collections of garbage: about five letters."""


@dataclass(frozen=True)
class Outcome:
    """What became of one case: the bytes and the pages of its files, by their names, or the problems that it has.

    A case with problems has no files. ``stem``, ``source`` and ``line`` are those of its document. ``printed_by`` says
    what made the files (see ``Order.printed_by``).
    """

    stem: str
    source: str
    line: int | None
    files: dict[str, bytes] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    toolchain: dict[str, str] = field(default_factory=dict)


def make(document: Document, options: RenderOptions) -> Outcome:
    """Makes the files of one case."""
    files: dict[str, bytes] = {}
    pages: dict[str, int] = {}
    try:
        case = document.case(options.house_style.templates)
        for audience, form, name in options.files(document.stem):
            letter = Letter(case, audience, options.house_style)  # reading the case has validated it
            if form == "pdf":
                printed = letter.printed(attach=options.attach)
                files[name], pages[name] = printed.pdf, printed.pages
            else:
                files[name] = (letter.text(options.width) if form == "text" else letter.html()).encode()
    except DataError as error:
        return failed(document, *error.problems)
    except ImrlettersError as error:
        return failed(document, Problem(str(error)))
    return Outcome(document.stem, document.source, document.line, files, pages, toolchain=_toolchain(options))


@cache
def _toolchain(options: RenderOptions) -> dict[str, str]:
    return options.toolchain()


def failed(document: Document, *problems: Problem) -> Outcome:
    """The outcome of a case that no letter could be made of."""
    placed = tuple(each if each.source else each.at(document.source, document.line) for each in problems)
    return Outcome(document.stem, document.source, document.line, problems=placed)


def warm_up() -> None:
    """Begins the life of a worker process: what it starts with is no garbage, and is not looked through again."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who gives out the work
    Thread(target=_end_with_parent, daemon=True).start()
    gc.collect()
    gc.freeze()
    gc.set_threshold(ALLOCATIONS, 10, 10)


def _end_with_parent() -> None:
    """Ends this process when the one that gives out the work is gone, however it went."""
    if parent := parent_process():
        parent.join()
        os._exit(1)
