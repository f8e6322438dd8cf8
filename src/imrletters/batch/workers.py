"""Runs the work of a batch: in worker processes, or in an executor of the caller."""

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from imrletters.batch.task import Task
from imrletters.documents import Document
from imrletters.workers import (
    TASKS_PER_PROCESS,
    TaskLimits,
    TemporaryFolder,
    ctrl_c_blocked,
    limit_memory,
    limited_time,
    process_pool,
    warm_up,
)

T = TypeVar("T")


class WorkerPool(Protocol[T]):
    """Does the task of a batch with several workers."""

    def submit(self, document: Document) -> "Future[T]":
        """Starts the task for one document."""

    def retry_isolated(self, document: Document) -> T:
        """Does the task for one document again and waits for it. Raises whatever fails outside of the task."""

    def close(self) -> None:
        """Ends the work; documents that have not started are cancelled."""


class ProcessWorkers(Generic[T]):
    """Worker processes of the batch. They are replaced when one dies, and after a number of documents."""

    def __init__(self, task: Task[T], jobs: int) -> None:
        self.task = task
        self.jobs = jobs
        self.run = task.run if task.limits is None else partial(_run_limited, task.limits, task.run)
        self.folder = TemporaryFolder()
        self.pool = self._pool(jobs)
        self.submitted = 0

    def submit(self, document: Document) -> "Future[T]":
        """Starts the task for one document."""
        # not with max_tasks_per_child, which can block a pool for ever (github.com/python/cpython/issues/115634)
        self.submitted += 1
        if self.submitted > TASKS_PER_PROCESS * self.jobs:
            self._replace()
        with ctrl_c_blocked():
            try:
                return self.pool.submit(self.run, document)
            except BrokenExecutor:
                self._replace()
                return self.pool.submit(self.run, document)

    def retry_isolated(self, document: Document) -> T:
        """Does the task in a new process that has no other. Raises BrokenExecutor if that process dies."""
        with self._pool(1) as pool:
            with ctrl_c_blocked():
                future = pool.submit(self.run, document)
            return future.result()

    def close(self) -> None:
        """Ends the processes after their current document, and removes their temporary files."""
        self.pool.shutdown(wait=True, cancel_futures=True)
        self.folder.remove()

    def _replace(self) -> None:
        self.pool.shutdown(wait=True)
        self.pool = self._pool(self.jobs)
        self.submitted = 1

    def _pool(self, jobs: int) -> ProcessPoolExecutor:
        task = self.task
        return process_pool(jobs, _prepare, self.folder.path, task.limits, engine=task.engine, modules=task.modules)


def _prepare(folder: Path, limits: TaskLimits | None) -> None:
    """Prepares a worker process."""
    warm_up(folder)
    if limits is not None:
        limit_memory(limits.memory_megabytes)


def _run_limited(limits: TaskLimits, run: Callable[[Document], T], document: Document) -> T:
    """Does the task for one document; ends the process if that takes too long."""
    with limited_time(limits):
        return run(document)


class CallerExecutor(Generic[T]):
    """An executor of the caller, which stays open."""

    def __init__(self, task: Task[T], executor: Executor) -> None:
        self.task = task
        self.executor = executor

    def submit(self, document: Document) -> "Future[T]":
        """Starts the task for one document."""
        return self.executor.submit(self.task.run, document)

    def retry_isolated(self, document: Document) -> T:
        """Does the task for one document again and waits for it; the executor may do others at the same time."""
        return self.submit(document).result()

    def close(self) -> None:
        """Does nothing: the caller closes the executor."""
