"""The limits of the service: processes, queue, time, memory and body size."""

import os
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Limits:
    """``workers`` processes, and at most ``queue`` requests that wait for one.

    ``seconds`` limits the work for one request, without the time in the queue, and separately the time in which its
    body must arrive. ``memory_megabytes`` limits the address space of a worker process, ``body_megabytes`` the body.
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
