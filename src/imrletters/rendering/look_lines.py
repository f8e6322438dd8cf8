"""Finds the line of a figure in the file of a look."""

from collections.abc import Iterator
from typing import Any

from imrletters.toml_file import TomlError, toml_tables

MOST_READ = 2_000_000
"""The number of characters that are read to find a line. Each line of a statement is read again with those after it."""


def line_of(name: str, text: str) -> int:
    """The line of the statement that sets a figure in a valid TOML text, or else its table; 1 if nothing sets either.

    ``name`` is that of the figure after its table, such as ``text.size``, or that of an entry of a list after both.
    """
    found, line = "", 1
    for number, names in _statements(text):
        for each in names:
            if len(each) > len(found) and f"{name}.".startswith(f"{each}."):
                found, line = each, number
    return line


def _statements(text: str) -> Iterator[tuple[int, list[str]]]:
    """The first line of each statement, and the names of the tables and figures that it sets."""
    table = statement = ""
    begin, read = 1, 0
    for number, line in enumerate(text.split("\n"), start=1):
        statement += f"{line}\n"
        read += len(statement)
        if read > MOST_READ:
            return
        try:
            values = toml_tables(statement)
        except TomlError:  # the statement goes on in the next line
            continue
        names = list(_names(values))
        if statement.lstrip().startswith("["):
            table = f"{names[-1]}."
            yield begin, names
        else:
            yield begin, [f"{table}{name}" for name in names]
        begin, statement = number + 1, ""


def _names(values: dict[str, Any]) -> Iterator[str]:
    """The names of values, and of those in tables."""
    for name, value in values.items():
        yield name
        yield from (f"{name}.{inner}" for inner in value) if isinstance(value, dict) else ()
