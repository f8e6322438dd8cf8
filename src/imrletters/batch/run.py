"""Runs a batch: many cases in, one outcome each out, in their order, however many processes share the work."""

import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future

from imrletters.batch.options import RenderOptions
from imrletters.batch.work import Outcome, failed
from imrletters.batch.workers import Crew, Lent, Processes
from imrletters.case import Case
from imrletters.documents import Document
from imrletters.errors import Problem

AHEAD = 4
"""Cases given out for each process at once: enough that none waits, few enough to hold in memory."""


def render_many(
    cases: Iterable[Case | Document],
    options: RenderOptions | None = None,
    *,
    jobs: int | None = None,
    executor: Executor | None = None,
) -> Generator[Outcome, None, None]:
    """Makes the letters of many cases, and yields what became of each as soon as it and those before it are done.

    ``cases`` is read as it is needed, at most four ahead for each of ``jobs``, and no more outcomes are held: a stream
    without end does no harm. A case by itself is named by its number, or by its place from 1. ``jobs`` is the number of
    processes, all cores unless told. ``executor`` is one of the caller's instead, with so many processes, and is left
    open; threads share the work only in name, as PDFs are printed one after the other. Each call has processes of its
    own, and closing its iterator, which is for one thread at a time, ends them. A case that brings its process down is
    tried once more alone, and then has that for its problem. Raises CancelledError where an executor is gone.

    The processes import the main module of the program: a script calls this under ``if __name__ == "__main__"``.
    """
    jobs = jobs or os.cpu_count() or 1
    options = options or RenderOptions()
    crew = Processes(options, jobs) if executor is None else Lent(options, executor)
    documents = (_document(case, place) for place, case in enumerate(cases, start=1))
    try:
        yield from _in_order(documents, crew, AHEAD * jobs)
    finally:
        crew.close()


def _in_order(documents: Iterator[Document], crew: Crew, ahead: int) -> Iterator[Outcome]:
    """The outcomes in the order of the documents, ``ahead`` of which are given out at once."""
    under_way: deque[tuple[Document, Future[Outcome]]] = deque()
    for document in documents:
        under_way.append((document, crew.submit(document)))
        while under_way and (len(under_way) >= ahead or under_way[0][1].done()):
            yield _outcome(*under_way.popleft(), crew)
    while under_way:
        yield _outcome(*under_way.popleft(), crew)


def _outcome(document: Document, future: "Future[Outcome]", crew: Crew) -> Outcome:
    """What became of a case; where its process is gone, maybe by another's fault, it is tried once more alone."""
    try:
        return future.result()
    except Exception:  # noqa: BLE001 - whatever went wrong outside of the letter, it is tried again
        try:
            return crew.retry_isolated(document)
        except CancelledError:
            raise
        except Exception as error:  # noqa: BLE001 - one case must not stop the others
            # Dask, which need not be installed, says it by an error of its own
            if isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker":
                return failed(document, Problem("brought the process that made its letter down, twice"))
            return failed(document, Problem(f"its letter could not be made: {type(error).__name__}: {error}"))


def _document(case: Case | Document, place: int) -> Document:
    if isinstance(case, Document):
        return case
    stem = case.case_number or f"letter-{place:07}"
    return Document(stem, stem, case.to_json().encode())
