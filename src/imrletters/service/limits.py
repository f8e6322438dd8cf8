"""What a request may cost, and how many may wait."""

import os
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Limits:
    """``workers`` processes; ``queue`` requests that wait for one; for each request so much time, memory and body.

    ``seconds`` are those of the work, not of waiting, and again those in which the body must have come in.
    ``megabytes`` are those of the address space of the process that works, ``body`` is in megabytes too.
    """

    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    queue: int = 64
    seconds: int = 20
    megabytes: int = 1024
    body: int = 5
