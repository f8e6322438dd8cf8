"""Starts pools of worker processes that have loaded imrletters before they start."""

import gc
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import forkserver, get_context, parent_process, resource_tracker
from threading import Thread

from imrletters.printing import ENGINES, EngineName

TASKS_PER_PROCESS = 5000
"""The number of tasks after which a worker process is replaced, so that a memory leak in a library cannot grow."""
GARBAGE_THRESHOLD = 20_000
"""Net allocations between two garbage collections: half a letter of WeasyPrint, hundreds of letters of Typst."""


def process_pool(
    count: int, initializer: Callable[..., None], *arguments: object, engine: EngineName | None = None
) -> ProcessPoolExecutor:
    """A pool of processes, each of which first calls ``initializer``; they have loaded the PDF engine, if one is named.

    The engine is loaded once, in the process from which the workers are forked. That process does not print: its fonts
    and threads would be shared or lost. It is started once in each process, with the engine of the first pool, and
    ignores an engine whose libraries are missing; printing then raises the error.
    """
    # not "fork": a forked process would share the threads and the fonts of this one
    context = get_context("forkserver")
    context.set_forkserver_preload(
        ["imrletters.batch.render", *([ENGINES[engine].module, "imrletters.parsing"] if engine else [])]
    )
    resource_tracker.ensure_running()  # first, because it unblocks Ctrl-C
    with _ctrl_c_blocked():
        forkserver.ensure_running()
    return ProcessPoolExecutor(count, context, initializer=initializer, initargs=arguments)


def warm_up() -> None:
    """Initializes a worker process; the garbage collector ignores the objects that exist now."""
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
def _ctrl_c_blocked() -> Iterator[None]:
    """Processes that start in this context, and their children, ignore Ctrl-C from their first instruction."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
