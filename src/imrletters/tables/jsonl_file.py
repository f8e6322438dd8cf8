"""Writes a table as JSON Lines: each row is one JSON object on one line."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from imrletters.tables.column import Column, Row


def write_jsonl(file: BinaryIO, columns: Sequence[Column[Any]], rows: Iterable[Row]) -> None:
    """Writes the rows; every row has all columns. Dates are texts (ISO 8601)."""
    for row in rows:
        values = {column.name: row[column.name] for column in columns}
        file.write(f"{json.dumps(values, default=str, ensure_ascii=False)}\n".encode())
