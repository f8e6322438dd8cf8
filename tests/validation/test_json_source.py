"""Line and column of everything in a JSON file."""

import json

import pytest

from imrletters.case.paths import Path, pointer
from imrletters.validation.json_source import Lines, Source

TEXT = '{"a": [1, {"b/c": "x"}, [], {}],\r\n\t"é": "½",  "d" :null}'


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (1, 1)),
        (("a",), (1, 7)),
        (("a", 0), (1, 8)),
        (("a", 1), (1, 11)),
        (("a", 1, "b/c"), (1, 19)),
        (("a", 2), (1, 25)),
        (("a", 3), (1, 29)),
        (("é",), (2, 7)),
        (("d",), (2, 18)),
    ],
)
def test_every_value_is_placed(path: Path, place: tuple[int, int]) -> None:
    assert Source(TEXT).place(path) == place


def test_a_key_is_placed_where_it_begins() -> None:
    assert Source(TEXT).place(("é",), of_key=True) == (2, 2)


def test_what_is_not_there_is_placed_at_what_would_hold_it() -> None:
    assert Source(TEXT).place(("a", 1, "missing", 4)) == (1, 11)


@pytest.mark.parametrize(
    ("written", "character", "column"),
    [
        ("abc", 2, 4),
        (r"\u0007c", 1, 8),
        (r"\n\tc", 2, 6),
        (r"\ud83d\ude00c", 1, 14),
        ("😀c", 1, 3),
        (r"\ud83dc", 1, 8),
        (r"\"\\c", 2, 6),
    ],
)
def test_a_character_is_placed_in_the_text_as_written(written: str, character: int, column: int) -> None:
    text = f'"{written}"'
    assert json.loads(text)[character] == "c"
    assert Source(text).place((), character=character) == (1, column)


def test_a_key_that_stands_twice_is_placed_at_the_second() -> None:
    source = Source('{"a": {"b": 1, "c": 2,\n "b": 3}, "b": 4}')
    assert [(path, source.lines.place(offset)) for path, offset in source.repeated] == [(("a", "b"), (2, 2))]
    assert Source('{"a": {"b": 1}, "b": {"a": 2}}').repeated == []


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_end_in_every_known_way(line_end: str) -> None:
    text = line_end.join(["one", "two", "three"])
    assert Lines(text).place(text.index("three") + 2) == (3, 3)


def test_a_pointer_escapes_what_it_is_made_of() -> None:
    assert pointer(("a/b", 0, "c~d")) == "/a~1b/0/c~0d"
    assert pointer(()) == ""


def test_no_depth_of_nesting_stops_the_search() -> None:
    assert Source("[" * 3_000).place((0, 0, 0)) == (1, 4)
