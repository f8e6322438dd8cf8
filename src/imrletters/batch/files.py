"""Writes files completely or not at all, and locks the output folder of a batch."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from errno import EBUSY
from fcntl import LOCK_EX, LOCK_NB, flock
from hashlib import sha256
from pathlib import Path

PARTIAL = ".imrletters-part"
"""The ending of the names of files that are not complete yet."""


def write_atomically(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Writes a file under a temporary name, flushes it to the disk, and renames it.

    If anything fails, an existing file at ``path`` is not changed. Raises OSError.
    """
    # a digest, because the name with an ending could be longer than the file system allows
    partial = path.with_name(f".{sha256(os.fsencode(path.name)).hexdigest()}{PARTIAL}")
    try:
        with partial.open("wb") as file:
            file.writelines([data] if isinstance(data, bytes) else data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException as error:
        with suppress(OSError):
            partial.unlink()
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(path)) from None
        raise


def remove_partial_files(folder: Path) -> None:
    """Removes the incomplete files of a process that was killed."""
    for partial in folder.glob(f".*{PARTIAL}"):
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
