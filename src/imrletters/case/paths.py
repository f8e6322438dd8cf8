"""Paths into JSON data: tuples of keys and indices. Finds values by a path and writes a path as a JSON pointer."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

Path = tuple[str | int, ...]
ANY_ENTRY = "*"
"""In the keys of ``values_at``: every entry of a list."""


def pointer(path: Path) -> str:
    """The RFC 6901 pointer of a path."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def texts_in(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every string in nested models, dictionaries and lists, with its path; ``path`` is that of ``value`` itself."""
    found: list[tuple[Path, str]] = []
    _add_texts(value, path, found)
    return iter(found)


def _add_texts(value: Any, path: Path, found: list[tuple[Path, str]]) -> None:
    if isinstance(value, str):
        found.append((path, value))
    elif isinstance(value, (list, tuple)):
        for index, entry in enumerate(value):
            _add_texts(entry, (*path, index), found)
    elif isinstance(value, dict):
        for key, member in value.items():
            _add_texts(member, (*path, key), found)
    elif value is not None and isinstance(value, BaseModel):
        for name, member in vars(value).items():
            _add_texts(member, (*path, name), found)


def values_at(data: Any, *keys: str) -> Iterator[tuple[Path, Any]]:
    """The values under ``keys``, each with its path. ``"*"`` matches every entry of a list.

    Skips values of another type than the keys expect, so that ``data`` may be any JSON.
    """
    found: list[tuple[Path, Any]] = [((), data)]
    for key in keys:
        if key == ANY_ENTRY:
            lists = ((path, value) for path, value in found if isinstance(value, list))
            found = [((*path, index), entry) for path, value in lists for index, entry in enumerate(value)]
        else:
            found = [((*path, key), value[key]) for path, value in found if isinstance(value, dict) and key in value]
    yield from found
