"""``imrletters render --report``: a table with a row for each letter of a batch."""

import csv
import json
import os
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.command import BAD, PROGRAM, SAMPLE, imrletters
from tests.support import SAMPLES

MIXED = next(path for path in SAMPLES if path.stem == "mixed-decisions")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def report(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return [*csv.DictReader(file)]


def test_a_report_has_a_row_for_each_case_of_the_call(folder: Path) -> None:
    arguments = ("-o", "out", "--format", "text", "--report", "report.csv", "--quiet")
    assert imrletters("render", SAMPLE, *arguments).exit_code == 0
    [first] = report(folder / "report.csv")
    assert (first["stem"], first["state"]) == (SAMPLE.stem, "made")
    assert imrletters("render", SAMPLE, BAD, MIXED, *arguments).exit_code == 1
    kept, refused, made = report(folder / "report.csv")
    assert [row["state"] for row in (kept, refused, made)] == ["kept", "refused", "made"]
    assert (made["items"], made["upheld"], made["overturned"], made["partly_approved"]) == ("3", "1", "2", "0")
    assert made["case_number"] == "CM16-0000002"
    assert made["digests"] == sha256((folder / "out" / made["files"]).read_bytes()).hexdigest()
    assert (refused["files"], refused["items"]) == ("", "")
    assert "error: " in refused["problems"]


def test_a_report_lists_the_findings_by_rule(folder: Path) -> None:
    case = json.loads(MIXED.read_bytes())
    case["disputed_items"][0]["decision_rationale"] += " The the request stands. It was was read."
    (folder / "case.json").write_text(json.dumps(case))
    imrletters("render", "case.json", "-o", "out", "--format", "text", "--report", "report.csv")
    assert "T03: 2" in report(folder / "report.csv")[0]["findings"].split(" | ")


def test_a_report_of_another_format_is_refused_before_any_work(folder: Path) -> None:
    done = imrletters("render", SAMPLE, "-o", "out", "--report", "report.ods")
    assert (done.exit_code, "expected a name that ends in .csv" in done.stderr) == (2, True)
    assert not (folder / "out").exists()


@pytest.mark.parametrize("name", ["cases.jsonl", "in/cases.jsonl", "out/manifest.jsonl"])
def test_a_report_overwrites_neither_cases_nor_a_manifest(name: str, folder: Path) -> None:
    (folder / "in").mkdir()
    for path in ("cases.jsonl", "in/cases.jsonl"):
        (folder / path).write_text(json.dumps(json.loads(MIXED.read_bytes())))
    call = ("render", "in" if name.startswith("in") else "cases.jsonl", SAMPLE, "-o", "out", "--format", "text")
    assert imrletters(*call).exit_code == 0
    before = (folder / name).read_bytes()
    done = imrletters(*call, "--report", name)
    assert (done.exit_code, "choose another name" in done.stderr) == (2, True), done.stderr
    assert (folder / name).read_bytes() == before


@pytest.mark.parametrize("name", ["out/manifest.jsonl", "out/superseded/manifest.jsonl", "absent/report.csv"])
def test_a_report_that_cannot_be_written_is_refused_before_the_batch(name: str, folder: Path) -> None:
    (folder / "out/superseded").mkdir(parents=True)
    done = imrletters("render", SAMPLE, MIXED, "-o", "out", "--format", "text", "--report", name)
    assert done.exit_code == 2, done.stderr
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_a_report_is_not_written_where_the_next_call_would_read_it_as_cases(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in/a.json").write_bytes(SAMPLE.read_bytes())
    call = ("render", "in", "-o", "in", "--format", "text")
    done = imrletters(*call, "--report", "in/report.jsonl")
    assert (done.exit_code, "would be read as a case of in; choose another name" in done.stderr) == (2, True)
    assert not (folder / "in/manifest.jsonl").exists()
    assert imrletters(*call, "--report", "in/report.csv").exit_code == 0
    assert imrletters(*call).exit_code == 0


@pytest.mark.parametrize("name", ["report.csv", "report.jsonl"])
def test_a_name_that_is_not_utf_8_is_written_with_a_replacement_character(name: str, folder: Path) -> None:
    case, refused = os.fsdecode(b"Pe\xf1a.json"), os.fsdecode(b"Se\xf1or.json")
    (folder / case).write_bytes(MIXED.read_bytes())
    (folder / refused).write_text('{"case_number": "\\ud800"}')
    call = [os.fsencode(each) for each in (PROGRAM, "render", case, refused, "-o", "out", "--format", "text")]
    done = subprocess.run([*call, b"--jobs", b"1", b"--report", name.encode()], capture_output=True, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (1, False), done.stderr
    text = (folder / name).read_text()
    assert "Pe\ufffda.txt" in text
    assert "Pe\ufffda.json" in text
    assert "Se\ufffdor.json" in text
