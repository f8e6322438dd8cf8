"""The look of letters without an own one is read once, until one of the files that determine it changes."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from imrletters import ResourceError
from imrletters.cache import use_folder
from imrletters.rendering import kept_look
from imrletters.rendering.kept_look import letter_look
from imrletters.rendering.look import LOOK_FILE, Look
from imrletters.resources import data_folder, font_folder
from imrletters.toml_file import read_toml


@pytest.fixture
def reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """The files from which looks are read during the test, copies of ours, with an empty cache."""
    templates = Path(shutil.copytree(data_folder("templates"), tmp_path / "templates"))
    fonts = Path(shutil.copytree(font_folder(), tmp_path / "fonts"))
    found: list[Path] = []

    def counted(path: Path, model: type[Look], error: type[ResourceError]) -> Look:
        found.append(path)
        return read_toml(path, model, error)

    monkeypatch.setattr(kept_look, "data_folder", lambda _: templates)
    monkeypatch.setattr(kept_look, "font_folder", lambda: fonts)
    monkeypatch.setattr(kept_look, "read_toml", counted)
    use_folder(tmp_path / "cache")
    letter_look.cache_clear()
    yield found
    use_folder(None)
    letter_look.cache_clear()


def test_another_process_takes_the_look_from_the_cache(reads: list[Path]) -> None:
    first = letter_look()
    letter_look.cache_clear()
    again = letter_look()
    assert (again, hash(again), len(reads)) == (first, hash(first), 1)
    assert again.typefaces == first.typefaces
    assert again.typefaces.text.widths == first.typefaces.text.widths
    assert again.model_dump_json() == first.model_dump_json()


@pytest.mark.parametrize("name", [f"templates/{LOOK_FILE}", "fonts/metrics.json"])
def test_after_a_change_of_a_file_the_look_is_read_again(name: str, reads: list[Path], tmp_path: Path) -> None:
    letter_look()
    os.utime(tmp_path / name, (0, 0))
    letter_look.cache_clear()
    letter_look()
    assert len(reads) == 2


def test_a_wrong_look_is_never_kept(reads: list[Path], tmp_path: Path) -> None:
    letter_look()
    path = tmp_path / "templates" / LOOK_FILE
    path.write_text(path.read_text(encoding="utf-8").replace("size = 12\n", "size = -12\n"), encoding="utf-8")
    for count in (2, 3):
        letter_look.cache_clear()
        with pytest.raises(ResourceError, match="size"):
            letter_look()
        assert len(reads) == count
