"""Tables as Parquet."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest

from imrletters.tables.column import Row
from imrletters.tables.parquet_file import ROWS_IN_MEMORY, write_parquet
from tests.tables.support import COLUMNS, ROWS, row, written

parquet = pytest.importorskip("pyarrow.parquet")


def test_a_parquet_file_has_the_types_and_the_descriptions_of_the_columns() -> None:
    table = parquet.read_table(BytesIO(written(write_parquet, ROWS)))
    assert [str(field.type) for field in table.schema] == ["string", "int64", "date32[day]", "list<element: string>"]
    assert table.schema.field("a_date").metadata[b"description"] == b"A date."
    assert table.to_pylist()[:2] == [
        {"a_text": "knee, left", "a_number": -3, "a_date": date(2016, 12, 6), "a_list": ["one", "two"]},
        {"a_text": None, "a_number": None, "a_date": None, "a_list": []},
    ]


def test_a_table_without_rows_has_its_columns() -> None:
    table = parquet.read_table(BytesIO(written(write_parquet, [])))
    assert (table.column_names, table.num_rows) == ([column.name for column in COLUMNS], 0)


def test_rows_are_written_in_groups() -> None:
    def many() -> Iterator[Row]:
        yield from (row(number=number) for number in range(2 * ROWS_IN_MEMORY + 1))

    file = parquet.ParquetFile(BytesIO(written(write_parquet, many())))
    assert (file.metadata.num_rows, file.num_row_groups) == (2 * ROWS_IN_MEMORY + 1, 3)


def test_dates_of_any_year_are_kept() -> None:
    days = [date(1, 1, 1), date(1016, 3, 2), date(9999, 12, 31)]
    table = parquet.read_table(BytesIO(written(write_parquet, [row(day=day) for day in days])))
    assert [each["a_date"] for each in table.to_pylist()] == days
