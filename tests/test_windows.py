"""imrletters where the modules and names that Windows lacks are missing (see tests/windows/sitecustomize.py).

``make windows`` runs more tests in the same way. These also show that the simulation works.
"""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support import ROOT, SAMPLES, sample_letter, sample_pdf

pytestmark = pytest.mark.long
WINDOWS = ROOT / "tests" / "windows"
SAMPLE = next(path for path in SAMPLES if path.stem == "one-item-upheld")


def run(*command: object, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Runs Python without what Windows lacks."""
    environment = os.environ | {"PYTHONPATH": str(WINDOWS), "IMRLETTERS_CACHE": ""}
    arguments = [sys.executable, *map(str, command)]
    return subprocess.run(
        arguments, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=300
    )


def imrletters(*arguments: object, folder: Path) -> str:
    """The output of a command, which must succeed."""
    done = run(Path(sys.executable).with_name("imrletters"), *arguments, folder=folder)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    return done.stdout


@pytest.mark.parametrize("name", ["fcntl", "resource", "pwd", "grp", "termios", "multiprocessing.forkserver"])
def test_a_module_that_windows_lacks_cannot_be_imported_by_imrletters_alone(name: str, tmp_path: Path) -> None:
    others = run("-c", f"import {name}", folder=tmp_path)
    assert others.returncode == 0
    ours = run("-c", f"__name__ = 'imrletters.planted'\nimport {name}", folder=tmp_path)
    assert "ModuleNotFoundError" in ours.stderr


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("import os; os.O_NOFOLLOW", "AttributeError"),
        ("import os; os.getuid()", "AttributeError"),
        ("from os import register_at_fork", "ImportError"),
        ("import signal; signal.SIGKILL", "AttributeError"),
        ("import os; os.kill(os.getpid(), 0)", "AssertionError"),
        ("import os; os.open('.', os.O_RDONLY)", "PermissionError"),
        ("import os; os.open('a', os.O_RDONLY, dir_fd=3)", "NotImplementedError"),
        ("from multiprocessing import get_context; get_context('forkserver')", "ValueError"),
        ("file = open('a', 'w'); import pathlib; pathlib.Path('a').replace('b')", "PermissionError"),
    ],
)
def test_a_name_that_windows_lacks_is_missing(line: str, error: str, tmp_path: Path) -> None:
    done = run("-c", f"__name__ = 'imrletters.planted'\n{line}", folder=tmp_path)
    assert error in done.stderr


def test_letters_are_rendered_parsed_checked_and_verified(tmp_path: Path) -> None:
    letter = sample_letter(SAMPLE)
    imrletters("render", SAMPLE, "-o", ".", "--engine", "typst", folder=tmp_path)
    assert (tmp_path / "one-item-upheld.txt").read_bytes() == letter.text().encode()
    assert (tmp_path / "one-item-upheld.pdf").read_bytes() == sample_pdf(SAMPLE, engine="typst")
    for name in ("one-item-upheld.txt", "one-item-upheld.pdf"):
        assert imrletters("parse", name, folder=tmp_path) == letter.case.to_json()
        imrletters("check", name, folder=tmp_path)
    imrletters("check", SAMPLE, folder=tmp_path)
    assert "the same, byte for byte" in imrletters("verify", "one-item-upheld.pdf", folder=tmp_path)
    assert imrletters("extract", "one-item-upheld.pdf", folder=tmp_path) == letter.case.to_json()


def test_a_batch_runs_in_spawned_processes_and_is_resumed(tmp_path: Path) -> None:
    command = ("render", SAMPLE, SAMPLES[0], "-o", "out", "--engine", "typst", "--jobs", "2")
    imrletters(*command, folder=tmp_path)
    assert (tmp_path / "out" / "one-item-upheld.pdf").read_bytes() == sample_pdf(SAMPLE, engine="typst")
    assert (tmp_path / "out" / "manifest.jsonl").read_text(encoding="utf-8").count("\n") == 2
    (tmp_path / "out" / "one-item-upheld.txt").unlink()
    imrletters(*command, folder=tmp_path)
    assert (tmp_path / "out" / "one-item-upheld.txt").exists()
    assert list((tmp_path / "out").glob(".*")) == []


def test_own_templates_are_printed_in_a_worker_process(tmp_path: Path) -> None:
    own = ROOT / "samples" / "own-organization"
    imrletters(
        *("render", own / "own-edition.json", "--templates", own / "templates", "--engine", "typst", "-o", "."),
        folder=tmp_path,
    )
    assert (tmp_path / "own-edition.pdf").read_bytes().startswith(b"%PDF-")


SECOND_BATCH = """
from pathlib import Path
from imrletters.batch import RenderOptions
from imrletters.batch.folder import OutputFolder
with OutputFolder(Path("."), RenderOptions()) as one:
    one.journal.commit()
    try:
        OutputFolder(Path("."), RenderOptions())
    except OSError as error:
        print(error.strerror)
"""


def test_two_batches_cannot_write_to_one_folder(tmp_path: Path) -> None:
    done = run("-c", SECOND_BATCH, folder=tmp_path)
    assert (done.stdout, done.stderr) == ("another batch is writing to this folder\n", "")


def test_the_classifiers_are_the_systems_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [head] = re.findall(r"^\| \| (.*) \|$", readme.split("### Systems")[1].split("\n## ")[0], re.MULTILINE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    classified = [line.split(" :: ")[-1] for line in project["classifiers"] if line.startswith("Operating System")]
    assert head == "Debian, Ubuntu | other Linux | macOS | Windows"
    assert classified == ["MacOS", "Windows", "Linux"]
