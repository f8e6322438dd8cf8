"""Tables as JSON Lines."""

import json

from imrletters.tables.jsonl_file import write_jsonl
from tests.tables.support import ROWS, row, written


def test_each_row_is_one_json_object() -> None:
    lines = [json.loads(line) for line in written(write_jsonl, ROWS).decode().splitlines()]
    assert lines == [
        {"a_text": "knee, left", "a_number": -3, "a_date": "2016-12-06", "a_list": ["one", "two"]},
        {"a_text": None, "a_number": None, "a_date": None, "a_list": []},
        {"a_text": 'a "quoted"\ntext', "a_number": 0, "a_date": None, "a_list": []},
    ]


def test_texts_are_not_changed() -> None:
    assert json.loads(written(write_jsonl, [row("=1+2 \N{GREEK SMALL LETTER MU}")]))["a_text"] == "=1+2 μ"
