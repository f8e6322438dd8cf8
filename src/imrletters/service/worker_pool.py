"""The worker processes of the service and the queue of requests that wait for one."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TypeVar

from imrletters.errors import DataError, ImrlettersError, PrintError, TimeExceededError, WorkerError
from imrletters.parsing import is_pdf
from imrletters.printing import DEFAULT, EngineName
from imrletters.service.limits import SMALL_BYTES, Limits
from imrletters.service.turns import KEPT, Kind, Turns
from imrletters.service.worker_tasks import engine_error
from imrletters.workers import Worker

T = TypeVar("T")
FASTEST: EngineName = "typst"
"""The engine that prints previews, if it is installed."""
MODULES = ("imrletters.service.worker_tasks",)
"""Loaded before the worker processes are forked."""
NICENESS = 10
"""How much lower the priority is of all processes but the one for small requests: a tenth of a core that both need."""
logger = logging.getLogger("imrletters.service")


class UnavailableError(Exception):
    """The service cannot take the request now; the message states the reason."""


class ClientDisconnectedError(Exception):
    """The client disconnected before its task started."""


class WorkerPool:
    """A fixed number of worker processes. A process that ends is replaced at once; the others continue.

    ``Turns`` decides which request is next. All processes but the one for small requests have a low priority, which
    includes their start. A small request or PDF that takes longer than ``Limits.quick_seconds`` is stopped, and starts
    again as a large one.

    ``engine`` prints letters, ``preview_engine`` the preview of the review page.
    ``is_stopping`` returns whether the service is shutting down: tasks that wait then are not started.
    """

    def __init__(self, limits: Limits, engine: EngineName = DEFAULT) -> None:
        """Starts the processes. Raises PrintError if they cannot print, WorkerError if they cannot be started."""
        self.limits = limits
        self.engine = engine
        self.is_stopping: Callable[[], bool] = lambda: False
        self._requests = 0
        self._turns = Turns(limits.workers)
        engines = dict.fromkeys((engine, FASTEST))
        self._workers = [
            Worker(limits.task, *engines, modules=MODULES, niceness=0 if process == KEPT else NICENESS)
            for process in range(self._turns.processes)
        ]
        self._threads = ThreadPoolExecutor(self._turns.processes)
        try:
            list(self._threads.map(Worker.start, self._workers))
            message = self._workers[0].run(engine_error, engine)
            no_fastest = self._workers[0].run(engine_error, FASTEST)
        except BaseException:
            self.close()
            raise
        if message:
            self.close()
            raise PrintError(message)
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
            if len(data) <= SMALL_BYTES:
                kind = Kind.PDF if is_pdf(data) else Kind.SMALL
                with suppress(TimeExceededError):
                    return await self._run(kind, task, data, is_disconnected, self.is_stopping)
                # it has begun, and therefore is completed even if the service is shutting down
                return await self._run(Kind.LARGE, task, data, is_disconnected, lambda: False)
            return await self._run(Kind.LARGE, task, data, is_disconnected, self.is_stopping)
        finally:
            self._requests -= 1

    async def _run(
        self,
        kind: Kind,
        task: Callable[[bytes], T],
        data: bytes,
        is_disconnected: Callable[[], Awaitable[bool]],
        is_stopping: Callable[[], bool],
    ) -> T:
        process = await self._turns.begin(kind)
        worker = self._workers[process]
        try:
            if is_stopping():
                raise UnavailableError("the service is shutting down; try again")
            if await is_disconnected():
                raise ClientDisconnectedError
            work = partial(
                worker.run, task, data, self.limits.seconds if kind is Kind.LARGE else self.limits.quick_seconds
            )
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        except WorkerError as error:
            logger.error("%s", error)  # noqa: TRY400 - the reason is enough
            raise UnavailableError("the service cannot work at the moment; try again") from None
        except DataError:
            raise
        except ImrlettersError as error:
            raise DataError(error.as_problems()) from None
        finally:
            self._free(process)
            self._turns.end(kind)

    def _free(self, process: int) -> None:
        """Makes a process available, after it has been replaced if it ended. No request waits for that."""
        if self._workers[process].is_running or self.is_stopping():
            self._turns.free(process)
            return
        # if the replacement cannot be started, the next request tries again and reports it
        starting = asyncio.get_running_loop().run_in_executor(self._threads, self._workers[process].start)

        def free(started: asyncio.Future[None]) -> None:
            with suppress(WorkerError, asyncio.CancelledError):
                started.result()
            self._turns.free(process)

        starting.add_done_callback(free)

    def replace_processes(self) -> None:
        """Replaces every process before its next task, since it has cached templates that changed."""
        for worker in self._workers:
            worker.is_outdated = True

    def close(self) -> None:
        """Ends the processes after their current tasks."""
        self._threads.shutdown(cancel_futures=True)
        for worker in self._workers:
            worker.close()
