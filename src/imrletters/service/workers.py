"""The warm processes that do the work of requests, and the queue before them, which ends."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from typing import TypeVar

from imrletters.batch import LIFE, processes
from imrletters.errors import DataError, PrintError, Problem
from imrletters.service.limits import Limits
from imrletters.service.work import Refused, begin, bounded, why_not_ready

T = TypeVar("T")


class BusyError(Exception):
    """As many requests are worked on and wait as may, or the service is about to end."""


class OverrunError(DataError):
    """The work took more time or memory than a request may, or brought its process down."""


class GoneError(Exception):
    """Who asked is no longer there to hear the answer."""


class Workers:
    """So many processes; one that is brought down takes no other with it, and is replaced.

    ``stopping`` says whether the service is to end: what still waits then is not begun.
    """

    def __init__(self, limits: Limits) -> None:
        """Starts the processes. Raises PrintError if they cannot print, BrokenExecutor if they end at once."""
        self.limits = limits
        self.stopping: Callable[[], bool] = lambda: False
        self._taken = 0
        self._all = [_Worker(limits) for _ in range(limits.workers)]
        self._idle = [*self._all]
        self._free = asyncio.Semaphore(limits.workers)
        reasons = [worker.pool.submit(why_not_ready) for worker in self._all]
        if said := next(filter(None, [reason.result() for reason in reasons]), ""):
            self.close()
            raise PrintError(said)

    @property
    def waiting(self) -> int:
        """The requests that wait for a worker."""
        return max(self._taken - self.limits.workers, 0)

    def refuse_if_busy(self) -> None:
        """Raises BusyError if no more requests may wait."""
        if self._taken >= self.limits.workers + self.limits.queue:
            raise BusyError

    async def do(self, work: Callable[[bytes], T], data: bytes, gone: Callable[[], Awaitable[bool]]) -> T:
        """What ``work`` gives for ``data``, done in the next process that is free, unless by then all are ``gone``.

        Raises DataError for what is wrong with the data, BusyError, OverrunError or GoneError.
        """
        self.refuse_if_busy()
        self._taken += 1
        try:
            async with self._free:
                if self.stopping():
                    raise BusyError
                if await gone():
                    raise GoneError
                worker = self._idle.pop()
                try:
                    done = await worker.do(work, data)
                finally:
                    self._idle.append(worker)
        finally:
            self._taken -= 1
        if isinstance(done, Refused):
            raise DataError(done.problems)
        return done

    def renew(self) -> None:
        """Has every process replaced before its next work: templates that it keeps have changed."""
        for worker in self._all:
            worker.worn = True

    def close(self) -> None:
        """Ends the processes with what they have in hand."""
        for worker in self._all:
            worker.pool.shutdown(cancel_futures=True)


class _Worker:
    """One process, in a pool of its own, since the death of one process breaks a whole pool."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.done = 0
        self.worn = False
        self.pool = self._started()

    def _started(self) -> ProcessPoolExecutor:
        return processes(1, begin, self.limits.megabytes)

    async def do(self, work: Callable[[bytes], T], data: bytes) -> "T | Refused":
        """What ``work`` gives for ``data``, or the problems that it has. Raises OverrunError, or BusyError."""
        if self.worn or self.done >= LIFE:
            self._replace()
        self.done += 1
        try:
            return await asyncio.wrap_future(self._given(work, data))
        except (BrokenExecutor, MemoryError):
            self._replace()
            raise OverrunError([Problem(_too_much(self.limits))]) from None

    def _given(self, work: Callable[[bytes], T], data: bytes) -> "Future[T | Refused]":
        try:
            return self.pool.submit(bounded, self.limits.seconds, work, data)
        except BrokenExecutor:  # it fell while it had nothing to do
            self._replace()
            return self.pool.submit(bounded, self.limits.seconds, work, data)

    def _replace(self) -> None:
        """Starts another process at once. Raises BusyError where the machine has no room for one now."""
        self.pool.shutdown(cancel_futures=True)
        try:
            self.pool, self.done, self.worn = self._started(), 0, False
            self.pool.submit(why_not_ready)  # a process begins with the first that it is given
        except OSError:
            self.worn = True
            raise BusyError from None


def _too_much(limits: Limits) -> str:
    return (
        f"takes more time or memory than a request may ({limits.seconds} seconds, {limits.megabytes} MB), "
        "or brings down the process that reads it"
    )
