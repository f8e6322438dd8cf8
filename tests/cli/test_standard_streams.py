"""A command whose output cannot be written ends with one error; one whose reader has ended, quietly."""

import io
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import click
import pytest

from imrletters import render
from imrletters.cli import COMMANDS as ALL_COMMANDS
from imrletters.cli.standard_streams import checked_output
from tests.batch.support import write_cases
from tests.cli.command import PROGRAM, SAMPLE, imrletters
from tests.support import case

pytestmark = pytest.mark.long
COMMANDS: dict[str, Sequence[str]] = {
    "help": ("--help",),
    "version": ("--version",),
    "help of a command": ("render", "--help"),
    "schema": ("schema",),
    "guidelines": ("guidelines",),
    "templates": ("templates",),
    "check": ("check", "sample.json", "--format", "json"),
    "explanation of a rule": ("check", "--explain", "D01"),
    "clean": ("clean", "sample.json"),
    "migrate": ("migrate", "sample.json", "-o", "migrated"),
    "render": ("render", "sample.json", "--format", "text", "-o", "out"),
    "render to standard output": ("render", "sample.json", "--format", "html", "-o", "-"),
    "render a batch": ("render", "cases.jsonl", "--format", "text", "-o", "batch", "--jobs", "1"),
    "parse": ("parse", "letter.pdf"),
    "extract": ("extract", "letter.pdf"),
    "verify": ("verify", "letter.pdf"),
    "find": ("find", "CM16-0000001", "printed"),
    "compare": ("compare", "letter.pdf", "other.pdf"),
}
NO_OUTPUT = {"serve", "preview", "sign", "table", "merge"}
"""Commands that write messages to standard error only, or that need a signer; they use the same streams."""


@cache
def letter(words: str) -> bytes:
    return render(case(clinical_case_summary=words)).pdf()


@pytest.fixture
def inputs(folder: Path) -> Iterator[Path]:
    """The current folder, with the files that the commands name; the journal of an unfinished batch is removed."""
    shutil.copy(SAMPLE, folder / "sample.json")
    write_cases(folder / "cases.jsonl", 2)
    (folder / "letter.pdf").write_bytes(letter("One."))
    (folder / "other.pdf").write_bytes(letter("Other."))
    imrletters("render", "cases.jsonl", "--format", "text", "-o", "printed", "--jobs", "1")
    yield folder
    shutil.rmtree(folder / "batch", ignore_errors=True)


def test_every_command_is_tried() -> None:
    assert {command[0] for command in COMMANDS.values()} | NO_OUTPUT >= set(ALL_COMMANDS)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_full_disk_is_one_error(command: Sequence[str], inputs: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [PROGRAM, *command], cwd=inputs, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.stderr == "Error: cannot write to standard output: no space left on device\n"
    assert done.returncode == 1


@pytest.mark.parametrize("name", ["schema", "help", "render to standard output", "render a batch", "verify"])
def test_a_reader_that_has_ended_ends_the_command_quietly(name: str, inputs: Path) -> None:
    script = '"$0" "$@" | true; exit ${PIPESTATUS[0]}'
    for _ in range(2):
        done = subprocess.run(
            ["bash", "-c", script, PROGRAM, *COMMANDS[name]], cwd=inputs, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout, done.stderr) == (1, "", "")


@pytest.mark.parametrize("name", ["schema", "help", "render to standard output"])
def test_a_closed_standard_output_is_one_error(name: str, inputs: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", '"$0" "$@" >&-', PROGRAM, *COMMANDS[name]],
        cwd=inputs,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "Error: cannot write to standard output: it is closed\n")


@pytest.mark.parametrize(("platform", "written"), [("win32", b"\xc3\xa9\n"), ("linux", b"\xe9\r\n")])
def test_on_windows_a_file_gets_the_bytes_that_other_systems_write(
    platform: str, written: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = io.BytesIO()
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(data, encoding="cp1252", newline="\r\n"))
    with checked_output():
        click.echo("\N{LATIN SMALL LETTER E WITH ACUTE}")
    assert data.getvalue() == written
