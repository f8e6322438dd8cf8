"""Writes a table as CSV (RFC 4180, UTF-8), so that no spreadsheet takes a cell for a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any, BinaryIO

from imrletters.tables.column import Column, Row, Value

SEPARATOR = " | "
"""Between the texts of a list in one cell."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""The first characters of a cell that spreadsheets calculate."""
ESCAPE = "'"
"""Precedes such a text; spreadsheets show the cell as text."""


def write_csv(file: BinaryIO, columns: Sequence[Column[Any]], rows: Iterable[Row]) -> None:
    """Writes the names of the columns and then the rows."""
    line = StringIO()
    writer = csv.writer(line)
    for cells in _lines(columns, rows):
        writer.writerow(cells)
        file.write(line.getvalue().encode())
        line.seek(0)
        line.truncate()


def cell(value: Value) -> str | int | None:
    """A value as the content of one cell: dates as ISO 8601, lists with a separator between the texts."""
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, tuple):
        return SEPARATOR.join(value)
    return value if isinstance(value, str) else value.isoformat()


def _lines(columns: Sequence[Column[Any]], rows: Iterable[Row]) -> Iterable[list[str | int | None]]:
    yield [column.name for column in columns]
    for row in rows:
        yield [_safe(cell(row[column.name])) for column in columns]


def _safe(content: str | int | None) -> str | int | None:
    return f"{ESCAPE}{content}" if isinstance(content, str) and content.lstrip(" ").startswith(FORMULA) else content
