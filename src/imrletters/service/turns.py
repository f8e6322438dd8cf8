"""Decides which waiting request is given a worker process next.

One process is kept for small requests. All others take every kind of request: among the kinds that wait, the one that
has not been served for the longest time is next, and within a kind the oldest request. The processes are numbered from
0; ``KEPT`` is the one for small requests.
"""

import asyncio
from collections import deque
from enum import Enum
from itertools import count

KEPT = 0


class Kind(Enum):
    """The kinds of requests: by the size and the type of the body, and not by its content or its sender."""

    SMALL = "small cases and text letters"
    PDF = "small PDFs"
    LARGE = "all others, and those that took longer than is usual for their kind"


class Turns:
    """The turns of the requests. At most ``workers`` of each kind run at the same time, of large ones one less."""

    def __init__(self, workers: int) -> None:
        self.processes = workers + 1
        self._most = {Kind.SMALL: workers, Kind.PDF: workers, Kind.LARGE: max(workers - 1, 1)}
        self._idle = set(range(self.processes))
        self._running = dict.fromkeys(Kind, 0)
        self._waiting: dict[Kind, deque[asyncio.Future[int]]] = {kind: deque() for kind in Kind}
        self._served = dict.fromkeys(Kind, 0)
        self._number = count(1)

    async def begin(self, kind: Kind) -> int:
        """Waits for a process, and returns its number. Call ``end`` after the task, and ``free`` for the process."""
        turn: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._waiting[kind].append(turn)
        self._assign()
        try:
            return await turn
        except asyncio.CancelledError:
            if not turn.cancelled():  # a process was assigned already
                self.free(turn.result())
                self.end(kind)
            raise

    def end(self, kind: Kind) -> None:
        """The task of a request has ended."""
        self._running[kind] -= 1
        self._assign()

    def free(self, process: int) -> None:
        """The process can run the next task."""
        self._idle.add(process)
        self._assign()

    def _assign(self) -> None:
        """Assigns idle processes as long as a request can use one."""
        while kinds := [kind for kind in Kind if self._can_begin(kind)]:
            kind = min(kinds, key=lambda each: self._served[each])
            process = KEPT if kind is Kind.SMALL and KEPT in self._idle else max(self._idle)
            self._idle.remove(process)
            self._running[kind] += 1
            self._served[kind] = next(self._number)
            self._waiting[kind].popleft().set_result(process)

    def _can_begin(self, kind: Kind) -> bool:
        waiting = self._waiting[kind]
        while waiting and waiting[0].cancelled():
            waiting.popleft()
        usable = self._idle if kind is Kind.SMALL else self._idle - {KEPT}
        return bool(usable and waiting and self._running[kind] < self._most[kind])
