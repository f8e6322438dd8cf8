"""Paths into JSON data."""

from typing import Any

import pytest

from imrletters.case.paths import pointer, texts_in, values_at

DATA: dict[str, Any] = {"a": [{"b": "one"}, {"b": "two"}, {}, "b", None], "c": "three", "d": ("four", 5)}


def test_a_pointer_escapes_slash_and_tilde() -> None:
    assert pointer(("a/b", 0, "c~d")) == "/a~1b/0/c~0d"
    assert pointer(()) == ""


def test_every_text_is_found_with_its_path() -> None:
    assert [(pointer(path), text) for path, text in texts_in(DATA)] == [
        ("/a/0/b", "one"),
        ("/a/1/b", "two"),
        ("/a/3", "b"),
        ("/c", "three"),
        ("/d/0", "four"),
    ]
    assert list(texts_in("x", ("field",))) == [(("field",), "x")]


@pytest.mark.parametrize(
    ("keys", "values"),
    [
        ((), {"": DATA}),
        (("c",), {"/c": "three"}),
        (("a", "*", "b"), {"/a/0/b": "one", "/a/1/b": "two"}),
        (("c", "*"), {}),
        (("c", "b"), {}),
        (("none", "*"), {}),
    ],
)
def test_values_are_found_by_their_keys_and_other_shapes_skipped(keys: tuple[str, ...], values: dict[str, Any]) -> None:
    assert {pointer(path): value for path, value in values_at(DATA, *keys)} == values
