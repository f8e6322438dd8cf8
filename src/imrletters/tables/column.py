"""The columns of a table: the name, the kind and the description of each, and where its value comes from."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

Subject = TypeVar("Subject")
Kind = Literal["text", "number", "date", "list"]
"""What the values of a column are: a list contains texts."""
Value = str | int | date | tuple[str, ...] | None
UNENCODABLE = re.compile("[\ud800-\udfff]")
"""What UTF-8 cannot write: the bytes of a file name that is not UTF-8, and halves of characters in faulty JSON."""
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
Row = Mapping[str, Value]
"""A row of a table: the value of each column, by its name; None where there is no value."""


@dataclass(frozen=True)
class Column(Generic[Subject]):
    """One column. ``value`` returns its value for what a row is about."""

    name: str
    kind: Kind
    description: str
    value: Callable[[Subject], Value]


def row_of(columns: Sequence[Column[Subject]], subject: Subject) -> Row:
    """The row about one subject. What cannot be written as UTF-8 is replaced by ``REPLACEMENT``."""
    return {column.name: _writable(column.value(subject)) for column in columns}


def _writable(value: Value) -> Value:
    if isinstance(value, str):
        return UNENCODABLE.sub(REPLACEMENT, value)
    return tuple(UNENCODABLE.sub(REPLACEMENT, text) for text in value) if isinstance(value, tuple) else value
