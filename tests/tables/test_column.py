"""Columns."""

from imrletters.tables.column import Column, row_of


def test_a_row_has_the_value_of_each_column() -> None:
    columns = (
        Column[str]("word", "text", "The word.", lambda word: word),
        Column[str]("length", "number", "Its length.", len),
    )
    assert row_of(columns, "knee") == {"word": "knee", "length": 4}


def test_what_utf_8_cannot_write_is_replaced() -> None:
    columns = (
        Column[str]("word", "text", "The word.", lambda word: word),
        Column[str]("words", "list", "The word, in a list.", lambda word: (word, "a")),
    )
    assert row_of(columns, "Pe\udcf1a") == {"word": "Pe\ufffda", "words": ("Pe\ufffda", "a")}
    assert row_of(columns, "\ud800")["word"] == "\ufffd"
    assert row_of(columns, "Pe\u00f1a")["word"] == "Pe\u00f1a"
