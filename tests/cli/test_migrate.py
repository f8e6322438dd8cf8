"""imrletters migrate replaces case files safely, or writes new ones."""

import json
from pathlib import Path

import pytest

from imrletters.validation import versions
from tests.cli.command import imrletters
from tests.support import example
from tests.validation.planted_versions import STEPS_FROM_OLDER

WITHOUT = json.dumps(json.loads(example({})), indent=2) + "\n"
WITH = WITHOUT.replace("{\n  ", '{\n  "schema_version": 1,\n  ', 1)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "case.json").write_text(WITHOUT)
    return tmp_path


def test_a_file_is_replaced_once_and_keeps_its_permissions(folder: Path) -> None:
    file = folder / "case.json"
    file.chmod(0o640)
    done = imrletters("migrate", "case.json")
    assert (done.exit_code, done.stdout, done.stderr) == (0, f"{file}\n", "")
    assert file.read_text() == WITH
    assert file.stat().st_mode & 0o777 == 0o640
    time = file.stat().st_mtime_ns
    again = imrletters("migrate", "case.json")
    assert (again.exit_code, again.stdout, again.stderr) == (0, "", "case.json: no change\n")
    assert file.stat().st_mtime_ns == time
    assert [path.name for path in folder.iterdir()] == ["case.json"]


def test_a_link_stays_a_link(folder: Path) -> None:
    (folder / "link.json").symlink_to("case.json")
    assert imrletters("migrate", "link.json").exit_code == 0
    assert (folder / "link.json").is_symlink()
    assert (folder / "case.json").read_text() == WITH


def test_with_an_output_folder_the_file_stays(folder: Path) -> None:
    (folder / "new.json").write_text(WITH)
    done = imrletters("migrate", "case.json", "new.json", "-o", "out")
    assert (done.exit_code, done.stdout) == (0, "out/case.json\nout/new.json\n")
    assert (folder / "case.json").read_text() == WITHOUT
    assert [(folder / "out" / name).read_text() for name in ("case.json", "new.json")] == [WITH, WITH]
    assert imrletters("migrate", "case.json", "-o", ".").exit_code == 2


def test_standard_input_is_written_to_standard_output() -> None:
    done = imrletters("migrate", "-", standard_input=WITHOUT)
    assert (done.exit_code, done.stdout) == (0, WITH)


def test_a_file_with_problems_stays_and_the_others_are_replaced(folder: Path) -> None:
    bad = WITHOUT.replace('"Upheld"', '"Denied"')
    (folder / "bad.json").write_text(bad)
    (folder / "newer.json").write_text(WITH.replace(": 1,", ": 9,", 1))
    done = imrletters("migrate", "bad.json", "newer.json", "none.json", "case.json")
    assert done.exit_code == 1
    lines = done.stderr.splitlines()
    assert [line.split(":")[0] for line in lines] == ["bad.json", "newer.json", "none.json"]
    assert "newer.json:2:21: error: /schema_version: got 9; expected 1, the newest version" in done.stderr
    assert (folder / "bad.json").read_text() == bad
    assert (folder / "case.json").read_text() == WITH


def test_every_line_of_a_json_lines_file_is_rewritten_or_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "STEPS", STEPS_FROM_OLDER)
    data = json.loads(WITHOUT)
    old = {"schema_version": 0, "letter": data.pop("edition")} | data
    file = folder / "cases.jsonl"
    file.write_text(f"{json.dumps(old)}\n\n{json.dumps(json.loads(WITHOUT))}\n")
    assert imrletters("migrate", "cases.jsonl").exit_code == 0
    first, empty, second, end = file.read_text().split("\n")
    assert (empty, end) == ("", "")
    assert json.loads(first) == json.loads(second) == json.loads(WITH)
    text = file.read_text() + "[]\n" + json.dumps(old | {"letter": "1066"})
    file.write_text(text)
    refused = imrletters("migrate", "cases.jsonl")
    assert refused.exit_code == 1
    assert [line.split(" ")[0] for line in refused.stderr.splitlines()] == ["cases.jsonl:4:1:", "cases.jsonl:5:"]
    assert file.read_text() == text


def test_capitals_in_the_ending_of_a_name_make_no_difference(folder: Path) -> None:
    line = json.dumps(json.loads(WITHOUT))
    (folder / "cases.JSONL").write_text(f"{line}\n{line}\n")
    done = imrletters("migrate", "cases.JSONL")
    assert (done.exit_code, done.stderr) == (0, "")
    assert (folder / "cases.JSONL").read_text().count("schema_version") == 2
