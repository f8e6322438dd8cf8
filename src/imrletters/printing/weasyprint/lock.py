"""The lock around WeasyPrint: only one thread prints at a time.

All threads of a process share the font map of Pango, which is not thread-safe.
"""

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import RLock

LOCK = RLock()
"""Held by the thread that prints."""
with suppress(ImportError):  # Windows has no fork
    from os import register_at_fork

    # a child process that is forked while another thread prints would inherit a lock that is never released
    register_at_fork(before=LOCK.acquire, after_in_parent=LOCK.release, after_in_child=LOCK.release)


@contextmanager
def exclusive() -> Iterator[None]:
    """Runs a ``with`` block or a decorated function in one thread at a time; other threads wait.

    After an error the local variables of the failed functions are cleared before the next thread runs. Otherwise the
    error would keep the laid-out pages, and their fonts would be released while another thread uses the font map. The
    variables of an error that the caller was already handling are kept. The function that contains a ``with`` block is
    still running and is not cleared; a decorated function is.
    """
    with LOCK:
        handled_by_caller = sys.exception()
        try:
            yield
        except BaseException as error:
            failed: BaseException | None = error
            while failed is not None and failed is not handled_by_caller:
                traceback.clear_frames(failed.__traceback__)
                failed = failed.__context__
            raise
