"""The files in the output folder of a batch: locks the folder, removes incomplete files, and computes digests."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EBUSY
from pathlib import Path
from stat import S_ISDIR, S_ISLNK

from imrletters.files import PARTIAL
from imrletters.manifest_names import JOURNAL, MANIFEST
from imrletters.printing import digest

END_OF_PRINT = b"%%EOF\n"


def is_batch_folder(folder: Path) -> bool:
    """Whether a folder has the manifest or the journal of a batch."""
    try:
        with (folder / MANIFEST).open("rb") as lines:
            first = lines.readline()
    except OSError:
        return (folder / JOURNAL).exists()
    from imrletters.manifest import BatchRecord, parse_record  # noqa: PLC0415 - most folders have no manifest

    return parse_record(first, BatchRecord) is not None


try:
    import fcntl
except ImportError:  # on Windows, where a folder cannot be opened; the journal is locked there
    fcntl = None  # type: ignore[assignment]


def remove_partial_files(folder: Path) -> None:
    """Removes the incomplete files of a process that was killed."""
    for partial in folder.glob(f".*{PARTIAL}"):
        if not partial.is_dir():
            partial.unlink()


def in_use(folder: Path) -> OSError:
    """The error of a folder to which another batch is writing."""
    return OSError(EBUSY, "another batch is writing to this folder", str(folder))


@contextmanager
def locked(folder: Path) -> Iterator[int | None]:
    """Locks a folder against other batches, and yields its file descriptor. The lock ends with the process.

    Raises OSError if another batch holds the lock. Where a folder cannot be locked, yields None.
    """
    if fcntl is None:
        yield None
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise in_use(folder) from None
        yield descriptor
    finally:
        os.close(descriptor)


def digest_of_file(path: Path) -> str | None:
    """The digest of a file; None for one that cannot be read, and for a link."""
    try:
        return digest(path.read_bytes()) if path.is_file() and not path.is_symlink() else None
    except OSError:
        return None


def is_unreadable(path: Path) -> bool:
    """Whether something is there that is no folder, no link and no file that can be read."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return False
    return not (S_ISDIR(mode) or S_ISLNK(mode)) and digest_of_file(path) is None


def digest_of_print(path: Path) -> str | None:
    """The digest of the letter that was signed in a PDF, up to the first end of a file; None if it cannot be read."""
    try:
        data = b"" if path.is_symlink() else path.read_bytes()
    except OSError:
        return None
    end = data.find(END_OF_PRINT)
    return digest(data[: end + len(END_OF_PRINT)]) if end >= 0 else None
