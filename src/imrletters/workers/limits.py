"""The limits of one task in a worker process."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TaskLimits:
    """``seconds`` of work, ``memory_megabytes`` of address space, and ``result_megabytes`` of the pickled result.

    Where the system cannot limit the memory of a process, only the time and the result are limited.
    """

    seconds: int = 20
    memory_megabytes: int = 1024
    result_megabytes: int = 64
