"""The worker that this process keeps for untrusted files."""

import os
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from imrletters.workers.limits import TaskLimits, limits_in_use
from imrletters.workers.worker import Worker

S = TypeVar("S")
T = TypeVar("T")


def run_bounded(task: Callable[[S], T], data: S) -> T:
    """The result of ``task`` for ``data`` in a worker process with limits of time and memory (see ``Worker.run``).

    The limits are those of ``use_limits``. The process is started by the first call and used by all further ones with
    the same limits. Threads take turns.
    """
    return _worker(os.getpid(), limits_in_use()).run(task, data)


@cache
def _worker(process: int, limits: TaskLimits) -> Worker:  # noqa: ARG001 - a forked process has a worker of its own
    return Worker(limits)
