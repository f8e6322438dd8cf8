"""Tables as CSV."""

import csv
from datetime import date
from io import StringIO

import pytest

from imrletters.tables.csv_file import write_csv
from tests.tables.support import ROWS, row, written


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode(), newline="")))


def test_a_csv_file_has_the_names_of_the_columns_and_the_rows() -> None:
    assert read(written(write_csv, ROWS)) == [
        {"a_text": "knee, left", "a_number": "-3", "a_date": "2016-12-06", "a_list": "one | two"},
        {"a_text": "", "a_number": "", "a_date": "", "a_list": ""},
        {"a_text": 'a "quoted"\ntext', "a_number": "0", "a_date": "", "a_list": ""},
    ]


@pytest.mark.parametrize("text", ["=1+2", "+1", "-1", "@SUM(A1)", " =1+2", "\t=1", "\r=1", "＝1+2"])
def test_no_text_is_a_formula(text: str) -> None:
    [one, two] = read(written(write_csv, [row(text), row(names=(text, "b"))]))
    assert one["a_text"] == f"'{text}"
    assert two["a_list"] == f"'{text} | b"


def test_other_texts_are_not_changed() -> None:
    [one] = read(written(write_csv, [row("C5-6 + C6-7 = two levels")]))
    assert one["a_text"] == "C5-6 + C6-7 = two levels"


def test_dates_of_any_year_are_kept() -> None:
    rows = read(written(write_csv, [row(day=date(1, 1, 1)), row(day=date(1016, 3, 2))]))
    assert [each["a_date"] for each in rows] == ["0001-01-01", "1016-03-02"]
