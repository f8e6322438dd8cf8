"""Files are written completely or not at all, and a folder is locked against other batches."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from imrletters.batch.files import PARTIAL, locked, remove_partial_files, write_atomically


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_replaced_by_its_new_content(folder: Path) -> None:
    (folder / "letter.txt").write_bytes(b"old")
    write_atomically(folder / "letter.txt", b"new")
    write_atomically(folder / "lines.txt", iter([b"one\n", b"two\n"]))
    assert (folder / "letter.txt").read_bytes() == b"new"
    assert (folder / "lines.txt").read_bytes() == b"one\ntwo\n"
    assert names(folder) == ["letter.txt", "lines.txt"]


def test_an_error_while_writing_leaves_the_old_content_and_no_other_file(folder: Path) -> None:
    def data() -> Iterator[bytes]:
        yield b"half of a let"
        assert [path.name.endswith(PARTIAL) for path in folder.glob(".*")] == [True]
        raise KeyboardInterrupt

    (folder / "letter.txt").write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        write_atomically(folder / "letter.txt", data())
    assert names(folder) == ["letter.txt"]
    assert (folder / "letter.txt").read_bytes() == b"old"


def test_an_error_names_the_file_and_not_its_temporary_name(folder: Path) -> None:
    (folder / "letter.txt").mkdir()
    with pytest.raises(OSError, match=r"letter\.txt") as caught:
        write_atomically(folder / "letter.txt", b"new")
    assert caught.value.filename == str(folder / "letter.txt")


def test_a_file_name_may_have_the_greatest_length(folder: Path) -> None:
    write_atomically(folder / ("a" * 255), b"new")
    assert names(folder) == ["a" * 255]


def test_only_partial_files_are_removed(folder: Path) -> None:
    for name in (f".1234{PARTIAL}", ".hidden", f"letter{PARTIAL}"):
        (folder / name).touch()
    remove_partial_files(folder)
    assert names(folder) == [".hidden", f"letter{PARTIAL}"]


def test_a_folder_is_locked_until_the_end_of_the_context(folder: Path) -> None:
    with locked(folder), pytest.raises(OSError, match="another batch is writing to this folder"), locked(folder):
        pass
    with locked(folder):
        pass
