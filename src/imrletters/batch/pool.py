"""Starts worker processes that are warm: forked from one that has loaded what they need."""

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import forkserver, get_context, resource_tracker


def processes(count: int, begin: Callable[..., None], *arguments: object, printing: bool = True) -> ProcessPoolExecutor:
    """So many processes, each of which begins by calling ``begin``; with the PDF engine loaded if they are to print."""
    # a forked process would share the threads and the fonts of this one
    context = get_context("forkserver")
    context.set_forkserver_preload([f"imrletters.batch.{'preload' if printing else 'work'}"])
    resource_tracker.ensure_running()  # which would allow Ctrl-C again
    with _deaf_to_ctrl_c():
        forkserver.ensure_running()
    return ProcessPoolExecutor(count, context, initializer=begin, initargs=arguments)


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """What is started meanwhile never hears of Ctrl-C, nor do its children, not even before they can say so."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
