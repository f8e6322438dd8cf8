"""The output of a command: its folder, and files that are never overwritten or incomplete."""

import subprocess
from pathlib import Path

from tests.cli.command import PROGRAM, SAMPLE, imrletters, written


def test_written_files_have_the_usual_permissions(folder: Path) -> None:
    imrletters("render", SAMPLE, "--format", "text")
    (folder / "plain").touch()
    assert (folder / "one-item-upheld.txt").stat().st_mode == (folder / "plain").stat().st_mode


def test_two_cases_with_the_same_file_name_are_refused(folder: Path) -> None:
    for name in ("a", "b"):
        (folder / name).mkdir()
        (folder / name / "case.json").write_bytes(SAMPLE.read_bytes())
    result = imrletters("render", "a/case.json", "b/case.json", "-o", "out")
    assert result.exit_code == 2
    assert "a/case.json and b/case.json would both be written to case" in result.stderr
    assert written(folder) == ["a/case.json", "b/case.json"]


def test_two_letters_with_the_same_file_name_are_refused(folder: Path) -> None:
    assert imrletters("render", SAMPLE).exit_code == 0
    result = imrletters("parse", "one-item-upheld.txt", "one-item-upheld.pdf", "-o", "out")
    assert result.exit_code == 2
    assert "out/one-item-upheld.json" not in written(folder)


def test_an_output_folder_that_cannot_be_created_is_refused(folder: Path) -> None:
    (folder / "file").touch()
    for command in (["render", SAMPLE], ["parse", SAMPLE]):
        result = imrletters(*command, "-o", "file/below")
        assert result.exit_code == 2
        assert "cannot write to file/below" in result.stderr
    assert written(folder) == ["file"]


def test_a_letter_that_cannot_be_written_leaves_no_file(folder: Path) -> None:
    (folder / "one-item-upheld.txt").mkdir()
    result = imrletters("render", SAMPLE, "--format", "text")
    assert result.exit_code == 1
    assert "one-item-upheld.txt" in result.stderr
    assert written(folder) == []


def test_a_closed_pipe_gives_no_traceback(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in/a.json").write_bytes(SAMPLE.read_bytes())
    command = f"{PROGRAM} render in/a.json -o - --format html | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, check=True)  # noqa: S602 - the test needs a pipe
    assert len(done.stdout) == 10
    assert b"Traceback" not in done.stderr
