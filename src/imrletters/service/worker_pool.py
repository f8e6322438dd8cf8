"""The worker processes of the service and the queue of requests that wait for one."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from concurrent.futures import BrokenExecutor, Future
from typing import TypeVar

from imrletters.batch import TASKS_PER_PROCESS, process_pool
from imrletters.errors import DataError, PrintError, Problem
from imrletters.printing import DEFAULT, EngineName
from imrletters.service.limits import Limits
from imrletters.service.worker_tasks import Rejected, engine_error, initialize_process, run_task

T = TypeVar("T")
FASTEST: EngineName = "typst"
"""The engine that prints previews, if it is installed."""


class UnavailableError(Exception):
    """The service cannot take the request now; the message states the reason."""


class LimitExceededError(DataError):
    """The task exceeded its time or memory limit, or crashed its process."""


class ClientDisconnectedError(Exception):
    """The client disconnected before its task started."""


class WorkerPool:
    """A fixed number of worker processes. A process that ends is replaced; the others continue.

    ``engine`` prints letters, ``preview_engine`` the preview of the review page.
    ``is_stopping`` returns whether the service is shutting down: tasks that wait then are not started.
    """

    def __init__(self, limits: Limits, engine: EngineName = DEFAULT) -> None:
        """Starts the processes. Raises PrintError if they cannot print, BrokenExecutor if they end immediately."""
        self.limits = limits
        self.engine = engine
        self.is_stopping: Callable[[], bool] = lambda: False
        self._requests = 0
        self._processes = [_WorkerProcess(limits, engine) for _ in range(limits.workers)]
        self._idle = [*self._processes]
        self._available = asyncio.Semaphore(limits.workers)
        errors = [process.executor.submit(engine_error, engine) for process in self._processes]
        if message := next(filter(None, [error.result() for error in errors]), ""):
            self.close()
            raise PrintError(message)
        no_fastest = self._processes[0].executor.submit(engine_error, FASTEST).result()
        self.preview_engine: EngineName = engine if no_fastest else FASTEST

    @property
    def waiting(self) -> int:
        """The number of requests that wait for a process."""
        return max(self._requests - self.limits.workers, 0)

    def require_queue_space(self) -> None:
        """Raises UnavailableError if the queue is full."""
        if self._requests >= self.limits.workers + self.limits.queue:
            raise UnavailableError("the request queue is full; try again")

    async def run(self, task: Callable[[bytes], T], data: bytes, is_disconnected: Callable[[], Awaitable[bool]]) -> T:
        """The result of ``task`` for ``data``, in the next available process.

        Raises DataError for problems of the data, LimitExceededError, UnavailableError, and ClientDisconnectedError if
        ``is_disconnected`` returns true when a process becomes available.
        """
        self.require_queue_space()
        self._requests += 1
        try:
            async with self._available:
                if self.is_stopping():
                    raise UnavailableError("the service is shutting down; try again")
                if await is_disconnected():
                    raise ClientDisconnectedError
                process = self._idle.pop()
                try:
                    result = await process.run(task, data)
                finally:
                    self._idle.append(process)
        finally:
            self._requests -= 1
        if isinstance(result, Rejected):
            raise DataError(result.problems)
        return result

    def replace_processes(self) -> None:
        """Replaces every process before its next task, since it has cached templates that changed."""
        for process in self._processes:
            process.is_outdated = True

    def close(self) -> None:
        """Ends the processes after their current tasks."""
        for process in self._processes:
            process.executor.shutdown(cancel_futures=True)


class _WorkerProcess:
    """One process with its own executor, since the end of one process breaks its whole executor."""

    def __init__(self, limits: Limits, engine: EngineName) -> None:
        self.limits = limits
        self.engine = engine
        self.tasks = 0
        self.is_outdated = False
        self._start()

    def _start(self) -> None:
        engines = dict.fromkeys((self.engine, FASTEST))
        self.executor = process_pool(1, initialize_process, self.limits.memory_megabytes, *engines, engine=self.engine)
        self.process_id = self.executor.submit(os.getpid)  # an executor starts its process with the first task

    async def run(self, task: Callable[[bytes], T], data: bytes) -> "T | Rejected":
        """The result of ``task``, or the problems of ``data``. Raises LimitExceededError or UnavailableError."""
        if self.is_outdated or self.tasks >= TASKS_PER_PROCESS or self._has_ended():
            self._replace()
        self.tasks += 1
        try:
            return await asyncio.wrap_future(self._submit(task, data))
        except (BrokenExecutor, MemoryError):
            self._replace()
            raise LimitExceededError([Problem(_limit_message(self.limits))]) from None

    def _submit(self, task: Callable[[bytes], T], data: bytes) -> "Future[T | Rejected]":
        try:
            return self.executor.submit(run_task, self.limits.seconds, task, data)
        except BrokenExecutor:  # the process ended while it was idle
            self._replace()
            return self.executor.submit(run_task, self.limits.seconds, task, data)

    def _has_ended(self) -> bool:
        """Whether the process ended while it was idle. Its executor may not have noticed yet."""
        if not self.process_id.done() or self.process_id.exception():
            return False
        try:
            os.kill(self.process_id.result(), 0)
        except ProcessLookupError:
            return True
        return False

    def _replace(self) -> None:
        """Starts a new process. Raises UnavailableError if the operating system does not allow one now."""
        self.executor.shutdown(cancel_futures=True)
        try:
            self._start()
            self.tasks, self.is_outdated = 0, False
        except OSError:
            self.is_outdated = True
            raise UnavailableError("no worker process could be started; try again") from None


def _limit_message(limits: Limits) -> str:
    return (
        f"exceeded the limits of one request ({limits.seconds} seconds, {limits.memory_megabytes} MB of memory) "
        "or crashed the worker process"
    )
