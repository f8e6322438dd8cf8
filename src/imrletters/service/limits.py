"""The limits of the service: processes, queue, time, memory and body size."""

import os
from dataclasses import dataclass, field, replace

from imrletters.workers import TaskLimits

SMALL_BYTES = 64_000
"""The largest small body. Most cases and letters are smaller."""
QUICK_SECONDS = 2
"""The most seconds of a small request, unless it starts again as a large one."""


@dataclass(frozen=True)
class Limits:
    """``workers`` processes, besides the one kept for small requests, and at most ``queue`` requests that wait for one.

    ``seconds`` limits the processor time of one request, and separately the time in which its headers and its body must
    arrive and its response must be received. ``memory_megabytes`` limits the address space of
    a worker process, ``body_megabytes`` the body.
    """

    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    queue: int = 64
    seconds: int = 20
    memory_megabytes: int = 1024
    body_megabytes: int = 5

    @property
    def body_bytes(self) -> int:
        """The largest body, in bytes."""
        return self.body_megabytes * 1_000_000

    @property
    def task(self) -> TaskLimits:
        """The limits of the work for one request. A result may be four times as large as a body."""
        return TaskLimits(self.seconds, self.memory_megabytes, 4 * self.body_megabytes)

    @property
    def quick_seconds(self) -> int:
        """The seconds of work after which a small request is treated as a large one."""
        return min(QUICK_SECONDS, max(1, self.seconds // 2))

    @property
    def elapsed_seconds(self) -> int:
        """The longest duration of one request: as a small one, and then as a large one."""
        return replace(self.task, seconds=self.quick_seconds).elapsed_seconds + self.task.elapsed_seconds
