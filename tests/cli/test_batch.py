"""The command render with several cases: conflicts, errors and a closed pipe."""

import subprocess
import sys
from pathlib import Path

import pytest

from imrletters.errors import PrintError
from tests.batch.support import PROGRAM, write_cases
from tests.cli.command import OUT, imrletters


def test_without_the_pdf_engine_a_batch_fails_with_its_message(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> dict[str, str]:
        raise PrintError("printing needs the libraries Pango and HarfBuzz")

    write_cases(folder / "cases.jsonl", 2)
    monkeypatch.setattr("imrletters.batch.options.RenderOptions.toolchain", missing)
    result = imrletters("render", "cases.jsonl", "-o", "out")
    assert (result.exit_code, result.stderr) == (1, "printing needs the libraries Pango and HarfBuzz\n")


@pytest.mark.parametrize("options", [("--jobs", "0"), ("--jobs", "many")])
def test_an_invalid_number_of_processes_is_wrong_usage(folder: Path, options: tuple[str, ...]) -> None:
    write_cases(folder / "cases.jsonl", 2)
    assert imrletters("render", "cases.jsonl", "-o", "out", *options).exit_code == 2


def test_a_closed_pipe_gives_no_traceback(folder: Path) -> None:
    write_cases(folder / "cases.jsonl", 300)
    command = f"{PROGRAM} render cases.jsonl -o out --format text | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602 - the test needs a pipe
    assert done.stdout == "out/CM16-0000001.txt\n"
    assert "Traceback" not in done.stderr
    again = subprocess.run([PROGRAM, "render", "cases.jsonl", *OUT, "--quiet"], capture_output=True, check=False)
    assert (again.returncode, len([*Path("out").glob("*.txt")])) == (0, 300)


def test_the_tests_run_the_program_of_this_environment() -> None:
    assert Path(PROGRAM).parent == Path(sys.executable).parent


def test_a_limited_number_of_conflicts_is_reported(folder: Path) -> None:
    write_cases(folder / "cases.jsonl", 300)
    result = imrletters("render", "cases.jsonl", "cases.jsonl", "-o", "out")
    assert result.exit_code == 2
    assert 5 < len(result.stderr.splitlines()) < 30
