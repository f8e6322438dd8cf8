"""Writes files whole or not at all: under another name first, on the disk, then under their own."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from errno import EBUSY
from fcntl import LOCK_EX, LOCK_NB, flock
from hashlib import sha256
from pathlib import Path

PART = ".imrletters-part"
"""How the names of files end that are not whole yet."""


def write_whole(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Writes a file in place of what is there, which stays if anything goes wrong. Raises OSError."""
    # not the name itself: with more to it, it could be longer than names may be
    part = path.with_name(f".{sha256(os.fsencode(path.name)).hexdigest()}{PART}")
    try:
        with part.open("wb") as file:
            file.writelines([data] if isinstance(data, bytes) else data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException as error:
        with suppress(OSError):
            part.unlink()
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(path)) from None
        raise


def remove_parts(folder: Path) -> None:
    """Removes what a process that was killed has left unfinished."""
    for part in folder.glob(f".*{PART}"):
        part.unlink()


@contextmanager
def kept_to_one(folder: Path) -> Iterator[int]:
    """Keeps a folder to one batch at a time; the lock ends with the process at the latest. Gives its descriptor.

    Raises OSError where another has it.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            flock(descriptor, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            raise OSError(EBUSY, "another batch is writing into it", str(folder)) from None
        yield descriptor
    finally:
        os.close(descriptor)
