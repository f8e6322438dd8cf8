"""Renders many cases with several workers, and yields the outcomes in the order of the cases."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from functools import partial

from imrletters.arguments import Accepted, each_of, require
from imrletters.batch.options import RenderOptions
from imrletters.batch.render import Outcome, failed, render_document
from imrletters.batch.spread import results
from imrletters.batch.task import Task
from imrletters.case import Case
from imrletters.documents import Document
from imrletters.errors import CaseError, Problem
from imrletters.file_names import comparable, short_name
from imrletters.validation import with_field_types
from imrletters.workers import limits_in_use

OPTIONS = Accepted((RenderOptions, type(None)), "RenderOptions, or None")
JOBS = Accepted((int, type(None)), "a number of processes (int), or None")
EXECUTOR = Accepted((Executor, type(None)), "an executor of concurrent.futures, or None")
CASES = Accepted((Case, Document), "a Case, such as load_case(path)")
MODULES = ("imrletters.batch.render", "imrletters.batch.preloaded")
"""The modules that are loaded before the worker processes are forked."""
UNNUMBERED = "letter-{:07}"
"""The beginning of the file names of a case without a number."""


def render_many(
    cases: Iterable[Case | Document],
    options: RenderOptions | None = None,
    *,
    jobs: int | None = None,
    executor: Executor | None = None,
) -> Generator[Outcome, None, None]:
    """Renders the letters of many cases, and yields each outcome as soon as it and those before it are ready.

    ``cases`` is read on demand, at most four ahead for each of ``jobs``, and no more outcomes than that are held: an
    endless stream is allowed. The files of a ``Case`` are named after its case number, or else its position from 1;
    characters that are not safe in a file name are replaced. A case whose files would have the names of an earlier one,
    apart from capitals, has a problem instead. For this, about 150 bytes are kept for each case number.
    ``jobs`` is the number of processes; the default is one for each core. ``executor`` replaces these processes, and
    stays open; ``jobs`` is then the number of its processes. Threads are possible but not faster, because PDFs are
    printed one at a time.

    Each call starts its own processes. To end them early, close the iterator; it may be used by one thread at a time. A
    case whose process dies is tried once more in a separate process; if that dies too, the outcome has this problem.
    Raises CancelledError if the executor cancels its work, and OSError if the system fails, for example because the
    disk is full.

    The processes import the main module of the program: call this under ``if __name__ == "__main__"`` in a script.
    """
    require("options", options, OPTIONS)
    require("jobs", jobs, JOBS)
    require("executor", executor, EXECUTOR)
    return results(
        _documents(each_of("cases", cases, CASES)), _task(options or RenderOptions()), jobs=jobs, executor=executor
    )


def _task(options: RenderOptions) -> Task[Outcome]:
    """Renders each case; with limits if own templates may make an engine work without end."""
    return Task(
        partial(render_document, options=options),
        failed,
        doing="rendering",
        did="rendered",
        modules=MODULES,
        limits=limits_in_use() if options.house_style.templates else None,
        engine=options.printing_engine,
    )


def _documents(cases: Iterable[Case | Document]) -> Iterator[tuple[Document, Sequence[Problem]]]:
    """The document of each case, and its problems if a field is wrong or its files would have the names of others.

    The documents of a folder are not compared: ``OutputNames`` has done that, without using memory.
    """
    positions: dict[str, int] = {}
    for position, case in enumerate(cases, start=1):
        if isinstance(case, Document):
            yield case, ()
            continue
        wrong: Sequence[Problem] = ()
        try:
            right = with_field_types(case)
            number, data = right.case_number, right.to_json().encode()
        except CaseError as error:
            number, data, wrong = case.case_number, b"", error.problems
        stem = short_name(number if number and isinstance(number, str) else UNNUMBERED.format(position))
        other = positions.setdefault(comparable(stem), position)
        same = [Problem(f"case {position} would have the same file names as case {other}")] if other != position else []
        yield Document(stem, stem, data), [*same, *wrong]
