"""Writes a table as Parquet, with the library pyarrow."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, BinaryIO

from imrletters.tables.column import Column, Row

ROWS_IN_MEMORY = 1000
"""The rows that are written together."""


def write_parquet(file: BinaryIO, columns: Sequence[Column[Any]], rows: Iterable[Row]) -> None:
    """Writes the rows, a thousand at a time; the file states the description of each column."""
    import pyarrow as pa  # noqa: PLC0415 - an optional dependency
    import pyarrow.parquet as pq  # noqa: PLC0415 - an optional dependency

    types = {"text": pa.string(), "number": pa.int64(), "date": pa.date32(), "list": pa.list_(pa.string())}
    fields = [pa.field(each.name, types[each.kind], metadata={"description": each.description}) for each in columns]
    schema = pa.schema(fields)
    with pq.ParquetWriter(file, schema) as writer:
        left = iter(rows)
        while group := list(islice(left, ROWS_IN_MEMORY)):
            values = [[_plain(row[column.name]) for row in group] for column in columns]
            arrays = [pa.array(each, field.type) for each, field in zip(values, fields, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
