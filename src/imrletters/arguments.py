"""Refuses an argument of a wrong type or value, and names the argument and what the function takes.

No message quotes a value that may be private.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from imrletters.errors import ArgumentError


class Accepted(NamedTuple):
    """The types of an argument, and a description of them for messages."""

    types: tuple[type, ...]
    description: str


CONTENT = Accepted((str, bytes), "the text (str) or the content (bytes) of a case file; load_case reads files")
LETTER = Accepted((str, bytes), "the text (str) or the content (bytes) of a letter, such as Path(name).read_bytes()")
DOCUMENT = Accepted((bytes,), "the content of a case file or a letter (bytes), such as Path(name).read_bytes()")
PDF = Accepted((bytes,), "the content of a PDF (bytes), such as Path(name).read_bytes()")
TEXT = Accepted((str,), "a text (str)")
WIDTH = Accepted((int,), "a number of columns (int)")
OTHER_TEXT = "another text"
"""Stands in messages for a text that may be private."""


def require(name: str, value: object, accepted: Accepted) -> None:
    """Raises ArgumentError for a value of another type."""
    if not isinstance(value, accepted.types):
        raise ArgumentError(f"{name}: got {type_of(value)}; expected {accepted.description}")


def require_one_of(name: str, value: object, allowed: Sequence[str]) -> None:
    """Raises ArgumentError for a value that is not one of these."""
    if not (isinstance(value, str) and value in allowed):
        got = OTHER_TEXT if isinstance(value, str) else type_of(value)
        raise ArgumentError(f"{name}: got {got}; expected one of: {', '.join(allowed)}")


def require_width(width: int) -> None:
    """Raises ArgumentError for what is not a number of columns; 0 means no line breaks."""
    require("width", width, WIDTH)
    if width < 0:
        raise ArgumentError(f"width: got {width}; expected 0, which means no line breaks, or more")


def chosen_of(name: str, values: object, allowed: Sequence[str]) -> tuple[str, ...]:
    """The values. Raises ArgumentError if they are not iterable, or for one that is not one of those allowed."""
    given = tuple(each_of(name, values, TEXT))
    for each in given:
        require_one_of(name, each, allowed)
    return given


def each_of(name: str, values: object, accepted: Accepted) -> Iterator[Any]:
    """The values, one by one. Raises ArgumentError if they are not iterable, or at the first of another type.

    One value in place of several is refused, even if it is iterable itself.
    """
    if isinstance(values, accepted.types) or not isinstance(values, Iterable):
        expected = f"expected several, such as a list; each is {accepted.description}"
        raise ArgumentError(f"{name}: got {type_of(values)}; {expected}")
    for position, value in enumerate(values, start=1):
        require(f"{name}, entry {position}", value, accepted)
        yield value


def type_of(value: object) -> str:
    """The words for a value in messages: its type, because the value itself may be private."""
    return f"a value of the type {type(value).__name__}"
