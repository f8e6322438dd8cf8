"""Temporary folders of worker processes: made and removed by the parent process, whatever ends the worker.

A folder contains a lock file, which the parent process holds as long as it runs. A folder whose lock is free belongs to
a process that was killed, and the next process removes it.
"""

import os
import shutil
import stat
import tempfile
import weakref
from contextlib import suppress
from functools import cache
from pathlib import Path

try:
    import fcntl
except ImportError:  # on Windows, where the folders of killed processes remain
    fcntl = None  # type: ignore[assignment]

PREFIX = "imrletters-"
LOCK_FILE = "lock"


class TemporaryFolder:
    """A new folder that only this user can read; it is removed by ``remove``, or else when this process ends."""

    def __init__(self) -> None:
        """Makes the folder, after removing folders of killed processes. Raises OSError."""
        remove_stale_folders_once(Path(tempfile.gettempdir()))
        while True:
            self.path = Path(tempfile.mkdtemp(prefix=PREFIX))
            if (lock := _locked(self.path, wait=True)) is not None:
                break
            # another process removed the folder before it was locked
        self.remove = weakref.finalize(self, _remove_own, self.path, lock, os.getpid())


def use_temporary_folder(folder: Path) -> None:
    """Makes this process and its children create their temporary files in a folder."""
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)


@cache
def remove_stale_folders_once(parent: Path) -> None:
    """Calls ``remove_stale_folders`` once in this process."""
    remove_stale_folders(parent)


def remove_stale_folders(parent: Path) -> None:
    """Removes the folders of this user in ``parent`` whose lock is free. A folder that cannot be removed remains."""
    with suppress(OSError):
        for folder in [*parent.glob(f"{PREFIX}*")]:
            if fcntl is not None and _is_own_folder(folder):
                with suppress(OSError):
                    if (lock := _locked(folder, wait=False)) is not None:
                        _remove(folder, lock)


def _is_own_folder(path: Path) -> bool:
    try:
        status = path.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid()


def _locked(folder: Path, *, wait: bool) -> int | None:
    """The descriptor of the locked lock file of a folder.

    None if another process holds the lock, or removed the folder before this one had the lock. Raises OSError.
    """
    try:
        descriptor = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except FileNotFoundError:
        return None
    try:
        if fcntl is not None:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        if os.path.samestat(os.fstat(descriptor), (folder / LOCK_FILE).lstat()):
            return descriptor
    except (BlockingIOError, FileNotFoundError):
        pass
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


def _remove_own(folder: Path, lock: int, process: int) -> None:
    if os.getpid() == process:  # a forked process does not remove the folders of its parent
        _remove(folder, lock)


def _remove(folder: Path, lock: int) -> None:
    """Removes a folder and then unlocks it; on Windows, where no open file can be removed, in the other order."""
    if fcntl is None:
        os.close(lock)
    shutil.rmtree(folder, ignore_errors=True)
    if fcntl is not None:
        os.close(lock)
