"""Reads the look of letters without an own one, and keeps it in the cache with the widths of the bundled fonts."""

import pickle
from functools import cache
from pathlib import Path

from pydantic import VERSION

from imrletters.cache import load, store
from imrletters.errors import ResourceError
from imrletters.rendering import look, typefaces
from imrletters.rendering.look import LOOK_FILE, Look
from imrletters.resources import data_folder, font_folder
from imrletters.toml_file import read_toml


@cache
def letter_look() -> Look:
    """The look of letters without an own one.

    Raises ResourceError if ``look.toml`` is missing or has an invalid figure. A valid look is kept in the cache until
    one of the files that determine it changes.
    """
    path = data_folder("templates") / LOOK_FILE
    sources = (path, font_folder() / "metrics.json", Path(look.__file__), Path(typefaces.__file__))
    key = ("look", VERSION, *map(_version_of, sources))
    if stored := load(*key):
        kept: Look = pickle.loads(stored)  # noqa: S301 - from a folder to which only the user can write
        return kept
    read = read_toml(path, Look, ResourceError)
    store(pickle.dumps(read), *key)
    return read


def _version_of(path: Path) -> str:
    """A text that differs after a change of the file, as Python recognizes one; "" if it is missing."""
    try:
        status = path.stat()
    except OSError:
        return ""
    return f"{path} {status.st_size} {status.st_mtime_ns}"
