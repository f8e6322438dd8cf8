"""Locks the output folder of a batch, and removes the incomplete files in it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EBUSY
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

from imrletters.files import PARTIAL


def remove_partial_files(folder: Path) -> None:
    """Removes the incomplete files of a process that was killed."""
    for partial in folder.glob(f".*{PARTIAL}"):
        if not partial.is_dir():
            partial.unlink()


@contextmanager
def locked(folder: Path) -> Iterator[int]:
    """Locks a folder against other batches, and yields its file descriptor. The lock ends with the process.

    Raises OSError if another batch holds the lock.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            flock(descriptor, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            raise OSError(EBUSY, "another batch is writing to this folder", str(folder)) from None
        yield descriptor
    finally:
        os.close(descriptor)
