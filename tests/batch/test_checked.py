"""Proofreading before rendering: which cases get a letter, and what the summary states."""

from pathlib import Path

import pytest

from tests.batch.support import case_text, manifest
from tests.cli.command import OUT, imrletters, written

CHECK = (*OUT, "--check")
ERROR: dict[str, object] = {"decision_date": "2016-01-01"}
WARNING: dict[str, object] = {"clinical_case_summary": "The the whale was seen."}


def rules(name: str, severity: str) -> set[str]:
    """The codes of the findings of ``check`` with a severity."""
    lines = imrletters("check", name).stdout.splitlines()
    return {line.rpartition("[")[2].rstrip("]") for line in lines if f": {severity}: " in line}


@pytest.fixture
def cases(folder: Path) -> Path:
    """The folder of three cases: without findings, with an error, with warnings only."""
    (folder / "in").mkdir()
    for number, changes in ((1, {}), (2, ERROR), (3, WARNING)):
        (folder / f"in/{number}.json").write_text(case_text(number, **changes))
    assert rules("in/2.json", "error")
    assert not rules("in/3.json", "error")
    assert rules("in/3.json", "warning") - rules("in/1.json", "warning")
    return folder / "in"


def test_a_case_with_an_error_gets_no_letter_and_its_findings_are_problems_with_their_place(cases: Path) -> None:
    expected = [line for line in imrletters("check", "in/2.json").stdout.splitlines() if ": error: " in line]
    result = imrletters("render", "in", *CHECK)
    assert (result.exit_code, written(cases.parent / "out")) == (1, ["1.txt", "3.txt", "manifest.jsonl"])
    assert {*expected} < {*result.stderr.splitlines()}
    assert all(line.startswith("in/2.json:") for line in expected)
    [record] = [record for record in manifest(cases.parent / "out") if record["stem"] == "2"]
    assert (record["files"], bool(record["problems"])) == ({}, True)


@pytest.mark.usefixtures("cases")
def test_warnings_are_shown_and_the_summary_counts_letters_with_findings_by_kind(folder: Path) -> None:
    warnings = [line for line in imrletters("check", "in/3.json").stdout.splitlines() if ": warning: " in line]
    result = imrletters("render", "in", *CHECK)
    lines = result.stderr.splitlines()
    assert {*warnings} < {*lines}
    letters = 1 + bool(imrletters("check", "in/1.json").stdout)
    assert f"2 letters, {letters} of them with findings" in lines
    [code] = rules("in/3.json", "warning") - rules("in/1.json", "warning")
    assert any(line.strip().startswith(f"1 x {code} ") for line in lines)
    [record] = [record for record in manifest(folder / "out") if record["stem"] == "3"]
    assert record["findings"][code] == 1  # type: ignore[index] # a dictionary
    again = imrletters("render", "in", *CHECK)
    assert "2 kept" in again.stderr
    assert f"2 letters, {letters} of them with findings" in again.stderr.splitlines()


@pytest.mark.usefixtures("cases")
def test_letters_that_were_not_proofread_are_and_their_errors_move_them(folder: Path) -> None:
    assert imrletters("render", "in", *OUT).exit_code == 0
    result = imrletters("render", "in", *CHECK)
    assert "2 rendered, 0 kept, 1 with problems" in result.stderr
    assert written(folder / "out/superseded") == ["2.txt", "manifest.jsonl"]
    assert "2 kept" in imrletters("render", "in/1.json", "in/3.json", *OUT).stderr


@pytest.mark.usefixtures("cases")
def test_the_settings_file_chooses_proofreading_and_its_rules(folder: Path) -> None:
    (folder / "imrletters.toml").write_text("[render]\ncheck = true\n")
    assert imrletters("render", "in", *OUT).exit_code == 1
    assert imrletters("render", "in", "-o", "other", *OUT[2:], "--no-check").exit_code == 0
    codes = ", ".join(f'"{code}"' for code in rules("in/2.json", "error"))
    (folder / "imrletters.toml").write_text(f"[render]\ncheck = true\n[check]\nignore = [{codes}]\n")
    assert imrletters("render", "in", *OUT).exit_code == 0


@pytest.mark.usefixtures("cases")
def test_a_single_case_is_proofread_too(folder: Path) -> None:
    refused = imrletters("render", "in/2.json", *CHECK)
    assert (refused.exit_code, refused.stdout, written(folder / "out")) == (1, "", [])
    shown = imrletters("render", "in/3.json", *CHECK)
    assert (shown.exit_code, shown.stdout) == (0, "out/3.txt\n")
    assert ": warning: " in shown.stderr
