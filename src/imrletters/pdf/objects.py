"""Single objects of a PDF as Python values: numbers, bytes, lists and dictionaries, and names, streams and references.

A string is bytes. The keys of a dictionary are texts without the slash. A null is None.
"""

from abc import ABC, abstractmethod
from typing import Any, NamedTuple

from imrletters.pdf.limits import DECODED


class Name(str):
    """A name, without its slash."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"/{self}"


class Stream(NamedTuple):
    """A stream: its dictionary and its decoded bytes."""

    dictionary: dict[str, Any]
    data: bytes


class EncodedStream(ABC):
    """A stream that is not decoded yet."""

    dictionary: dict[str, Any]

    @abstractmethod
    def decoded(self, most: int = DECODED) -> bytes:
        """The decoded bytes; data in a picture format stays as it is. Raises LetterError for more than ``most``."""


class Reference(ABC):
    """A reference to an object."""

    number: int

    @abstractmethod
    def target(self) -> Any:
        """The object."""


def resolved(value: Any) -> Any:
    """A value, or the object that it refers to."""
    return value.target() if isinstance(value, Reference) else value


def reference_number(value: Any) -> int | None:
    """The number of the object that a reference refers to; None for any other value."""
    return value.number if isinstance(value, Reference) else None


def dictionary(value: Any) -> dict[str, Any]:
    """The dictionary that a value is or refers to; an empty one for any other value."""
    found = resolved(value)
    return found if isinstance(found, dict) else {}


def array(value: Any) -> list[Any]:
    """The array that a value is or refers to, its items resolved; an empty one for any other value."""
    found = resolved(value)
    return [resolved(item) for item in found] if isinstance(found, list) else []


def stream(value: Any) -> Stream | None:
    """The stream that a value is or refers to, decoded; None for any other value."""
    found = resolved(value)
    return Stream(found.dictionary, found.decoded()) if isinstance(found, EncodedStream) else None


def text_of(value: Any) -> str:
    """The text of a string or of a reference to one; an empty text for any other value."""
    data = resolved(value)
    if not isinstance(data, bytes):
        return ""
    return data.decode("utf-16" if data.startswith((b"\xfe\xff", b"\xff\xfe")) else "latin-1", errors="replace")


def name_of(value: Any) -> str:
    """The text of a name or of a reference to one; an empty text for any other value."""
    found = resolved(value)
    return str(found) if isinstance(found, Name) else ""


def number_of(value: Any, otherwise: float) -> float:
    """The number that a value is or refers to; ``otherwise`` for any other value."""
    found = resolved(value)
    return found if isinstance(found, int | float) and not isinstance(found, bool) else otherwise


def type_names(value: dict[str, Any]) -> set[str]:
    """The names that state what a dictionary is: its type, its structure or action type, and its field type."""
    return {name for key in ("Type", "S", "FT") if (name := name_of(value.get(key)))}
