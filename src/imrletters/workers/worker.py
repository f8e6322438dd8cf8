"""One worker process with limits of time and memory, which is replaced when it ends."""

import os
import pickle
import signal
import time
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path
from threading import Lock
from typing import TypeVar

from imrletters import cache
from imrletters.errors import TimeExceededError, WorkerError, os_error_reason
from imrletters.printing import EngineName
from imrletters.workers.limits import TaskLimits
from imrletters.workers.pool import TASKS_PER_PROCESS, ctrl_c_blocked, process_pool
from imrletters.workers.task import MEMORY_EXCEEDED, Failure, Preparation, exceeded, initialize, run_task, start_result
from imrletters.workers.temporary import TemporaryFolder

S = TypeVar("S")
T = TypeVar("T")
TIME_EXCEEDED = "takes longer than {} seconds"


class Worker:
    """One worker process. It is started by the first task, and replaced when it has ended. Threads take turns.

    ``engines`` are loaded and warmed up before the first task. The first one and the ``modules`` are loaded before the
    process is forked. ``niceness`` lowers its priority (see ``os.nice``), where the system has such priorities.
    """

    def __init__(
        self, limits: TaskLimits, *engines: EngineName, modules: Sequence[str] = (), niceness: int = 0
    ) -> None:
        self.limits = limits
        self.engines = engines
        self.modules = modules
        self.niceness = niceness
        self.is_outdated = False
        self._lock = Lock()
        self._tasks = 0
        self._process = 0
        self._executor: ProcessPoolExecutor | None = None
        self._folder: TemporaryFolder | None = None

    def run(self, task: Callable[[S], T], data: S, seconds: int | None = None) -> T:
        """The result of ``task``, an importable function or a ``partial`` of one, for ``data``.

        ``seconds`` replaces the time limit. Raises the errors of imrletters that the task raises, LimitExceededError if
        it exceeds a limit or crashes the process, and WorkerError if the process cannot be started or the system fails.
        """
        limits = self.limits if seconds is None else replace(self.limits, seconds=seconds)
        with self._lock:
            if self.is_outdated or self._tasks >= TASKS_PER_PROCESS or self._has_ended():
                self._end()
            if self._executor is None:
                self._start()
            self._tasks += 1
            result = self._result(limits, task, data)
        if isinstance(result, Failure):
            raise result.error()
        return result

    @property
    def is_running(self) -> bool:
        """Whether a process has been started, and no task has ended it."""
        return self._executor is not None

    def start(self) -> None:
        """Starts the process, if it does not run. Raises WorkerError."""
        with self._lock:
            if self._executor is None:
                self._start()

    def close(self) -> None:
        """Ends the process after its current task, and removes its temporary folder."""
        with self._lock:
            self._end()

    def _result(self, limits: TaskLimits, task: Callable[[S], T], data: S) -> T | Failure:
        assert self._executor is not None  # noqa: S101 - the process runs
        began = time.monotonic()
        try:
            with ctrl_c_blocked():
                future = self._executor.submit(run_task, limits, _current_folder(), task, data)
            result: T | Failure = pickle.loads(future.result(limits.elapsed_seconds))  # noqa: S301 - from our process
        except (BrokenExecutor, TimeoutError):
            self._kill()
            if time.monotonic() - began >= limits.seconds:
                return exceeded(TIME_EXCEEDED.format(limits.seconds), TimeExceededError)
            return exceeded(f"{MEMORY_EXCEEDED.format(limits.memory_megabytes)}, or crashes the process that reads it")
        except MemoryError:  # the process had no memory left to report it otherwise
            self._kill()
            return exceeded(MEMORY_EXCEEDED.format(self.limits.memory_megabytes))
        except BaseException:  # such as Ctrl-C: this process must not wait for the task
            self._kill()
            raise
        return result

    def _start(self) -> None:
        """Starts the process. Raises WorkerError."""
        try:
            self._folder = TemporaryFolder()
            preparation = Preparation(
                self._folder.path, self.limits.memory_megabytes, cache.folder_in_use(), self.engines, self.niceness
            )
            engine = self.engines[0] if self.engines else None
            with ctrl_c_blocked():
                self._executor = process_pool(1, initialize, preparation, engine=engine, modules=self.modules)
                future = self._executor.submit(start_result)
            self._process, error = future.result()
        except OSError as failed:
            error = os_error_reason(failed)
        except BrokenExecutor:
            error = "it ended at once"
        except BaseException:
            self._end()
            raise
        if error:
            self._end()
            raise WorkerError(f"no worker process could be started: {error}")
        self._tasks, self.is_outdated = 0, False

    def _has_ended(self) -> bool:
        """Whether the process ended while it was idle. Its executor may not have noticed yet."""
        return bool(self._process) and all(child.pid != self._process for child in active_children())

    def _kill(self) -> None:
        """Ends the process at once."""
        if self._process:
            with suppress(OSError):  # it has ended
                os.kill(self._process, getattr(signal, "SIGKILL", signal.SIGTERM))
        self._end()

    def _end(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
        if self._folder is not None:
            self._folder.remove()
        self._executor, self._folder, self._process = None, None, 0


def _current_folder() -> str | None:
    """The current folder, which a task may name files in; None if it was removed."""
    try:
        return str(Path.cwd())
    except FileNotFoundError:
        return None
