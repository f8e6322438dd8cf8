"""Reads one PDF object from bytes (ISO 32000-1, 7.3).

Names become ``str``, strings ``bytes``, references ``Reference``, and arrays and dictionaries ``list`` and ``dict``.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from imrletters.errors import PrintError

TOKEN = re.compile(
    rb"""[\0\s]*+(?:
      /(?P<name>[^\0\s()<>\[\]{}/%]*+)
    | (?P<numbers>\[[-+.\d\s]*+\])
    | (?P<reference>\d+)\s+0\s+R(?![^\0\s()<>\[\]{}/%])
    | (?P<number>[-+]?(?:\d+\.?\d*|\.\d+))(?![^\0\s()<>\[\]{}/%])
    | (?P<dictionary><<) | (?P<array>\[) | (?P<end>>>|\])
    | \((?P<literal>(?:[^()\\]|\\.|\((?:[^()\\]|\\.)*+\))*+)\)
    | <(?P<hexadecimal>[0-9A-Fa-f\s]*)>
    | (?P<word>true|false|null)(?![^\0\s()<>\[\]{}/%])
    |)""",
    re.VERBOSE | re.DOTALL,
)


class Reference(NamedTuple):
    """A reference to an object of the file."""

    number: int


def cannot_be_checked(reason: str) -> PrintError:
    """The error for a construct that the page check does not understand."""
    return PrintError(f"the PDF file cannot be checked: {reason}")


SIMPLE: dict[str, Callable[[bytes], Any]] = {
    "name": lambda text: text.decode("latin-1"),
    "number": lambda text: float(text) if b"." in text else int(text),
    "numbers": lambda text: list(map(float, text[1:-1].split())),
    "reference": lambda text: Reference(int(text)),
    "literal": bytes,
    "hexadecimal": lambda text: bytes.fromhex(text.decode()),
    "word": {b"true": True, b"false": False, b"null": None}.__getitem__,
}
"""The objects that are one token: the value of each, by the name of its group in TOKEN."""


def read_object(data: bytes, place: int) -> tuple[Any, int]:
    """The object at a place, and the place after it. A literal string is returned with its escape sequences."""
    # the ends of the open arrays and dictionaries, and the items around each
    outer: list[tuple[bytes, list[Any]]] = []
    items: list[Any] = []
    value: Any
    for found in TOKEN.finditer(data, place):
        kind = found.lastgroup
        if kind is None:
            break
        if read := SIMPLE.get(kind):
            value = read(found[kind])
        elif kind == "end":
            if not outer or outer[-1][0] != found["end"]:
                raise cannot_be_checked(f"unexpected {found['end']!r}")
            value, (end, items) = items, outer.pop()
            if end == b">>":
                value = _dictionary(value)
        else:
            outer.append((b"]" if kind == "array" else b">>", items))
            items = []
            continue
        if not outer:
            return value, found.end()
        items.append(value)
    raise cannot_be_checked(f"unknown syntax {data[found.start() : found.start() + 20]!r}")


def _dictionary(items: list[Any]) -> dict[str, Any]:
    """A dictionary with alternating keys and values."""
    values = dict(zip(items[::2], items[1::2], strict=True))
    if len(values) * 2 != len(items):
        raise cannot_be_checked("a dictionary has the same key twice")
    return values
