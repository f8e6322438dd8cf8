"""Keeps data that can be computed again in a folder of the user, for the next process.

Compiled templates are code. Therefore a folder is used only if it belongs to the user and nobody else can write to it.
Without such a folder nothing is kept, and nothing fails.
"""

import os
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

MOST_FILES = 100
"""When there are more, the oldest are removed. One version of the templates needs about 15."""
DIGEST_LENGTH = 32


class Cache:
    """The files of one folder; each begins with the digest of its data."""

    def __init__(self, folder: Path) -> None:
        """Opens the folder, or creates it. Raises OSError if that fails or if others could write to it."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        # examines the opened folder, because another one may be at its path by now
        status = os.fstat(self.folder)
        if status.st_uid != os.geteuid() or status.st_mode & 0o022:
            os.close(self.folder)
            raise PermissionError(f"{folder} is not only the user's")

    def load(self, *key: str) -> bytes | None:
        """The data stored under this key; None if there is none, or if the file is damaged."""
        try:
            with os.fdopen(os.open(_name(key), os.O_RDONLY | os.O_NOFOLLOW, dir_fd=self.folder), "rb") as file:
                content = file.read()
        except OSError:
            return None
        digest, data = content[:DIGEST_LENGTH], content[DIGEST_LENGTH:]
        return data if sha256(data).digest() == digest else None

    def store(self, data: bytes, *key: str) -> None:
        """Stores data under a key, completely or not at all; an error of the system is ignored."""
        partial = os.urandom(16).hex()
        try:
            descriptor = os.open(
                partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600, dir_fd=self.folder
            )
            with os.fdopen(descriptor, "wb") as file:
                file.write(sha256(data).digest() + data)
            os.replace(partial, _name(key), src_dir_fd=self.folder, dst_dir_fd=self.folder)
            self._remove_oldest()
        except OSError:
            with suppress(OSError):
                os.unlink(partial, dir_fd=self.folder)

    def _remove_oldest(self) -> None:
        """Removes the files that were written first, also those of a process that was killed."""
        names = os.listdir(self.folder)  # noqa: PTH208 - a Path has no descriptor
        if len(names) > MOST_FILES:
            names.sort(key=lambda name: os.stat(name, dir_fd=self.folder).st_mtime_ns)
            for name in names[: len(names) - MOST_FILES]:
                os.unlink(name, dir_fd=self.folder)


_cache: Cache | None = None
_path: Path | None = None


def use_folder(folder: Path | None) -> None:
    """Keeps data in this folder from now on; nothing is kept if it is None or cannot be used."""
    global _cache, _path
    _cache, _path = None, None
    if folder is not None and hasattr(os, "geteuid"):  # elsewhere the owner of a folder cannot be compared
        with suppress(OSError):
            _cache, _path = Cache(folder), folder


def folder_in_use() -> Path | None:
    """The folder in which data is kept, for worker processes; None if nothing is kept."""
    return _path


def load(*key: str) -> bytes | None:
    """The data that this or another process stored under the same key, with the same Python; None without a cache."""
    return _cache.load(*key) if _cache else None


def store(data: bytes, *key: str) -> None:
    """Stores data under a key, if there is a cache."""
    if _cache:
        _cache.store(data, *key)


def _name(key: tuple[str, ...]) -> str:
    """The name of a file: the digest of its key and of the Python that runs."""
    return sha256("\0".join([sys.version, *key]).encode()).hexdigest()
