"""Paths of files and folders, which a caller may give as a text."""

from pathlib import Path

from imrletters.arguments import Accepted, require
from imrletters.errors import ArgumentError, HouseStyleError

PathName = str | Path
"""A path as a caller may give it."""


FILE = Accepted((str, Path), "the name of a file (str or Path)")
FOLDER = Accepted((str, Path), "the name of a folder (str or Path), or None")


def file_path(name: PathName) -> Path:
    """The path of a file. Raises ArgumentError for what cannot be the name of one."""
    return _path("path", name, FILE)


def folder_path(name: PathName | None) -> Path | None:
    """The absolute path of a folder of templates, which a caller may leave out.

    What is read of the folder is kept by its path, and the working directory may change. Raises ArgumentError for what
    cannot be the name of a folder, and HouseStyleError if a relative path has no working directory.
    """
    if name is None:
        return None
    path = _path("templates", name, FOLDER)
    try:
        return path.absolute()
    except OSError:
        raise HouseStyleError(f"{path}: the working directory does not exist any more") from None


def _path(argument: str, name: PathName, accepted: Accepted) -> Path:
    require(argument, name, accepted)
    if not str(name) or "\0" in str(name):  # an empty name would be the current folder
        raise ArgumentError(f"{argument}: got {str(name)!r}; expected {accepted.description}")
    return Path(name)
