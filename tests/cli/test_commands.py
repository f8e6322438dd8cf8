"""The commands render, parse and schema: files, messages and exit codes."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from imrletters import parse, read_case
from imrletters.case.example import HEADER
from imrletters.case.schema import case_schema_text
from tests.cli.command import imrletters
from tests.support import INVALID, ROOT, case, print_page, sample_letter

SAMPLE = ROOT / "samples" / "one-item-upheld.json"
BAD = next(path for path in INVALID if path.stem == "unknown-decision")
PROGRAM = Path(sys.executable).with_name("imrletters")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The current folder of a command: empty at first, and without temporary files at the end."""
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    assert temporary_files(tmp_path) == []


def temporary_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.name.startswith(".") or "tmp" in path.name]


def written(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def one_line() -> str:
    return case(**HEADER).model_dump_json(exclude_defaults=True)


def test_temporary_files_are_found(tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    other.mkdir()
    (other / ".letter.txt.x1y2").touch()
    assert temporary_files(other)
    (other / ".letter.txt.x1y2").unlink()


def test_render_writes_text_and_pdf_to_the_current_folder_and_prints_their_paths(folder: Path) -> None:
    result = imrletters("render", SAMPLE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.split() == ["one-item-upheld.txt", "one-item-upheld.pdf"]
    assert written(folder) == ["one-item-upheld.pdf", "one-item-upheld.txt"]
    assert (folder / "one-item-upheld.txt").read_text(encoding="utf-8") == sample_letter(SAMPLE).text()
    assert (folder / "one-item-upheld.pdf").read_bytes() == sample_letter(SAMPLE).pdf()


def test_render_writes_the_given_formats_to_the_given_folder(folder: Path) -> None:
    result = imrletters("render", SAMPLE, "-o", "a/b", "--format", "html", "--format", "text", "--width", "40")
    assert result.exit_code == 0
    assert written(folder) == ["a/b/one-item-upheld.html", "a/b/one-item-upheld.txt"]
    assert (folder / "a/b/one-item-upheld.txt").read_text(encoding="utf-8") == sample_letter(SAMPLE).text(40)


def test_render_replaces_an_existing_file(folder: Path) -> None:
    (folder / "one-item-upheld.txt").write_text("old")
    assert imrletters("render", SAMPLE, "--format", "text").exit_code == 0
    assert (folder / "one-item-upheld.txt").read_text(encoding="utf-8") == sample_letter(SAMPLE).text()


def test_written_files_have_the_usual_permissions(folder: Path) -> None:
    imrletters("render", SAMPLE, "--format", "text")
    (folder / "plain").touch()
    assert (folder / "one-item-upheld.txt").stat().st_mode == (folder / "plain").stat().st_mode


@pytest.mark.parametrize("name", ["text", "html", "pdf"])
def test_one_letter_can_be_written_to_standard_output(folder: Path, name: str) -> None:
    result = imrletters("render", SAMPLE, "-o", "-", "--format", name)
    letter = sample_letter(SAMPLE)
    expected = {"text": letter.text().encode(), "html": letter.html().encode(), "pdf": letter.pdf()}[name]
    assert (result.exit_code, result.stdout_bytes) == (0, expected)
    assert written(folder) == []


@pytest.mark.parametrize(
    "arguments", [[SAMPLE], [SAMPLE, SAMPLE, "--format", "text"], [SAMPLE, "--format", "text", "--format", "pdf"]]
)
def test_several_letters_cannot_be_written_to_standard_output(arguments: list[object]) -> None:
    result = imrletters("render", *arguments, "-o", "-")
    assert result.exit_code == 2
    assert "writes one letter: name one case" in result.stderr
    assert result.stdout == ""


def test_a_case_is_read_from_standard_input(folder: Path) -> None:
    result = imrletters("render", "-", "--format", "text", standard_input=SAMPLE.read_bytes())
    assert (result.exit_code, written(folder)) == (0, ["letter.txt"])


def test_a_problem_of_standard_input_names_it() -> None:
    result = imrletters("render", "-", standard_input=BAD.read_bytes())
    assert result.exit_code == 1
    assert result.stderr == f"<stdin>:{BAD.with_suffix('.problems').read_text(encoding='utf-8')}"


def test_the_cases_of_a_folder_are_rendered(folder: Path) -> None:
    (folder / "in").mkdir()
    for name in ("b.json", "a.json", "notes.md"):
        (folder / "in" / name).write_bytes(SAMPLE.read_bytes())
    result = imrletters("render", "in", "-o", "out", "--format", "text")
    assert (result.exit_code, result.stdout.split()) == (0, ["out/a.txt", "out/b.txt"])


def test_letters_of_a_jsonl_file_are_named_after_their_lines(folder: Path) -> None:
    (folder / "many.jsonl").write_text(f"{one_line()}\n\n{one_line()}\n")
    result = imrletters("render", "many.jsonl", "-o", "out", "--format", "text")
    assert result.exit_code == 0
    assert written(folder / "out") == ["manifest.jsonl", "many-0000001.txt", "many-0000003.txt"]


def test_a_case_with_problems_does_not_stop_the_others(folder: Path) -> None:
    (folder / "good.jsonl").write_text(f"{one_line()}\n{{}}\n")
    result = imrletters("render", BAD, SAMPLE, "absent.json", "good.jsonl", "-o", "out", "--format", "text")
    assert result.exit_code == 1
    assert written(folder / "out") == ["good-0000001.txt", "manifest.jsonl", "one-item-upheld.txt"]
    lines = result.stderr.splitlines()
    assert lines[0] == f"{BAD}:{BAD.with_suffix('.problems').read_text(encoding='utf-8').strip()}"
    assert lines[1] == "absent.json: error: no such file or directory"
    summary = next(number for number, line in enumerate(lines) if line.startswith("5 cases: "))
    assert summary > 2
    assert all(line.startswith("good.jsonl:2:1: error: /") for line in lines[2:summary])


def test_nothing_is_written_for_a_case_with_problems(folder: Path) -> None:
    assert [path for path in INVALID if imrletters("render", path, "-o", "out").exit_code != 1] == []
    assert len(INVALID) > 20
    assert written(folder) == []


@pytest.mark.parametrize("name", ["absent.json", "empty"])
def test_a_missing_file_and_an_empty_folder_are_problems(folder: Path, name: str) -> None:
    (folder / "empty").mkdir()
    result = imrletters("render", name)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{name}: error: ")
    assert result.stdout == ""


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


def test_parse_prints_the_case_of_one_letter() -> None:
    imrletters("render", SAMPLE)
    for letter in ("one-item-upheld.txt", "one-item-upheld.pdf"):
        result = imrletters("parse", letter)
        assert (result.exit_code, result.stderr) == (0, "")
        assert read_case(result.stdout_bytes) == sample_letter(SAMPLE).case


def test_parse_reads_standard_input() -> None:
    result = imrletters("parse", "-", standard_input=sample_letter(SAMPLE).pdf())
    assert read_case(result.stdout_bytes) == sample_letter(SAMPLE).case


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


def test_parse_writes_several_cases_to_the_current_folder(folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(sample_letter(SAMPLE).text(), encoding="utf-8")
    assert imrletters("parse", "a.txt", "b.txt").exit_code == 0
    assert written(folder) == ["a.json", "a.txt", "b.json", "b.txt"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "letter: error: the file is empty"),
        (b"\xff\xfe", "letter:1: error: this is neither a PDF nor text in UTF-8"),
        (b"%PDF-1.7\n", "letter: error: "),
        (b"A parade of paper whales.\n", "letter:1: error: this is not a determination letter"),
        (print_page("<h1>Invoice</h1>"), "letter: page 1 line 1: error: this is not a determination letter"),
        (print_page(""), "letter: page 1: error: the PDF contains no text"),
        (sample_letter(SAMPLE).text().partition("IMR ISSUES")[0].encode(), "error: the letter is not complete"),
        (sample_letter(SAMPLE).text().partition("MAXIMUS guideline")[0].encode(), "error: the letter is not complete"),
    ],
    ids=["empty", "latin", "cut", "text", "invoice", "blank", "summary", "item"],
)
def test_a_file_that_is_not_a_letter_is_refused_with_the_reason(folder: Path, data: bytes, message: str) -> None:
    (folder / "letter").write_bytes(data)
    result = imrletters("parse", "letter")
    assert (result.exit_code, result.stdout) == (1, "")
    assert message in result.stderr
    assert result.stderr.startswith("letter")
    assert result.stderr.count("\n") == 1


def test_schema_prints_the_schema() -> None:
    result = imrletters("schema")
    assert (result.exit_code, result.stdout) == (0, case_schema_text())
    assert json.loads(result.stdout)["$id"]


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


def test_a_closed_pipe_gives_no_traceback(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in/a.json").write_bytes(SAMPLE.read_bytes())
    command = f"{PROGRAM} render in/a.json -o - --format html | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, check=True)  # noqa: S602 - the test needs a pipe
    assert len(done.stdout) == 10
    assert b"Traceback" not in done.stderr
