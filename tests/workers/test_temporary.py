"""Temporary folders: who removes them, and which of them are in use."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from imrletters.workers.temporary import LOCK_FILE, TemporaryFolder, remove_stale_folders

OWNER = """
import sys, time
from imrletters.workers import TemporaryFolder
folder = TemporaryFolder()
(folder.path / "font").write_bytes(b"x" * 1000)
print(folder.path, flush=True)
if sys.argv[1:] == ["stay"]:
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def parent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The temporary folder of the system."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def owner() -> "tuple[subprocess.Popen[str], Path]":
    """A running process that has a folder."""
    process = subprocess.Popen([sys.executable, "-c", OWNER, "stay"], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    return process, Path(process.stdout.readline().strip())


def killed(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.communicate()


def test_a_folder_is_removed_on_request_or_when_its_process_ends(parent: Path) -> None:
    folder = TemporaryFolder()
    (folder.path / "inside").mkdir()
    assert folder.path.stat().st_mode & 0o077 == 0
    folder.remove()
    folder.remove()
    subprocess.run([sys.executable, "-c", OWNER], check=True, capture_output=True)
    assert [*parent.iterdir()] == []


def test_only_folders_of_killed_processes_are_removed(parent: Path) -> None:
    running, used = owner()
    stopped, stale = owner()
    killed(stopped)
    assert {used, stale} <= {*parent.iterdir()}
    remove_stale_folders(parent)
    assert [*parent.iterdir()] == [used]
    assert (used / "font").exists()
    killed(running)
    remove_stale_folders(parent)
    assert [*parent.iterdir()] == []


def test_a_folder_that_was_removed_before_it_was_locked_is_replaced(
    parent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    original = tempfile.mkdtemp

    def removed_at_once(prefix: str) -> str:
        made.append(original(prefix=prefix))
        if len(made) == 1:
            remove_stale_folders(parent)  # as another process may do
        return made[-1]

    monkeypatch.setattr(tempfile, "mkdtemp", removed_at_once)
    folder = TemporaryFolder()
    assert len(made) == 2
    assert [*parent.iterdir()] == [folder.path] == [Path(made[1])]
    folder.remove()


def test_links_and_files_are_not_followed_or_removed(parent: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    target = tmp_path_factory.mktemp("target")
    (target / "kept").touch()
    (parent / "imrletters-link").symlink_to(target)
    (parent / "imrletters-file").touch()
    (parent / "imrletters-planted").mkdir()
    (parent / "imrletters-planted" / LOCK_FILE).symlink_to(target / "created")
    (parent / "imrletters-planted" / "link").symlink_to(target)
    remove_stale_folders(parent)
    assert [path.name for path in target.iterdir()] == ["kept"]
    assert {"imrletters-link", "imrletters-file"} <= {path.name for path in parent.iterdir()}


def test_a_forked_process_does_not_remove_the_folder_of_its_parent(parent: Path) -> None:
    script = OWNER + "\nimport os\nif os.fork():\n    os.wait()\n    print(folder.path.exists())\n"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[1:] == ["True"]
    assert [*parent.iterdir()] == []


def test_an_interrupted_process_leaves_no_folder(parent: Path) -> None:
    process, folder = owner()
    process.send_signal(signal.SIGINT)
    process.communicate()
    assert not folder.exists()
    assert os.listdir(parent) == []  # noqa: PTH208 - the names
