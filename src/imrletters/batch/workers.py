"""Runs the work of a batch: in worker processes, or in an executor of the caller."""

from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from typing import Protocol

from imrletters.batch.options import RenderOptions
from imrletters.batch.pool import TASKS_PER_PROCESS, process_pool, warm_up
from imrletters.batch.render import Outcome, render_document
from imrletters.documents import Document


class WorkerPool(Protocol):
    """Renders the cases of a batch with several workers."""

    def submit(self, document: Document) -> "Future[Outcome]":
        """Starts to render one case."""

    def retry_isolated(self, document: Document) -> Outcome:
        """Renders one case again and waits for it. Raises whatever fails outside of rendering."""

    def close(self) -> None:
        """Ends the work; cases that have not started are cancelled."""


class ProcessWorkers:
    """Worker processes of the batch. They are replaced when one dies, and after a number of cases."""

    def __init__(self, options: RenderOptions, jobs: int) -> None:
        self.options = options
        self.jobs = jobs
        self.pool = self._pool(jobs)
        self.submitted = 0

    def submit(self, document: Document) -> "Future[Outcome]":
        """Starts to render one case."""
        # not with max_tasks_per_child, which can block a pool for ever (github.com/python/cpython/issues/115634)
        self.submitted += 1
        if self.submitted > TASKS_PER_PROCESS * self.jobs:
            self._replace()
        try:
            return self.pool.submit(render_document, document, self.options)
        except BrokenExecutor:
            self._replace()
            return self.pool.submit(render_document, document, self.options)

    def retry_isolated(self, document: Document) -> Outcome:
        """Renders one case in a new process that has no other. Raises BrokenExecutor if that process dies."""
        with self._pool(1) as pool:
            return pool.submit(render_document, document, self.options).result()

    def close(self) -> None:
        """Ends the processes after their current case."""
        self.pool.shutdown(wait=True, cancel_futures=True)

    def _replace(self) -> None:
        self.pool.shutdown(wait=True)
        self.pool = self._pool(self.jobs)
        self.submitted = 1

    def _pool(self, jobs: int) -> ProcessPoolExecutor:
        return process_pool(jobs, warm_up, engine=self.options.printing_engine)


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
