"""Starts pools of worker processes that have loaded imrletters before they start."""

import gc
import os
import signal
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from errno import ENAMETOOLONG
from multiprocessing import get_all_start_methods, get_context, parent_process
from pathlib import Path
from threading import Thread

from imrletters.printing import ENGINES, EngineName
from imrletters.workers.temporary import use_temporary_folder

TASKS_PER_PROCESS = 5000
"""The number of tasks after which a worker process is replaced, so that a memory leak in a library cannot grow."""
GARBAGE_THRESHOLD = 20_000
"""Net allocations between two garbage collections: half a letter of WeasyPrint, hundreds of letters of Typst."""

LONG_TMPDIR = (
    "the path of the temporary folder is too long for the name of a socket; choose a folder with a shorter path"
)


def process_pool(
    count: int,
    initializer: Callable[..., None],
    *arguments: object,
    engine: EngineName | None = None,
    modules: Sequence[str] = (),
) -> ProcessPoolExecutor:
    """A pool of processes, each of which first calls ``initializer``.

    They have loaded the PDF engine, if one is named, and the ``modules``. These are loaded once, in the process from
    which the workers are forked; where the system has no fork (Windows), each worker loads them when it needs them. The
    process that is forked does not print: its fonts and threads would be shared or lost. It is
    started once in each process, with the engine and the modules of the first pool, and ignores an engine whose
    libraries are missing; printing then raises the error. Submit tasks with ``ctrl_c_blocked``. Raises OSError.
    """
    # not "fork": a forked process would share the threads and the fonts of this one
    forks = "forkserver" in get_all_start_methods()
    context = get_context("forkserver" if forks else "spawn")
    if forks:
        context.set_forkserver_preload([*modules, *([ENGINES[engine].module, "imrletters.parsing"] if engine else [])])
        _start_forkserver()
    return ProcessPoolExecutor(count, context, initializer=initializer, initargs=arguments)


def _start_forkserver() -> None:
    """Starts the process from which the workers are forked. Raises OSError."""
    from multiprocessing import forkserver, resource_tracker  # noqa: PLC0415 - not for Windows

    resource_tracker.ensure_running()  # first, because it unblocks Ctrl-C
    with ctrl_c_blocked():
        try:
            forkserver.ensure_running()
        except OSError as error:
            if "AF_UNIX path" in str(error):
                raise OSError(ENAMETOOLONG, LONG_TMPDIR, tempfile.gettempdir()) from None
            raise


def warm_up(folder: Path | None = None) -> None:
    """Initializes a worker process, whose temporary files are created in ``folder``.

    The garbage collector ignores the objects that exist now.
    """
    if folder is not None:
        use_temporary_folder(folder)
    os.environ["RAYON_NUM_THREADS"] = "1"  # read by Typst; one thread for each core would exceed a limit of memory
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent process reacts to Ctrl-C
    Thread(target=_end_with_parent, daemon=True).start()
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_THRESHOLD, 10, 10)


def _end_with_parent() -> None:
    """Ends this process when its parent process has ended, even if that was killed."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


@contextmanager
def ctrl_c_blocked() -> Iterator[None]:
    """Defers Ctrl-C in this thread. Processes that start in this context ignore it from their first instruction.

    A task is submitted in this context, because that may start a process. A process whose start is interrupted is
    unknown to its pool: it would start after the end of the program, and fail with a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):  # on Windows, where Ctrl-C cannot be deferred
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
