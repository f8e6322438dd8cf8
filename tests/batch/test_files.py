"""A folder is locked against other batches, and files that are not complete are removed from it."""

from pathlib import Path

import pytest

from imrletters.batch.files import locked, remove_partial_files
from imrletters.files import OPENS_FOLDERS, PARTIAL


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_only_partial_files_are_removed(folder: Path) -> None:
    for name in (f".1234{PARTIAL}", ".hidden", f"letter{PARTIAL}"):
        (folder / name).touch()
    (folder / f".folder{PARTIAL}").mkdir()
    remove_partial_files(folder)
    assert names(folder) == [f".folder{PARTIAL}", ".hidden", f"letter{PARTIAL}"]


@pytest.mark.skipif(not OPENS_FOLDERS, reason="Windows locks the journal instead; see tests/test_windows.py")
def test_a_folder_is_locked_until_the_end_of_the_context(folder: Path) -> None:
    with locked(folder), pytest.raises(OSError, match="another batch is writing to this folder"), locked(folder):
        pass
    with locked(folder):
        pass
