"""Line and column of everything in a JSON file."""

import json
import tracemalloc

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
def test_the_place_of_a_value(path: Path, place: tuple[int, int]) -> None:
    assert Source(TEXT).place(path) == place


def test_the_place_of_a_key_is_its_beginning() -> None:
    assert Source(TEXT).place(("é",), of_key=True) == (2, 2)


def test_the_place_of_a_missing_value_is_that_of_its_container() -> None:
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
def test_the_place_of_a_character_counts_escapes_as_written(written: str, character: int, column: int) -> None:
    text = f'"{written}"'
    assert json.loads(text)[character] == "c"
    assert Source(text).place((), character=character) == (1, column)


def test_the_place_of_a_repeated_key_is_its_repetition() -> None:
    source = Source('{"a": {"b": 1, "c": 2,\n "b": 3}, "b": 4}')
    assert [(path, source.lines.place(offset)) for path, offset in source.repeated] == [(("a", "b"), (2, 2))]
    assert Source('{"a": {"b": 1}, "b": {"a": 2}}').repeated == []


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_each_kind_of_line_break_is_counted(line_break: str) -> None:
    text = line_break.join(["one", "two", "three"])
    assert Lines(text).place(text.index("three") + 2) == (3, 3)


def test_a_pointer_escapes_slashes_and_tildes() -> None:
    assert pointer(("a/b", 0, "c~d")) == "/a~1b/0/c~0d"
    assert pointer(()) == ""


def test_deeply_nested_values_have_a_place() -> None:
    assert Source("[" * 3_000).place((0, 0, 0)) == (1, 4)


def test_places_in_a_long_string_with_many_escapes_are_right() -> None:
    written = r"a\u0007\ud83d\ude00\n" * 1_000
    source = Source(f'"{written}"')
    value = json.loads(f'"{written}"')
    ends = [source.place((), character=place)[1] for place in range(len(value))]
    assert ends[:6] == [2, 3, 9, 21, 23, 24]
    assert ends == [2 + 21 * (place // 4) + (0, 1, 7, 19)[place % 4] for place in range(len(value))]


def test_the_memory_for_a_value_does_not_depend_on_its_depth() -> None:
    tracemalloc.start()
    try:
        Source("[" * 900 + "1," * 50_000 + "1" + "]" * 900)
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()
