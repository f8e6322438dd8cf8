"""``imrletters render --report``: a table with a row for each letter of a batch."""

import csv
import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.command import BAD, SAMPLE, imrletters
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
