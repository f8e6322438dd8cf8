"""Runs the work of a batch: in worker processes, or in an executor of the caller."""

from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Protocol

from imrletters.batch.options import RenderOptions
from imrletters.batch.render import Outcome, render_document
from imrletters.documents import Document
from imrletters.workers import (
    TASKS_PER_PROCESS,
    TaskLimits,
    TemporaryFolder,
    ctrl_c_blocked,
    limit_memory,
    limited_time,
    limits_in_use,
    process_pool,
    warm_up,
)

MODULES = ("imrletters.batch.render",)
"""Loaded before the worker processes are forked."""


class WorkerPool(Protocol):
    """Renders the cases of a batch with several workers."""

    def submit(self, document: Document) -> "Future[Outcome]":
        """Starts to render one case."""

    def retry_isolated(self, document: Document) -> Outcome:
        """Renders one case again and waits for it. Raises whatever fails outside of rendering."""

    def close(self) -> None:
        """Ends the work; cases that have not started are cancelled."""


class ProcessWorkers:
    """Worker processes of the batch. They are replaced when one dies, and after a number of cases.

    With own templates, which may make an engine work without end, they have limits of time and memory for each case.
    """

    def __init__(self, options: RenderOptions, jobs: int) -> None:
        self.options = options
        self.jobs = jobs
        self.limits = limits_in_use() if options.house_style.templates else None
        self.task = render_document if self.limits is None else partial(_render_limited, self.limits)
        self.folder = TemporaryFolder()
        self.pool = self._pool(jobs)
        self.submitted = 0

    def submit(self, document: Document) -> "Future[Outcome]":
        """Starts to render one case."""
        # not with max_tasks_per_child, which can block a pool for ever (github.com/python/cpython/issues/115634)
        self.submitted += 1
        if self.submitted > TASKS_PER_PROCESS * self.jobs:
            self._replace()
        with ctrl_c_blocked():
            try:
                return self.pool.submit(self.task, document, self.options)
            except BrokenExecutor:
                self._replace()
                return self.pool.submit(self.task, document, self.options)

    def retry_isolated(self, document: Document) -> Outcome:
        """Renders one case in a new process that has no other. Raises BrokenExecutor if that process dies."""
        with self._pool(1) as pool:
            with ctrl_c_blocked():
                future = pool.submit(self.task, document, self.options)
            return future.result()

    def close(self) -> None:
        """Ends the processes after their current case, and removes their temporary files."""
        self.pool.shutdown(wait=True, cancel_futures=True)
        self.folder.remove()

    def _replace(self) -> None:
        self.pool.shutdown(wait=True)
        self.pool = self._pool(self.jobs)
        self.submitted = 1

    def _pool(self, jobs: int) -> ProcessPoolExecutor:
        return process_pool(
            jobs, _prepare, self.folder.path, self.limits, engine=self.options.printing_engine, modules=MODULES
        )


def _prepare(folder: Path, limits: TaskLimits | None) -> None:
    """Prepares a worker process."""
    warm_up(folder)
    if limits is not None:
        limit_memory(limits.memory_megabytes)


def _render_limited(limits: TaskLimits, document: Document, options: RenderOptions) -> Outcome:
    """Renders one case; ends the process if that takes too long."""
    with limited_time(limits):
        return render_document(document, options)


class CallerExecutor:
    """An executor of the caller, which stays open."""

    def __init__(self, options: RenderOptions, executor: Executor) -> None:
        self.options = options
        self.executor = executor

    def submit(self, document: Document) -> "Future[Outcome]":
        """Starts to render one case."""
        return self.executor.submit(render_document, document, self.options)

    def retry_isolated(self, document: Document) -> Outcome:
        """Renders one case again and waits for it; the executor may render others at the same time."""
        return self.submit(document).result()

    def close(self) -> None:
        """Does nothing: the caller closes the executor."""
