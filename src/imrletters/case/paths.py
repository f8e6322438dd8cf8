"""Paths into JSON data: tuples of keys and indices, as RFC 6901 pointers, and with the texts that they lead to."""

from collections.abc import Iterator
from typing import Any

Path = tuple[str | int, ...]


def pointer(path: Path) -> str:
    """The RFC 6901 pointer of a path of keys and indices."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def texts_in(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text in JSON data, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, member in value.items():
            yield from texts_in(member, (*path, key))
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from texts_in(entry, (*path, index))
