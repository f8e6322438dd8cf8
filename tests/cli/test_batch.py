"""The command render with several cases: conflicts, errors and a closed pipe."""

import subprocess
import sys
from pathlib import Path

import pytest

from imrletters.errors import PrintError
from tests.batch.support import PROGRAM, case_text, tree, write_cases, write_lines
from tests.cli.command import OUT, imrletters, written


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
    for name in ("a", "b"):
        (folder / name).mkdir()
        for number in range(30):
            (folder / f"{name}/{number}.json").write_text(case_text(1))
    result = imrletters("render", "a", "b", "-o", "out")
    assert result.exit_code == 2
    assert 5 < len(result.stderr.splitlines()) < 30


@pytest.mark.parametrize("names", [("~$x.json",), ("out/superseded",), ("~$x.json", ".~lock.y.json#")])
@pytest.mark.parametrize("options", [(), ("--sync",), ("--dry-run", "--sync")])
def test_a_call_without_any_case_is_wrong_usage_and_moves_nothing(
    folder: Path, names: tuple[str, ...], options: tuple[str, ...]
) -> None:
    write_lines(folder / "cases.jsonl", 1, 2)
    imrletters("render", "cases.jsonl", *OUT)
    write_lines(folder / "cases.jsonl", 2)
    imrletters("render", "cases.jsonl", *OUT)
    (folder / "~$x.json").write_text("lock")
    before = tree(folder)
    result = imrletters("render", *names, *OUT, *options)
    assert (result.exit_code, "there is no case to render" in result.stderr) == (2, True), result.stderr
    assert tree(folder) == before


@pytest.mark.parametrize("name", ["in", "in/cases.jsonl"])
def test_a_folder_and_a_jsonl_file_are_a_batch_also_with_one_case(folder: Path, name: str) -> None:
    (folder / "in").mkdir()
    write_lines(folder / "in/cases.jsonl", 1)
    result = imrletters("render", name, *OUT)
    assert "1 case: 1 rendered" in result.stderr
    assert written(folder / "out") == ["CM16-0000001.txt", "manifest.jsonl"]
    write_lines(folder / "in/cases.jsonl", 2, 1)
    imrletters("render", name, *OUT)
    write_lines(folder / "in/cases.jsonl", 3, 1)
    assert "moved to out/superseded: 1 letter (case removed: 1)" in imrletters("render", name, *OUT).stderr


def test_one_file_is_no_batch_and_neither_is_a_folder_without_cases(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "a.json").write_text(case_text(1))
    for name, code in (("a.json", 0), ("in", 1), ("absent.jsonl", 1)):
        assert imrletters("render", name, *OUT).exit_code == code
    assert written(folder / "out") == ["a.txt"]
