"""Renders many cases with several workers, and yields the outcomes in the order of the cases."""

import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from errno import EDQUOT, EIO, EMFILE, ENFILE, ENOMEM, ENOSPC, EROFS

from imrletters.batch.options import RenderOptions
from imrletters.batch.render import Outcome, failed
from imrletters.batch.workers import CallerExecutor, ProcessWorkers, WorkerPool
from imrletters.case import Case
from imrletters.documents import Document
from imrletters.errors import Problem
from imrletters.file_names import comparable, short_name

AHEAD = 4
"""Cases submitted for each process at the same time: enough that no process waits, few enough to fit in memory."""
UNNUMBERED = "letter-{:07}"
"""The beginning of the file names of a case without a number."""
SYSTEM_ERRORS = (EDQUOT, EIO, EMFILE, ENFILE, ENOMEM, ENOSPC, EROFS)
"""Errors of the system, which would stop every case: the disk is full or read-only, or there is no memory."""


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
    jobs = jobs or os.cpu_count() or 1
    options = options or RenderOptions()
    workers = ProcessWorkers(options, jobs) if executor is None else CallerExecutor(options, executor)
    documents = _documents(cases)
    try:
        yield from _in_order(documents, workers, AHEAD * jobs)
    finally:
        workers.close()


def _in_order(documents: Iterator[tuple[Document, str]], workers: WorkerPool, ahead: int) -> Iterator[Outcome]:
    """The outcomes in the order of the documents; at most ``ahead`` documents are submitted at the same time."""
    pending: deque[tuple[Document, Future[Outcome]]] = deque()
    for document, problem in documents:
        future = _finished(failed(document, Problem(problem))) if problem else workers.submit(document)
        pending.append((document, future))
        while pending and (len(pending) >= ahead or pending[0][1].done()):
            yield _outcome(*pending.popleft(), workers)
    while pending:
        yield _outcome(*pending.popleft(), workers)


def _outcome(document: Document, future: "Future[Outcome]", workers: WorkerPool) -> Outcome:
    """The outcome of a case. If its process died, which another case may have caused, it is tried once more."""
    try:
        return future.result()
    except Exception:  # noqa: BLE001 - whatever failed outside of rendering, the case is tried again
        try:
            return workers.retry_isolated(document)
        except CancelledError:
            raise
        except Exception as error:  # one case must not stop the others
            if isinstance(error, OSError) and error.errno in SYSTEM_ERRORS:
                raise
            # the class of Dask's error; Dask need not be installed
            if isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker":
                return failed(document, Problem("the worker process died while it rendered this case, twice"))
            redacted = f"rendering failed: {type(error).__name__}"
            return failed(document, Problem(f"{redacted}: {error}", redacted=redacted))


def _documents(cases: Iterable[Case | Document]) -> Iterator[tuple[Document, str]]:
    """The document of each case, and the problem if its files would have the names of an earlier one, else "".

    The documents of a folder are not compared: ``OutputNames`` has done that, without using memory.
    """
    positions: dict[str, int] = {}
    for position, case in enumerate(cases, start=1):
        if isinstance(case, Document):
            yield case, ""
            continue
        stem = short_name(case.case_number or UNNUMBERED.format(position))
        other = positions.setdefault(comparable(stem), position)
        problem = "" if other == position else f"case {position} would have the same file names as case {other}"
        yield Document(stem, stem, case.to_json().encode()), problem


def _finished(outcome: Outcome) -> "Future[Outcome]":
    future: Future[Outcome] = Future()
    future.set_result(outcome)
    return future
