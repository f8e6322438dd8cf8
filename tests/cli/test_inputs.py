"""The inputs of a command: each is read, and an error in one does not stop the others."""

from pathlib import Path

import pytest

from imrletters import read_case
from tests.cli.command import BAD, SAMPLE, imrletters, one_line, written
from tests.support import sample_letter


def test_a_problem_of_standard_input_names_it() -> None:
    result = imrletters("render", "-", standard_input=BAD.read_bytes())
    assert result.exit_code == 1
    assert result.stderr == f"<stdin>:{BAD.with_suffix('.problems').read_text(encoding='utf-8')}"


def test_a_case_with_problems_does_not_stop_the_others(folder: Path) -> None:
    (folder / "good.jsonl").write_text(f"{one_line()}\n{{}}\n")
    result = imrletters("render", BAD, SAMPLE, "absent.json", "good.jsonl", "-o", "out", "--format", "text")
    assert result.exit_code == 1
    assert written(folder / "out") == ["CM16-0000009.txt", "manifest.jsonl", "one-item-upheld.txt"]
    lines = result.stderr.splitlines()
    assert lines[0] == f"{BAD}:{BAD.with_suffix('.problems').read_text(encoding='utf-8').strip()}"
    assert lines[1] == "absent.json: error: no such file or directory"
    summary = next(number for number, line in enumerate(lines) if line.startswith("5 cases: "))
    assert summary > 2
    assert all(line.startswith("good.jsonl:2:1: error: /") for line in lines[2:summary])


@pytest.mark.parametrize("name", ["absent.json", "empty"])
def test_a_missing_file_and_an_empty_folder_are_problems(folder: Path, name: str) -> None:
    (folder / "empty").mkdir()
    result = imrletters("render", name)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{name}: error: ")
    assert result.stdout == ""


def test_parse_continues_after_a_letter_that_is_refused(folder: Path) -> None:
    (folder / "a.txt").write_text(sample_letter(SAMPLE).text(), encoding="utf-8")
    (folder / "b.txt").write_text("Dear sir,")
    result = imrletters("parse", "b.txt", "absent.pdf", "a.txt", "-o", "out")
    assert result.exit_code == 1
    assert result.stdout.split() == ["out/a.json"]
    assert read_case((folder / "out/a.json").read_bytes()) == sample_letter(SAMPLE).case
    first, second = result.stderr.splitlines()
    assert first.startswith("b.txt:1: error: this is not a determination letter")
    assert second == "absent.pdf: error: no such file or directory"
