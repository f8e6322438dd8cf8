"""Opens a file inside a folder without following links, writes files completely or not at all, and makes folders."""

import os
import secrets
import shutil
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from errno import EINVAL, ELOOP
from functools import reduce
from operator import or_
from pathlib import Path
from stat import S_ISREG
from tempfile import mkdtemp
from typing import BinaryIO

PARTIAL = ".imrletters-part"
"""The ending of the names of files that are not complete yet."""
TEMPORARY = "letters-of-imr-"
"""The beginning of the names of temporary folders. Those of ``workers`` have another one, and are removed by others."""
OPENS_FOLDERS = os.open in os.supports_dir_fd
"""Whether the system can open a folder, and a file from its descriptor; Windows cannot."""


def _flags(*names: str) -> int:
    """The flags of ``os.open`` with these names, without those that the system lacks (Windows: O_NOFOLLOW)."""
    return reduce(or_, (getattr(os, name, 0) for name in names))


NEW_FILE = _flags("O_WRONLY", "O_CREAT", "O_EXCL", "O_NOFOLLOW", "O_CLOEXEC")
FOLDER = _flags("O_RDONLY", "O_DIRECTORY", "O_CLOEXEC")
SHARED_FILE = _flags("O_RDWR", "O_CREAT", "O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC")
# without O_NONBLOCK, opening a named pipe waits for a writer
OLD_FILE = _flags("O_RDONLY", "O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC")


def open_inside(folder: Path, steps: tuple[str, ...]) -> int:
    """A file descriptor, for reading, of the file with the path ``steps`` inside the folder.

    Raises OSError if a step of the path is a link, or if it is not a regular file. Where the system opens no folders,
    each step is examined before the file is opened, so that a step that is replaced at that moment is not noticed.
    """
    file = _open_from_folders(folder, steps) if OPENS_FOLDERS else _open_examined(folder, steps)
    if not S_ISREG(os.fstat(file).st_mode):
        os.close(file)
        raise OSError(EINVAL, "not a regular file")
    return file


def _open_from_folders(folder: Path, steps: tuple[str, ...]) -> int:
    parent = os.open(folder, FOLDER)
    try:
        for step in steps[:-1]:
            inner = os.open(step, FOLDER | os.O_NOFOLLOW, dir_fd=parent)
            os.close(parent)
            parent = inner
        return os.open(steps[-1], OLD_FILE, dir_fd=parent)
    finally:
        os.close(parent)


def _open_examined(folder: Path, steps: tuple[str, ...]) -> int:
    path = folder
    for step in steps:
        path /= step
        if path.is_symlink():
            raise OSError(ELOOP, os.strerror(ELOOP))
    if not S_ISREG(path.stat().st_mode):  # before it is opened, because that can wait
        raise OSError(EINVAL, "not a regular file")
    return os.open(path, OLD_FILE)


def create_if_missing(path: Path) -> None:
    """Creates an empty file if there is none. Raises OSError if that fails, or if a link is at its path."""
    if not hasattr(os, "O_NOFOLLOW") and path.is_symlink():
        raise OSError(ELOOP, os.strerror(ELOOP), str(path))
    os.close(os.open(path, SHARED_FILE, 0o666))


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A new file to write, under a random temporary name; at the end it is flushed to the disk and renamed to ``path``.

    If anything fails, an existing file at ``path`` is not changed. A link at ``path`` is replaced, not followed. Raises
    OSError.
    """
    partial = path.with_name(f".{secrets.token_hex(16)}{PARTIAL}")
    try:
        descriptor = os.open(partial, NEW_FILE, 0o666)
        try:
            with open(descriptor, "wb") as file:  # noqa: PTH123 - a file descriptor
                yield file
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)  # after it is closed: Windows does not rename an open file
        except BaseException:
            with suppress(OSError):
                partial.unlink()
            raise
    except OSError as error:
        if error.filename not in (None, str(partial)):
            raise  # an error of what is written, not of this file
        raise OSError(error.errno, error.strerror, str(path)) from None


def write_atomically(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Writes a file with this content completely, or not at all (see ``new_file``)."""
    with new_file(path) as file:
        file.writelines([data] if isinstance(data, bytes) else data)


def temporary_folder(owner: object) -> Path:
    """A new folder that only this user can read. It exists as long as its owner and this process. Raises OSError."""
    folder = Path(mkdtemp(prefix=TEMPORARY))
    weakref.finalize(owner, _remove, folder, os.getpid())
    return folder


def _remove(folder: Path, process: int) -> None:
    if os.getpid() == process:  # a forked process does not remove the folders of its parent
        shutil.rmtree(folder, ignore_errors=True)
