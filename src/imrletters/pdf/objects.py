"""Reads single objects of a PDF: follows references, and converts strings, names and streams."""

from typing import Any, NamedTuple

from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import PSLiteral


class Stream(NamedTuple):
    """A stream: its dictionary and its decoded bytes."""

    dictionary: dict[str, Any]
    data: bytes


def resolved(value: Any) -> Any:
    """A value, or the object that it refers to."""
    return resolve1(value)


def reference_number(value: Any) -> int | None:
    """The number of the object that a reference refers to; None for any other value."""
    return value.objid if isinstance(value, PDFObjRef) else None


def dictionary(value: Any) -> dict[str, Any]:
    """The dictionary that a value is or refers to; an empty one for any other value."""
    found = resolve1(value)
    return found if isinstance(found, dict) else {}


def stream(value: Any) -> Stream | None:
    """The stream that a value is or refers to, decoded; None for any other value."""
    found = resolve1(value)
    return Stream(found.attrs, found.get_data()) if isinstance(found, PDFStream) else None


def text_of(value: Any) -> str:
    """The text of a string or of a reference to one; an empty text for any other value."""
    data = resolve1(value)
    if not isinstance(data, bytes):
        return ""
    return data.decode("utf-16" if data.startswith((b"\xfe\xff", b"\xff\xfe")) else "latin-1", errors="replace")


def name_of(value: Any) -> str:
    """The text of a name or of a reference to one; an empty text for any other value."""
    found = resolve1(value)
    return str(found.name) if isinstance(found, PSLiteral) else ""


def type_names(value: dict[str, Any]) -> set[str]:
    """The names that state what a dictionary is: its type, its structure or action type, and its field type."""
    return {name for key in ("Type", "S", "FT") if (name := name_of(value.get(key)))}
