"""All commands: help, wrong usage, and the installed program."""

import os
import subprocess
from pathlib import Path

import click
import pytest

from imrletters import parse, read_case
from imrletters.cli import COMMANDS, main
from tests.cli.command import BAD, PROGRAM, SAMPLE, imrletters, temporary_files


def test_temporary_files_are_found(tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    other.mkdir()
    (other / ".letter.txt.x1y2").touch()
    assert temporary_files(other)
    (other / ".letter.txt.x1y2").unlink()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["paint"],
        ["render"],
        ["parse"],
        ["render", SAMPLE, "--format", "word"],
        ["render", SAMPLE, "--width", "-1"],
        ["schema", "x"],
    ],
)
def test_wrong_usage_exits_with_2(arguments: list[object]) -> None:
    result = imrletters(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["render", "-h"], ["parse", "--help"], ["schema", "-h"]]
)
def test_help_exits_with_0(arguments: list[str]) -> None:
    result = imrletters(*arguments)
    assert result.exit_code == 0
    assert result.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_has_the_summary_of_each(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command
    assert command.name == name
    assert command.get_short_help_str(200) == COMMANDS[name][1]
    assert COMMANDS[name][1] in imrletters("--help").stdout


def test_commands_do_not_search_for_plugins_of_pydantic_unless_the_environment_allows_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for before, after in ((None, "__all__"), ("", "")):
        monkeypatch.delenv("PYDANTIC_DISABLE_PLUGINS", raising=False)
        if before is not None:
            monkeypatch.setenv("PYDANTIC_DISABLE_PLUGINS", before)
        imrletters("schema")
        assert os.environ["PYDANTIC_DISABLE_PLUGINS"] == after


def run(*arguments: object, standard_input: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run([PROGRAM, *map(str, arguments)], input=standard_input, capture_output=True, check=False)


def test_the_installed_program_renders_a_letter_and_parses_it(folder: Path) -> None:
    rendered = run("render", SAMPLE, "-o", "out")
    assert (rendered.returncode, rendered.stderr) == (0, b"")
    assert rendered.stdout.split() == [b"out/one-item-upheld.txt", b"out/one-item-upheld.pdf"]
    parsed = run("parse", "-", standard_input=(folder / "out/one-item-upheld.pdf").read_bytes())
    assert read_case(parsed.stdout) == parse((folder / "out/one-item-upheld.txt").read_bytes())


def test_the_installed_program_returns_its_exit_codes() -> None:
    bad, wrong = run("render", BAD, "-o", "-", "--format", "text"), run("render", "--no-such-option")
    assert (bad.returncode, bad.stdout) == (1, b"")
    assert bad.stderr.decode() == f"{BAD}:{BAD.with_suffix('.problems').read_text(encoding='utf-8')}"
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert b"Traceback" not in bad.stderr + wrong.stderr
