"""Files in the output folder that cannot be read: they are neither replaced nor moved."""

import os
import shutil
from pathlib import Path

import pytest

from tests.batch.support import PROGRAM, TEXT, Program, manifest, write_cases

SETPRIV = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")


def render(folder: Path) -> tuple[int, str]:
    """Renders as a user who cannot read the files of others; the exit code and the text on standard error."""
    if os.geteuid():
        return Program("render", "cases.jsonl", "-o", "out", *TEXT, folder=folder).end()
    if shutil.which("setpriv") is None:
        pytest.skip("the administrator can read every file")
    command = (*SETPRIV, PROGRAM)
    return Program("render", "cases.jsonl", "-o", "out", *TEXT, folder=folder, command=command).end()


def refused(number: int) -> str:
    name = f"CM16-{number:07}.txt"
    return (
        f"cases.jsonl:{number}: error: cannot write {name}: there is a file of this name that cannot be read; it is "
        "not overwritten"
    )


def test_a_file_that_cannot_be_read_is_a_problem_of_its_case_and_is_not_overwritten(tmp_path: Path) -> None:
    write_cases(tmp_path / "cases.jsonl", 3)
    (tmp_path / "out").mkdir()
    notes = tmp_path / "out/CM16-0000002.txt"
    notes.write_text("notes of somebody else")
    notes.chmod(0)
    code, output = render(tmp_path)
    notes.chmod(0o600)
    assert (code, refused(2) in output.splitlines()) == (1, True), output
    assert notes.read_text() == "notes of somebody else"
    assert [sorted(record["files"]) for record in manifest(tmp_path / "out")] == [  # type: ignore[call-overload] # a dictionary
        ["CM16-0000001.txt"],
        [],
        ["CM16-0000003.txt"],
    ]


def test_an_own_letter_that_cannot_be_read_stays_and_is_kept_when_it_can_be_read_again(tmp_path: Path) -> None:
    write_cases(tmp_path / "cases.jsonl", 2)
    render(tmp_path)
    letter = tmp_path / "out/CM16-0000002.txt"
    before = letter.read_bytes(), letter.stat().st_ino
    letter.chmod(0)
    code, output = render(tmp_path)
    letter.chmod(0o600)
    assert (code, refused(2) in output.splitlines()) == (1, True), output
    assert (letter.read_bytes(), letter.stat().st_ino) == before
    assert render(tmp_path)[0] == 0
    assert letter.read_bytes() == before[0]
