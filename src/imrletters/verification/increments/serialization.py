"""Writes values as pyHanko 0.38 does. Part of form 1 of an increment: never change it."""

from __future__ import annotations

from decimal import Decimal

from imrletters.verification.increments.syntax import Name, Reference, UnknownFormError, Value


def serialized(value: Value, *, hexadecimal: bool = False) -> bytes:
    """A value, with its strings in hexadecimal or escaped. Raises UnknownFormError for a string that is not ASCII."""
    if isinstance(value, dict):
        entries = (
            b"/%b %b\n" % (key.encode(), serialized(each, hexadecimal=hexadecimal)) for key, each in value.items()
        )
        return b"<<\n%b>>" % b"".join(entries)
    if isinstance(value, list):
        return b"[%b ]" % b"".join(b" " + serialized(each, hexadecimal=hexadecimal) for each in value)
    if isinstance(value, bytes):
        return b"<%b>" % value.hex().encode() if hexadecimal else _escaped(value)
    return _simple(value).encode()


def _simple(value: Name | Reference | bool | int | Decimal) -> str:  # noqa: FBT001 - a value of a PDF, no switch
    match value:
        case Name():
            return f"/{value}"
        case Reference(number):
            return f"{number} 0 R"
        case bool():
            return str(value).lower()
        case _:
            return str(int(value) if value == int(value) else value)


def _escaped(text: bytes) -> bytes:
    """A string; other characters than those of ASCII do not occur in the objects that a signature writes again."""
    if not all(0x20 <= code < 0x7F for code in text):
        raise UnknownFormError("a string with other characters")
    characters = (bytes([code]) for code in text)
    return b"(%b)" % b"".join(each if each.isalnum() or each == b" " else b"\\%03o" % ord(each) for each in characters)
