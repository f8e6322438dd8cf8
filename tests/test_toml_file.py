"""Reading a TOML file into a model."""

from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from imrletters import HouseStyleError
from imrletters.toml_file import read_toml


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")

    size: int = 1


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = "none"
    inner: Inner = Inner()
    hidden: str = Field(default="", exclude=True)


def file(folder: Path, content: bytes) -> Path:
    path = folder / "any.toml"
    path.write_bytes(content)
    return path


def test_a_file_is_read_into_the_model(tmp_path: Path) -> None:
    content = read_toml(file(tmp_path, b"name = 'A'\n[inner]\nsize = 2"), Outer, HouseStyleError)
    assert (content.name, content.inner.size) == ("A", 2)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"name = ", "not TOML: Invalid value"),
        (b"[inner]\nsize = " + b"9" * 5000, "a number has too many digits"),
        (b"name = " + b"[" * 20000, "lists are nested too deeply"),
        (b"name = '\xff'", "not TOML: 'utf-8' codec can't decode byte 0xff"),
        (b"name = 1", "name: expected a text in quotes; known: name, inner.size"),
        (b"nam = 1\n[inner]\nsize = 'x'", "inner.size: expected a whole number"),
    ],
)
def test_a_fault_is_one_line_that_begins_with_the_path(content: bytes, message: str, tmp_path: Path) -> None:
    path = file(tmp_path, content)
    with pytest.raises(HouseStyleError) as caught:
        read_toml(path, Outer, HouseStyleError)
    assert str(caught.value).startswith(f"{path}: {message}")
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(HouseStyleError, match=r"absent\.toml: no such file or directory$"):
        read_toml(tmp_path / "absent.toml", Outer, HouseStyleError)


def test_the_names_listed_are_those_a_file_may_set(tmp_path: Path) -> None:
    with pytest.raises(HouseStyleError, match=r"; known: name, inner\.size$"):
        read_toml(file(tmp_path, b"other = 1"), Outer, HouseStyleError)


class Figures(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    number: float = Field(default=1, ge=0.5, le=2)
    even: int = Field(default=2, multiple_of=2)
    switch: bool = False
    names: list[str] = []
    day: date | None = None
    required: str = Field(default="A", pattern=r"\S")
    kind: Literal["one", "two"] = "one"
    short: str = Field(default="A", min_length=1, max_length=3)
    pair: list[int] = Field(default=[1, 2], min_length=2, max_length=2)
    single: list[int] = Field(default=[1], min_length=1)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("number = 3", "number: expected at most 2"),
        ("number = 0.25", "number: expected at least 0.5"),
        ("number = 'x'", "number: expected a number"),
        ("even = 3", "even: expected a multiple of 2"),
        ("even = 2.0", "even: expected a whole number"),
        ("switch = 1", "switch: expected true or false"),
        ("names = 'A'", "names: expected a list"),
        ("names = [1]", "names.0: expected a text in quotes"),
        ("day = 'A'", "day: expected a date as YYYY-MM-DD"),
        ("required = ' '", "required: expected words"),
        ("kind = 'three'", "kind: expected 'one' or 'two'"),
        ("others = 1", "others: unknown name"),
        ("short = ''", "short: expected words"),
        ("short = 'ABCD'", "short: expected at most 3 characters"),
        ("pair = [1, 2, 3]", "pair: expected at most 2 entries"),
        ("pair = [1]", "pair: expected at least 2 entries"),
        ("single = []", "single: expected at least 1 entry"),
        ("number = inf", "number: expected at most 2"),
    ],
)
def test_a_fault_is_described_in_our_words_and_without_the_value(content: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(HouseStyleError) as caught:
        read_toml(file(tmp_path, content.encode()), Figures, HouseStyleError)
    assert f": {words}; known: number, " in str(caught.value)
