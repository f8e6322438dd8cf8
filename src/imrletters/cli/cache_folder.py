"""Chooses the folder in which the command line keeps compiled templates."""

from collections.abc import Mapping
from pathlib import Path

VARIABLE = "IMRLETTERS_CACHE"
"""Names another folder; the empty value turns the cache off."""


def chosen_folder(environment: Mapping[str, str], platform: str) -> Path | None:
    """The folder by the XDG Base Directory Specification, on macOS in ~/Library/Caches; None for no cache.

    A relative path is ignored, as the specification requires.
    """
    if VARIABLE in environment:
        return _absolute(environment[VARIABLE])
    if folder := _absolute(environment.get("XDG_CACHE_HOME", "")):
        return folder / "imrletters"
    home = _absolute(environment.get("HOME", ""))
    return home and home / ("Library/Caches" if platform == "darwin" else ".cache") / "imrletters"


def _absolute(name: str) -> Path | None:
    return Path(name) if Path(name).is_absolute() else None
