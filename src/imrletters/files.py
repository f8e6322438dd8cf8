"""Opens a file inside a folder without following links, and writes files completely or not at all."""

import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from errno import EINVAL
from pathlib import Path
from stat import S_ISREG

PARTIAL = ".imrletters-part"
"""The ending of the names of files that are not complete yet."""
NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC


def open_inside(folder: Path, steps: tuple[str, ...]) -> int:
    """A file descriptor, for reading, of the file with the path ``steps`` inside the folder.

    Raises OSError if a step of the path is a link, or if it is not a regular file.
    """
    parent = os.open(folder, FOLDER)
    try:
        for step in steps[:-1]:
            inner = os.open(step, FOLDER | os.O_NOFOLLOW, dir_fd=parent)
            os.close(parent)
            parent = inner
        # without O_NONBLOCK, opening a named pipe waits for a writer
        file = os.open(steps[-1], os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=parent)
    finally:
        os.close(parent)
    if not S_ISREG(os.fstat(file).st_mode):
        os.close(file)
        raise OSError(EINVAL, "not a regular file")
    return file


def write_atomically(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Writes a new file under a random temporary name, flushes it to the disk, and renames it.

    If anything fails, an existing file at ``path`` is not changed. A link at ``path`` is replaced, not followed. Raises
    OSError.
    """
    partial = path.with_name(f".{secrets.token_hex(16)}{PARTIAL}")
    try:
        with open(os.open(partial, NEW_FILE, 0o666), "wb") as file:  # noqa: PTH123 - a file descriptor
            try:
                file.writelines([data] if isinstance(data, bytes) else data)
                file.flush()
                os.fsync(file.fileno())
                partial.replace(path)
            except BaseException:
                with suppress(OSError):
                    partial.unlink()
                raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
