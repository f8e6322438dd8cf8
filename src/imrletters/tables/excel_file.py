"""Writes a table as an Excel workbook, with the library XlsxWriter."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, BinaryIO

from imrletters.errors import DataError, Problem
from imrletters.tables.column import Column, Row
from imrletters.tables.csv_file import cell

CREATED = datetime(2000, 1, 1)
FIRST_DATE = date(1900, 1, 1)
"""The first date of Excel; an earlier one is a text."""
MAX_ROWS = 1_048_575
"""The rows that a sheet of Excel can have below the names of the columns."""
MAX_CHARACTERS = 32_767
"""The characters that a cell of Excel can have."""


def write_excel(file: BinaryIO, columns: Sequence[Column[Any]], rows: Iterable[Row]) -> None:
    """Writes the rows to one sheet; no text is a formula or a link.

    Raises DataError for a table that does not fit into a sheet.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - an optional dependency

    with Workbook(file, {"constant_memory": True}) as book:
        book.set_properties({"created": CREATED})
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        as_date = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.name, bold)
        for number, row in enumerate(rows, start=1):
            if number > MAX_ROWS:
                raise DataError([Problem(f"the table has more than the {MAX_ROWS:,} rows of an Excel sheet")])
            for place, column in enumerate(columns):
                value = row[column.name]
                if isinstance(value, date) and value >= FIRST_DATE:
                    sheet.write_datetime(number, place, value, as_date)
                elif isinstance(value, int):
                    sheet.write_number(number, place, value)
                elif content := cell(value):
                    sheet.write_string(number, place, _fitting(str(content), column.name))


def _fitting(content: str, name: str) -> str:
    if len(content) > MAX_CHARACTERS:
        message = f"a value of {name} has {len(content):,} characters; a cell of Excel has at most {MAX_CHARACTERS:,}"
        raise DataError([Problem(message)])
    return content
