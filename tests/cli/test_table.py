"""``imrletters table``: the disputed items of cases and letters."""

import csv
import json
from pathlib import Path

import pytest

from imrletters.cli import table
from tests.cli.command import BAD, SAMPLE, imrletters
from tests.support import SAMPLES, sample_letter, sample_pdf

MIXED = next(path for path in SAMPLES if path.stem == "mixed-decisions")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return [*csv.DictReader(file)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letters").mkdir()
    for ending in ("", ".parties", ".signed"):
        (tmp_path / f"letters/mixed{ending}.pdf").write_bytes(sample_pdf(MIXED))
    (tmp_path / "letters/mixed.txt").write_text(sample_letter(MIXED).text())
    (tmp_path / "letters/other.parties.pdf").write_bytes(sample_pdf(SAMPLE))
    (tmp_path / "letters/manifest.jsonl").write_text("{}\n")
    return tmp_path


def test_cases_letters_and_folders_become_one_table(folder: Path) -> None:
    done = imrletters("table", MIXED, "letters", "letters/mixed.txt", "-o", "items.csv")
    assert (done.exit_code, done.stdout) == (0, "")
    items = sum(len(sample_letter(path).case.disputed_items) for path in (MIXED, MIXED, SAMPLE, MIXED))
    assert done.stderr == f"items.csv: {items} items of 4 documents; 0 not read\n"
    found = rows(folder / "items.csv")
    sources = [str(MIXED), "letters/mixed.pdf", "letters/other.parties.pdf", "letters/mixed.txt"]
    assert list(dict.fromkeys(row["source"] for row in found)) == sources
    assert [row["decision"] for row in found[:3]] == ["Overturned", "Overturned", "Upheld"]
    assert found[0]["days_to_decision"] == str(
        (sample_letter(MIXED).case.decision_date - sample_letter(MIXED).case.ur_denial_date).days  # type: ignore[operator] # the sample has both
    )


def test_each_line_of_a_jsonl_file_is_a_case(folder: Path) -> None:
    lines = [json.dumps(json.loads(path.read_bytes())) for path in (SAMPLE, MIXED)]
    (folder / "cases.jsonl").write_text("\n".join([lines[0], "", lines[1]]))
    assert imrletters("table", "cases.jsonl", "-o", "items.jsonl", "--quiet").stderr == ""
    found = [json.loads(line) for line in (folder / "items.jsonl").read_text().splitlines()]
    assert {row["line"] for row in found} == {1, 3}


def test_what_cannot_be_read_is_reported_and_the_rest_is_written(folder: Path) -> None:
    done = imrletters("table", BAD, SAMPLE, "-o", "items.csv")
    assert done.exit_code == 1
    assert f"{BAD}:" in done.stderr
    assert done.stderr.endswith("1 item of 1 document; 1 not read\n")
    assert {row["source"] for row in rows(folder / "items.csv")} == {str(SAMPLE)}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([SAMPLE], "Missing option '-o'"),
        ([SAMPLE, "-o", "items.ods"], "expected a name that ends in .csv, .jsonl, .parquet, .xlsx"),
        (["letters/cases.jsonl", "-o", "letters/cases.jsonl"], "letters/cases.jsonl is an input"),
        (["letters", "-o", "letters/cases.jsonl"], "letters/cases.jsonl is an input"),
    ],
)
def test_wrong_usage_changes_no_file(arguments: list[object], message: str, folder: Path) -> None:
    (folder / "letters/cases.jsonl").write_text("{}")
    done = imrletters("table", *arguments)
    assert (done.exit_code, message in done.stderr) == (2, True), done.stderr
    assert (folder / "letters/cases.jsonl").read_text() == "{}"


def test_the_settings_file_selects_the_rules(folder: Path) -> None:
    text = sample_letter(MIXED).case.to_json().replace("the lumbar spine", "the the lumbar spine")
    (folder / "case.json").write_text(text)
    imrletters("table", "case.json", "-o", "items.csv")
    assert "T03" in rows(folder / "items.csv")[0]["item_findings"]
    (folder / "imrletters.toml").write_text('[check]\nselect = ["D"]\n')
    imrletters("table", "case.json", "-o", "items.csv")
    assert rows(folder / "items.csv")[0]["item_findings"] == ""


def test_an_interruption_leaves_the_old_table(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    (folder / "items.csv").write_text("old")
    monkeypatch.setattr(table, "write_table", interrupted)
    done = imrletters("table", SAMPLE, "-o", "items.csv")
    assert (done.exit_code, done.stderr) == (130, "interrupted; no table was written\n")
    assert (folder / "items.csv").read_text() == "old"


def test_a_table_that_cannot_be_written_is_one_error(folder: Path) -> None:
    (folder / "items.csv").mkdir()
    done = imrletters("table", SAMPLE, "-o", "items.csv")
    assert (done.exit_code, "cannot write items.csv: it is a folder" in done.stderr) == (2, True), done.stderr


@pytest.mark.parametrize("name", ["~$case.json", "superseded", ".~lock.case.json#"])
def test_no_document_at_all_is_wrong_usage(name: str, folder: Path) -> None:
    (folder / "superseded").mkdir()
    (folder / "superseded/manifest.jsonl").write_text("{}\n")
    (folder / "~$case.json").write_text("lock")
    done = imrletters("table", name, "-o", "items.csv")
    assert (done.exit_code, "there is no document to read" in done.stderr) == (2, True), done.stderr
    assert not (folder / "items.csv").exists()


def test_no_letter_of_a_folder_is_left_out(folder: Path) -> None:
    (folder / "more").mkdir()
    for name in ("IMR.pdf", "IMR.2.pdf", "IMR.3.PDF", "other.PDF", "IMR.signed.pdf", "other.parties.signed.PDF"):
        (folder / "more" / name).write_bytes(sample_pdf(SAMPLE))
    done = imrletters("table", "more", "-o", "items.csv")
    assert (done.exit_code, done.stderr) == (0, "items.csv: 4 items of 4 documents; 0 not read\n")
    sources = [row["source"] for row in rows(folder / "items.csv")]
    assert sources == ["more/IMR.2.pdf", "more/IMR.3.PDF", "more/IMR.pdf", "more/other.PDF"]
