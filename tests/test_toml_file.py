"""Reading a TOML file into a model."""

from pathlib import Path

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
        (b"name = '\xff'", "not TOML: 'utf-8' codec can't decode byte 0xff"),
        (b"name = 1", "name: input should be a valid string; known: name, inner.size"),
        (b"nam = 1\n[inner]\nsize = 'x'", "inner.size: input should be a valid integer"),
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
