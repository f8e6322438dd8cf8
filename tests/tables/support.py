"""A small table."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any

from imrletters.tables.column import Column, Row
from imrletters.tables.table_file import Writer

COLUMNS: tuple[Column[Any], ...] = tuple(
    Column(f"a_{kind}", kind, f"A {kind}.", lambda subject: subject) for kind in ("text", "number", "date", "list")
)


def row(
    text: str | None = None, number: int | None = None, day: date | None = None, names: tuple[str, ...] = ()
) -> Row:
    return {"a_text": text, "a_number": number, "a_date": day, "a_list": names}


ROWS = [row("knee, left", -3, date(2016, 12, 6), ("one", "two")), row(), row('a "quoted"\ntext', 0)]


def written(write: Writer, rows: Iterable[Row]) -> bytes:
    file = BytesIO()
    write(file, COLUMNS, rows)
    return file.getvalue()
