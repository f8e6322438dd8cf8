"""The cache between processes: what it keeps, and the folders that it refuses."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from imrletters import cache


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    yield
    cache.use_folder(None)


def kept(folder: Path) -> bytes | None:
    """What is found again after storing in this folder."""
    cache.use_folder(folder)
    cache.store(b"data", "a", "key")
    return cache.load("a", "key")


def test_data_is_found_by_its_whole_key(tmp_path: Path) -> None:
    assert kept(tmp_path / "new" / "folder") == b"data"
    assert cache.load("a") is None
    assert cache.load("a", "key", "") is None


def test_the_folder_and_its_files_are_for_the_user_only(tmp_path: Path) -> None:
    assert kept(tmp_path / "folder")
    [file] = (tmp_path / "folder").iterdir()
    assert (tmp_path / "folder").stat().st_mode & 0o777 == 0o700
    assert file.stat().st_mode & 0o777 == 0o600


def test_without_a_folder_nothing_is_kept() -> None:
    cache.use_folder(None)
    cache.store(b"data", "key")
    assert cache.load("key") is None


@pytest.mark.parametrize("mode", [0o720, 0o702, 0o777])
def test_a_folder_to_which_others_can_write_is_refused(tmp_path: Path, mode: int) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(mode)
    assert kept(folder) is None
    assert list(folder.iterdir()) == []


def test_a_folder_of_another_user_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    assert kept(tmp_path / "folder") is None


def test_a_link_to_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert kept(tmp_path / "link") is None


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert kept(tmp_path / "file") is None
    assert kept(tmp_path / "file" / "folder") is None


def test_a_full_disk_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert kept(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_removed_meanwhile_is_ignored(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    assert kept(folder)
    next(folder.iterdir()).unlink()
    folder.rmdir()
    cache.store(b"data", "key")
    assert cache.load("key") is None


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: data + b"x", lambda _: b"", lambda _: b"x" * 40]
)
def test_a_damaged_file_is_ignored(tmp_path: Path, damage: object) -> None:
    assert callable(damage)
    assert kept(tmp_path)
    [file] = tmp_path.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert cache.load("a", "key") is None


def test_a_link_in_place_of_a_file_is_ignored(tmp_path: Path) -> None:
    assert kept(tmp_path / "folder")
    [file] = (tmp_path / "folder").iterdir()
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")
    assert cache.load("a", "key") is None


def test_the_oldest_files_are_removed(tmp_path: Path) -> None:
    cache.use_folder(tmp_path)
    for number in range(cache.MOST_FILES + 5):
        cache.store(b"data", str(number))
    assert len(list(tmp_path.iterdir())) == cache.MOST_FILES
    assert cache.load("0") is None
    assert cache.load(str(cache.MOST_FILES + 4)) == b"data"
