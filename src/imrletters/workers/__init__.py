"""Worker processes: pools of them, and workers that read untrusted files within limits of time and memory.

``run_bounded`` runs one function in a worker that this process keeps. ``Worker`` is one such worker. Every worker
process has a temporary folder, which its parent process makes and removes. What starts processes is imported when it
is first used.
"""

from typing import TYPE_CHECKING

from imrletters.lazy import lazy_exports
from imrletters.workers.limits import TaskLimits, limits_in_use, use_limits

if TYPE_CHECKING:
    from imrletters.workers.bounded import run_bounded
    from imrletters.workers.pool import TASKS_PER_PROCESS, ctrl_c_blocked, process_pool, warm_up
    from imrletters.workers.task import limit_memory, limited_time
    from imrletters.workers.temporary import TemporaryFolder
    from imrletters.workers.worker import Worker

__all__ = [
    "TASKS_PER_PROCESS",
    "TaskLimits",
    "TemporaryFolder",
    "Worker",
    "ctrl_c_blocked",
    "limit_memory",
    "limited_time",
    "limits_in_use",
    "process_pool",
    "run_bounded",
    "use_limits",
    "warm_up",
]

__getattr__ = lazy_exports(
    __name__,
    {
        "imrletters.workers.bounded": ("run_bounded",),
        "imrletters.workers.pool": ("TASKS_PER_PROCESS", "ctrl_c_blocked", "process_pool", "warm_up"),
        "imrletters.workers.task": ("limit_memory", "limited_time"),
        "imrletters.workers.temporary": ("TemporaryFolder",),
        "imrletters.workers.worker": ("Worker",),
    },
)
