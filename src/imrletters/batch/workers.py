"""Who does the work of a batch: processes of our own, or an executor of the caller's."""

from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from typing import Protocol

from imrletters.batch.options import RenderOptions
from imrletters.batch.pool import processes
from imrletters.batch.work import Outcome, make, warm_up
from imrletters.documents import Document

LIFE = 5000
"""Cases for each process after which all are replaced, so that no leak of a library can grow."""


class Crew(Protocol):
    """Whoever does the work."""

    def submit(self, document: Document) -> "Future[Outcome]":
        """Gives out one case."""

    def retry_isolated(self, document: Document) -> Outcome:
        """Makes one case and waits for it. Raises what went wrong outside of the letter."""

    def close(self) -> None:
        """Ends the work; what is not begun stays undone."""


class Processes:
    """Warm processes of our own; those that die are replaced, and all of them now and then."""

    def __init__(self, options: RenderOptions, jobs: int) -> None:
        self.options = options
        self.jobs = jobs
        self.pool = self._pool(jobs)
        self.given = 0

    def submit(self, document: Document) -> "Future[Outcome]":
        """Gives out one case."""
        # not by max_tasks_per_child, with which a pool may wait for ever (github.com/python/cpython/issues/115634)
        self.given += 1
        if self.given > LIFE * self.jobs:
            self._replace()
        try:
            return self.pool.submit(make, document, self.options)
        except BrokenExecutor:
            self._replace()
            return self.pool.submit(make, document, self.options)

    def retry_isolated(self, document: Document) -> Outcome:
        """Makes one case in a process of its own. Raises BrokenExecutor if that dies."""
        with self._pool(1) as pool:
            return pool.submit(make, document, self.options).result()

    def close(self) -> None:
        """Lets the processes end with what they have in hand."""
        self.pool.shutdown(wait=True, cancel_futures=True)

    def _replace(self) -> None:
        self.pool.shutdown(wait=True)
        self.pool = self._pool(self.jobs)
        self.given = 1

    def _pool(self, jobs: int) -> ProcessPoolExecutor:
        return processes(jobs, warm_up, printing="pdf" in self.options.formats)


class Lent:
    """An executor of the caller's, which is left open."""

    def __init__(self, options: RenderOptions, executor: Executor) -> None:
        self.options = options
        self.executor = executor

    def submit(self, document: Document) -> "Future[Outcome]":
        """Gives out one case."""
        return self.executor.submit(make, document, self.options)

    def retry_isolated(self, document: Document) -> Outcome:
        """Gives out one case and waits for it."""
        return self.submit(document).result()

    def close(self) -> None:
        """Leaves it to the caller."""
