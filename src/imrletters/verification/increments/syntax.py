"""Reads the objects of a PDF as our engines and our signatures write them (ISO 32000-1, 7.3); anything else is refused.

Comments, duplicate keys, escapes in names and nested parentheses are refused.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple, TypeAlias


class UnknownFormError(ValueError):
    """A PDF or an object is not written as our engines and our signatures write them."""


class Name(str):
    """A name, without its slash."""

    __slots__ = ()


class Reference(NamedTuple):
    """A reference to the object with this number, of generation 0."""

    number: int


Value: TypeAlias = "Name | Reference | bytes | bool | int | Decimal | list[Value] | dict[str, Value]"
"""Any object except a stream and null. ``bytes`` are a string. The entries of dictionaries keep their order."""

DEEPEST = 50
"""The number of arrays and dictionaries that may contain each other; our prints have fewer than ten."""

_SPACE = re.compile(rb"[\0\t\n\f\r ]*")
_TOKEN = re.compile(
    rb"""(?P<reference>(\d{1,9})[ \n]0[ \n]R(?![^\0\t\n\f\r ()<>\[\]{}/%]))
    |(?P<number>[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15}))(?=[\0\t\n\f\r <>\[\]()/])
    |/(?P<name>[A-Za-z0-9_.+:-]+)(?=[\0\t\n\f\r <>\[\]()/])
    |(?P<word>true|false)(?=[\0\t\n\f\r <>\[\]()/])
    |<(?P<hexadecimal>(?:[0-9A-Fa-f]{2})*)>
    |\((?P<text>(?:[^()\\\r]|\\[nrtbf()\\]|\\[0-3][0-7]{2})*)\)
    |(?P<open><<|\[)""",
    re.VERBOSE,
)
_ESCAPE = re.compile(rb"\\([0-3][0-7]{2}|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def read_value(data: bytes, offset: int = 0, depth: int = 0) -> tuple[Value, int]:
    """The value at an offset, and the offset after it. Raises UnknownFormError for anything else."""
    if depth > DEEPEST:
        raise UnknownFormError("too many nested arrays")
    offset = _after_space(data, offset)
    token = _TOKEN.match(data, offset)
    if token is None:
        raise UnknownFormError(f"no value at offset {offset}")
    match token.lastgroup, token[token.lastgroup or 0]:
        case "open", b"<<":
            return _dictionary(data, token.end(), depth)
        case "open", _:
            return _array(data, token.end(), depth)
        case kind, text:
            return _simple(str(kind), text), token.end()


def _simple(kind: str, text: bytes) -> Value:
    match kind:
        case "reference":
            return Reference(int(text.split()[0]))
        case "number":
            return Decimal(text.decode()) if b"." in text else int(text)
        case "name":
            return Name(text.decode())
        case "word":
            return text == b"true"
        case "hexadecimal":
            return bytes.fromhex(text.decode())
        case _:
            return _ESCAPE.sub(lambda escape: _unescaped(escape[1]), text)


def _unescaped(text: bytes) -> bytes:
    return bytes([int(text, 8)]) if text[:1].isdigit() else _ESCAPED.get(text, text)


def _array(data: bytes, offset: int, depth: int) -> tuple[list[Value], int]:
    items: list[Value] = []
    while not data.startswith(b"]", offset := _after_space(data, offset)):
        item, offset = read_value(data, offset, depth + 1)
        items.append(item)
    return items, offset + 1


def _dictionary(data: bytes, offset: int, depth: int) -> tuple[dict[str, Value], int]:
    entries: dict[str, Value] = {}
    while not data.startswith(b">>", offset := _after_space(data, offset)):
        key, offset = read_value(data, offset, depth + 1)
        if not isinstance(key, Name) or key in entries:
            raise UnknownFormError(f"no key, or a duplicate key, before offset {offset}")
        entries[str(key)], offset = read_value(data, offset, depth + 1)
    return entries, offset + 2


def _after_space(data: bytes, offset: int) -> int:
    space = _SPACE.match(data, offset)
    return space.end() if space else offset
