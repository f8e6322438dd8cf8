"""The progress and the summary of a batch."""

import os
import pty
import re
import subprocess
import termios
from pathlib import Path

import pytest

from imrletters.cli import progress
from imrletters.printing import ENGINES
from tests.batch.support import PROGRAM, case_text, write_cases
from tests.cli.command import OUT, imrletters

SUMMARY = r"{} cases: {} rendered, {} kept, {} with problems, in \d+:\d\d:\d\d"


def test_the_summary_states_the_counts_and_the_duration(folder: Path) -> None:
    write_cases(folder / "cases.jsonl", 4)
    first, second = imrletters("render", "cases.jsonl", *OUT), imrletters("render", "cases.jsonl", *OUT)
    assert re.fullmatch(SUMMARY.format(4, 4, 0, 0) + "\n", first.stderr)
    assert re.fullmatch(SUMMARY.format(4, 0, 4, 0) + "\n", second.stderr)
    assert first.stdout.split() == [f"out/CM16-{number:07}.txt" for number in range(1, 5)]
    assert second.stdout == ""


@pytest.mark.parametrize("engine", ENGINES)
def test_the_summary_names_the_engine_if_pdfs_are_printed(folder: Path, engine: str) -> None:
    write_cases(folder / "cases.jsonl", 2)
    result = imrletters("render", "cases.jsonl", "-o", "out", "--format", "pdf", "--jobs", "1", "--engine", engine)
    assert re.fullmatch(SUMMARY.format(2, 2, 0, 0) + f", PDFs by {engine}\n", result.stderr)


def test_the_summary_counts_problems_of_one_kind_without_quoting_the_case(folder: Path) -> None:
    cases = [case_text(number, edition=edition) for number, edition in enumerate(["1066", "2016", "1939"], start=1)]
    (folder / "cases.jsonl").write_text("\n".join([*cases, "{"]))
    result = imrletters("render", "cases.jsonl", *OUT)
    assert result.exit_code == 1
    *lines, summary, frequent, rare = result.stderr.splitlines()
    assert [line.split(": ")[0] for line in lines] == ["cases.jsonl:1:13", "cases.jsonl:3:13", "cases.jsonl:4:2"]
    assert re.fullmatch(SUMMARY.format(4, 1, 0, 3), summary)
    assert re.match(r"     2 x /edition: expected an edition", frequent)
    assert rare.startswith("     1 x invalid JSON: ")


def test_the_summary_lists_a_limited_number_of_problems(folder: Path) -> None:
    fields: tuple[str, ...] = (
        "edition",
        "priority",
        "date_of_injury",
        "ur_denial_date",
        "date_assigned",
        "decision_date",
    )
    fields += ("expert_reviewer", "clinical_case_summary", "disputed_items", "organization", "mailing", "parties")
    lines = [case_text(number, **{field: 5}) for number, field in enumerate(fields)]
    (folder / "cases.jsonl").write_text("\n".join(lines))
    output = imrletters("render", "cases.jsonl", *OUT).stderr.splitlines()
    assert sum("     1 x /" in line for line in output) == progress.MAX_KINDS
    assert re.fullmatch(r" +and \d+ other kinds of problems", output[-1])


def test_quiet_prints_only_problems(folder: Path) -> None:
    write_cases(folder / "cases.jsonl", 3, [2])
    result = imrletters("render", "cases.jsonl", *OUT, "--quiet")
    assert (result.exit_code, result.stdout) == (1, "")
    [line] = result.stderr.splitlines()
    assert line.startswith("cases.jsonl:2:")


def test_without_a_terminal_a_line_of_progress_is_printed_from_time_to_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_cases(folder / "cases.jsonl", 3, [2])
    assert "a second" not in imrletters("render", "cases.jsonl", *OUT).stderr
    monkeypatch.setattr(progress, "INTERVAL", 0)
    output = imrletters("render", "cases.jsonl", *OUT).stderr
    assert re.search(r"^3 of 3 cases, [\d.]+ a second, 0 minutes left, 1 with problems$", output, re.MULTILINE)
    assert "\r" not in output


def on_terminal(*arguments: str) -> str:
    """The output of a program whose standard error is a terminal."""
    terminal, other_end = pty.openpty()
    termios.tcsetwinsize(other_end, (24, 100))
    environment = os.environ | {"TERM": "xterm"}
    program = subprocess.Popen(
        [PROGRAM, *arguments], stdout=subprocess.DEVNULL, stderr=other_end, env=environment, start_new_session=True
    )
    os.close(other_end)
    output = b""
    try:
        while chunk := os.read(terminal, 4096):
            output += chunk
    except OSError:  # raised when the program has closed the terminal
        pass
    os.close(terminal)
    program.wait()
    return output.decode()


def test_on_a_terminal_a_bar_is_shown(folder: Path) -> None:
    write_cases(folder / "cases.jsonl", 30, [2])
    output = on_terminal("render", "cases.jsonl", *OUT)
    assert re.search(r"100%\|.*\| 30/30 \[\d\d:\d\d<00:00, +[\d.]+ cases/s, 1 with problems\]", output), output[-500:]
    assert re.search(r"^cases.jsonl:2:13: error: /edition: ", output.replace("\r", "\n"), re.MULTILINE)
    assert re.search(SUMMARY.format(30, 29, 0, 1), output)
    assert "cases/s" not in on_terminal("render", "cases.jsonl", *OUT, "--quiet")
