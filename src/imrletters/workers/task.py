"""What runs in a bounded worker process: its preparation, and one task after the other."""

import faulthandler
import gc
import logging
import os
import pickle
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from imrletters.cache import use_folder
from imrletters.errors import (
    DataError,
    ImrlettersError,
    LimitExceededError,
    Problem,
    WorkerError,
    first_problems,
    os_error_reason,
)
from imrletters.printing import EngineName, load_engine
from imrletters.pydantic_plugins import disable_plugins
from imrletters.workers.limits import TaskLimits
from imrletters.workers.pool import warm_up

try:
    import resource
except ImportError:  # on Windows, where the memory of a process is not limited
    resource = None  # type: ignore[assignment]

MEMORY_EXCEEDED = "needs more than {} MB of memory"
RESULT_EXCEEDED = "its content is larger than {} MB"


class Failure(NamedTuple):
    """An error of imrletters. It is returned, so that only its first problems are sent to the other process."""

    kind: type[ImrlettersError]
    message: str
    problems: tuple[Problem, ...]

    def error(self) -> ImrlettersError:
        """The same error."""
        return self.kind(self.problems) if issubclass(self.kind, DataError) else self.kind(self.message)


class Preparation(NamedTuple):
    """The folder of temporary files, the memory limit, the cache folder, the engines to warm up, and the niceness."""

    folder: Path
    memory_megabytes: int
    cache_folder: Path | None
    engines: tuple[EngineName, ...]
    niceness: int = 0


_start_errors: list[str] = []


def initialize(preparation: Preparation) -> None:
    """Prepares a worker process. An error is kept for ``start_result``, because here it would only be printed."""
    if preparation.niceness and hasattr(os, "nice"):
        os.nice(preparation.niceness)  # first, so that the start has the low priority too
    warm_up(preparation.folder)
    try:
        _discard_output()
        disable_plugins()
        use_folder(preparation.cache_folder)
        limit_memory(preparation.memory_megabytes)
        for engine in preparation.engines:
            with suppress(ImrlettersError):  # an engine that is not installed
                load_engine(engine).warm_up()
    except OSError as error:
        _start_errors.append(os_error_reason(error))
    except Exception as error:  # noqa: BLE001 - whatever it is, the worker cannot be used
        _start_errors.append(type(error).__name__)


def start_result() -> tuple[int, str]:
    """The id of this process, and the reason why it cannot be used; "" if it can."""
    return os.getpid(), "; ".join(_start_errors)


def run_task(limits: TaskLimits, current: str | None, task: Callable[..., object], data: object) -> bytes:
    """The pickled result of ``task`` for ``data``, or a pickled ``Failure``.

    ``current`` is the current folder of the caller. Ends the process if the task takes longer than the limit.
    """
    with limited_time(limits):
        try:
            if current is not None:
                os.chdir(current)
            return _pickled(task(data), limits)
        except ImrlettersError as error:
            problems = tuple(first_problems(error.problems)) if isinstance(error, DataError) else ()
            return _pickled(Failure(type(error), str(error) if not problems else "", problems), limits)
        except MemoryError:
            return pickle.dumps(exceeded(MEMORY_EXCEEDED.format(limits.memory_megabytes)))
        except OSError as error:
            return pickle.dumps(Failure(WorkerError, os_error_reason(error), ()))
        finally:
            gc.collect()  # otherwise large objects of one task would count against the memory limit of the next


@contextmanager
def limited_time(limits: TaskLimits) -> Iterator[None]:
    """Ends the process when its processor time or the elapsed time exceeds the limit.

    No exception can interrupt a library that is not Python. Therefore the system ends the process by a signal, and a
    thread without Python does so after the elapsed time.
    """
    has_timer = hasattr(signal, "setitimer")  # not on Windows, where only the elapsed time is limited
    with open(os.devnull, "wb") as null:  # noqa: PTH123 - not a Path
        seconds = limits.elapsed_seconds if has_timer else limits.seconds
        faulthandler.dump_traceback_later(seconds, exit=True, file=null)
        if has_timer:
            signal.signal(signal.SIGPROF, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_PROF, limits.seconds)
        try:
            yield
        finally:
            if has_timer:
                signal.setitimer(signal.ITIMER_PROF, 0)
            faulthandler.cancel_dump_traceback_later()


def _pickled(result: object, limits: TaskLimits) -> bytes:
    pickled = pickle.dumps(result)
    if len(pickled) > limits.result_megabytes * 1_000_000:
        return pickle.dumps(exceeded(RESULT_EXCEEDED.format(limits.result_megabytes)))
    return pickled


def exceeded(message: str, kind: type[LimitExceededError] = LimitExceededError) -> Failure:
    """The failure of a task that exceeded a limit."""
    return Failure(kind, "", (Problem(message),))


def _discard_output() -> None:
    """Discards all messages: those of libraries quote what they read."""
    logging.disable(logging.CRITICAL)
    null = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(null, stream)
    os.close(null)


def limit_memory(megabytes: int) -> None:
    """Limits the memory of this process where the system can do so."""
    if resource is None:
        return
    with suppress(ValueError, OSError):  # macOS refuses it
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
