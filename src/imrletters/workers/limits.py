"""The limits of one task in a worker process."""

from dataclasses import dataclass

from imrletters.arguments import Accepted, require


@dataclass(frozen=True)
class TaskLimits:
    """``seconds`` of processor time, ``memory_megabytes`` of address space, ``result_megabytes`` of the pickled result.

    A task that waits or gets little processor time is ended after ``elapsed_seconds``. Where the system cannot limit
    the memory of a process, only the time and the result are limited.
    """

    seconds: int = 20
    memory_megabytes: int = 1024
    result_megabytes: int = 64

    @property
    def elapsed_seconds(self) -> int:
        """The longest duration of a task."""
        return 3 * self.seconds


LIMITS = Accepted((TaskLimits,), "TaskLimits")
_chosen = [TaskLimits()]


def use_limits(limits: TaskLimits) -> None:
    """Sets the limits of the workers that this process starts from now on: those of ``run_bounded`` and of batches."""
    require("limits", limits, LIMITS)
    _chosen[0] = limits


def limits_in_use() -> TaskLimits:
    """The limits that ``use_limits`` has set, or the default ones."""
    return _chosen[0]
