"""Applies a task to many documents with several workers, and yields the results in the order of the documents."""

import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from errno import EDQUOT, EIO, EMFILE, ENFILE, ENOMEM, ENOSPC, EROFS
from typing import TypeVar

from imrletters.batch.task import Task
from imrletters.batch.workers import CallerExecutor, ProcessWorkers, WorkerPool
from imrletters.documents import Document
from imrletters.errors import Problem

T = TypeVar("T")
AHEAD = 4
"""Documents submitted for each process at the same time: enough that no process waits, few enough to fit in memory."""
SYSTEM_ERRORS = (EDQUOT, EIO, EMFILE, ENFILE, ENOMEM, ENOSPC, EROFS)
"""Errors of the system, which would stop every document: the disk is full or read-only, or there is no memory."""


def results(
    documents: Iterable[tuple[Document, Sequence[Problem]]],
    task: Task[T],
    *,
    jobs: int | None = None,
    executor: Executor | None = None,
) -> Generator[T, None, None]:
    """The result of each document, as soon as it and those before it are ready.

    Each document comes with its problems. The result for a document that has problems, or whose task failed twice, is
    that of ``task.failed``. For ``jobs`` and ``executor`` and for what is raised see ``render_many``.
    """
    jobs = jobs or os.cpu_count() or 1
    workers = ProcessWorkers(task, jobs) if executor is None else CallerExecutor(task, executor)
    try:
        yield from _in_order(documents, task, workers, AHEAD * jobs)
    finally:
        workers.close()


def _in_order(
    documents: Iterable[tuple[Document, Sequence[Problem]]], task: Task[T], workers: WorkerPool[T], ahead: int
) -> Iterator[T]:
    """The results in the order of the documents; at most ``ahead`` documents are submitted at the same time."""
    pending: deque[tuple[Document, Future[T]]] = deque()
    for document, problems in documents:
        future = _finished(task.failed(document, *problems)) if problems else workers.submit(document)
        pending.append((document, future))
        while pending and (len(pending) >= ahead or pending[0][1].done()):
            yield _result(*pending.popleft(), task, workers)
    while pending:
        yield _result(*pending.popleft(), task, workers)


def _result(document: Document, future: "Future[T]", task: Task[T], workers: WorkerPool[T]) -> T:
    """The result of a document. If its process died, which another document may have caused, it is tried once more."""
    try:
        return future.result()
    except Exception:  # noqa: BLE001 - whatever failed outside of the task, the document is tried again
        try:
            return workers.retry_isolated(document)
        except CancelledError:
            raise
        except Exception as error:  # one document must not stop the others
            if isinstance(error, OSError) and error.errno in SYSTEM_ERRORS:
                raise
            # the class of Dask's error; Dask need not be installed
            if isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker":
                message = f"the worker process died while it {task.did} this case, twice"
                return task.failed(document, Problem(message))
            redacted = f"{task.doing} failed: {type(error).__name__}"
            return task.failed(document, Problem(f"{redacted}: {error}", redacted=redacted))


def _finished(result: T) -> "Future[T]":
    future: Future[T] = Future()
    future.set_result(result)
    return future
