"""Columns."""

from imrletters.tables.column import Column, row_of


def test_a_row_has_the_value_of_each_column() -> None:
    columns = (
        Column[str]("word", "text", "The word.", lambda word: word),
        Column[str]("length", "number", "Its length.", len),
    )
    assert row_of(columns, "knee") == {"word": "knee", "length": 4}
