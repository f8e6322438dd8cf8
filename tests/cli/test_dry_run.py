"""The option --dry-run: what would be done with each letter and why, without writing anything."""

import json
from pathlib import Path

import pytest

from imrletters.printing.provenance import _digest_of_own
from tests.batch.support import case_text, tree, write_cases
from tests.cli.command import OUT, imrletters

OWN_EDITION = '{% extends "imrletters/editions/2016.j2" %}\n'

UNKNOWN_EDITION = (
    '/edition: got "1066"; expected an edition: 2014, 2015, 2016; an edition of your own needs its folder of templates'
)


@pytest.fixture
def cases(folder: Path) -> Path:
    """The folder of six cases; five had letters in the folder out, and all but the first have changed since then."""
    (folder / "in").mkdir()
    for number in range(1, 6):
        (folder / f"in/{number}.json").write_text(case_text(number))
    assert imrletters("render", "in", *OUT).exit_code == 0
    (folder / "in/2.json").write_text(case_text(2, clinical_case_summary="Another whale."))
    (folder / "in/3.json").write_text(case_text(3, edition="1066"))
    (folder / "in/4.json").unlink()
    (folder / "out/5.txt").unlink()
    (folder / "in/6.json").write_text(case_text(6))
    return folder / "in"


def planned(*arguments: str) -> list[tuple[str, str, str]]:
    """The state, the reason and the source of each letter."""
    result = imrletters("render", *arguments, "--dry-run", "--json")
    return [(each["state"], each["reason"], each["source"]) for each in json.loads(result.stdout)["letters"]]


def test_each_letter_has_a_state_and_a_reason(cases: Path) -> None:
    assert planned("in", *OUT) == [
        ("kept", "current", "in/1.json"),
        ("outdated", "case changed", "in/2.json"),
        ("refused", UNKNOWN_EDITION, "in/3.json"),
        ("made", "file missing", "in/5.json"),
        ("made", "new case", "in/6.json"),
        ("removed", "case refused", "in/3.json"),
        ("removed", "case removed", "in/4.json"),
    ]
    result = imrletters("render", "in", *OUT, "--dry-run")
    lines = [line.split() for line in result.stdout.splitlines()]
    assert (result.exit_code, lines[0]) == (1, ["state", "case", "source", "reason"])
    assert lines[1] == ["outdated", "CM16-0000002", "in/2.json", "case", "changed"]
    assert len(lines) == 7
    assert result.stderr.startswith("2 made, 1 kept, 1 outdated, 2 removed, 1 refused\n")
    (cases / "3.json").write_text(case_text(3))
    assert imrletters("render", "in", *OUT, "--dry-run").exit_code == 0


@pytest.mark.usefixtures("cases")
def test_nothing_is_written_and_the_call_then_does_what_was_predicted(folder: Path) -> None:
    before = tree(folder)
    times = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    expected = planned("in", *OUT)
    assert tree(folder) == before
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == times
    result = imrletters("render", "in", *OUT)
    assert f"{sum(state in ('made', 'outdated') for state, *_ in expected)} rendered, 1 kept" in result.stderr
    assert {state for state, *_ in planned("in", *OUT)} == {"kept", "refused"}


def test_a_folder_that_does_not_exist_is_not_created(folder: Path) -> None:
    write_cases(folder / "cases.jsonl", 2)
    assert {state for state, *_ in planned("cases.jsonl", *OUT)} == {"made"}
    assert not (folder / "out").exists()


@pytest.mark.usefixtures("cases")
def test_a_call_that_would_move_nothing_states_why() -> None:
    arguments = ("render", "in/1.json", "in/2.json", *OUT, "--dry-run")
    reason = "nothing would be moved: this call does not name in/3.json and 2 other sources"
    assert reason in imrletters(*arguments).stderr
    data = json.loads(imrletters(*arguments, "--json").stdout)
    assert data["not_moved_because"].startswith("this call does not name")
    assert [each["state"] for each in data["letters"]] == ["kept", "outdated"]


def test_only_a_change_of_a_template_that_a_letter_uses_makes_it_outdated(folder: Path) -> None:
    (folder / "in").mkdir()
    for number, name in ((1, "2016"), (2, "2015")):
        (folder / f"in/{number}.json").write_text(case_text(number, edition=name))
    (folder / "own/editions").mkdir(parents=True)
    (folder / "own/copies").mkdir()
    edition = folder / "own/editions/2016.j2"
    edition.write_text(OWN_EDITION)
    call = ("in", *OUT, "--templates", "own")
    first = imrletters("render", *call)
    assert first.exit_code == 0, first.stderr
    (folder / "own/copies/parties.j2").write_text('{% extends "imrletters/copies/parties.j2" %}')
    (folder / "own/editions/mine.j2").write_text(OWN_EDITION)
    (folder / "own/html.j2").write_text("not used by text")
    _digest_of_own.cache_clear()
    assert [state for state, *_ in planned(*call)] == ["kept", "kept"]
    edition.write_text(OWN_EDITION + "{# changed #}")
    _digest_of_own.cache_clear()
    assert [each[:2] for each in planned(*call)] == [("outdated", "template changed"), ("kept", "current")]


def test_json_needs_a_dry_run_and_standard_output_is_no_folder(folder: Path) -> None:
    write_cases(folder / "cases.jsonl", 2)
    assert "--json needs --dry-run" in imrletters("render", "cases.jsonl", *OUT, "--json").stderr
    result = imrletters("render", "cases.jsonl", "-o", "-", "--format", "text", "--dry-run")
    assert (result.exit_code, "--dry-run needs a folder" in result.stderr) == (2, True)


def test_the_journal_of_an_interrupted_batch_is_not_changed(folder: Path) -> None:
    write_cases(folder / "cases.jsonl", 3)
    imrletters("render", "cases.jsonl", *OUT)
    Path("out/manifest.jsonl").unlink()
    Path("out/.imrletters-account").write_bytes(b"")
    before = tree(folder)
    assert [reason for _, reason, _ in planned("cases.jsonl", *OUT)] == ["new case"] * 3
    assert tree(folder) == before
    Path("out/.imrletters-account").unlink()


def test_the_files_that_would_be_moved_are_listed_with_their_folder(cases: Path) -> None:
    result = imrletters("render", "in", *OUT, "--dry-run")
    _, title, *listed = result.stderr.splitlines()
    assert title == "would be moved to out/superseded: 3 files"
    assert listed == ["  out/2.txt: case changed", "  out/3.txt: case refused", "  out/4.txt: case removed"]
    done = imrletters("render", "in", *OUT)
    moved = sorted(path.name for path in Path("out/superseded").glob("*.txt"))
    assert (done.exit_code, moved) == (1, ["2.txt", "3.txt", "4.txt"])
    assert cases.is_dir()


def test_nothing_is_listed_as_moved_if_that_is_in_doubt(cases: Path) -> None:
    result = imrletters("render", "in/2.json", "in/6.json", *OUT, "--dry-run")
    assert "would be moved to" not in result.stderr
    assert cases.is_dir()


def test_an_error_of_the_journal_is_one_line(cases: Path) -> None:
    journal = Path("out/.imrletters-account")
    journal.write_bytes(b"This is no database of SQLite." * 100)
    result = imrletters("render", "in", *OUT, "--dry-run")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "out: error: file is not a database\n"
    assert cases.is_dir()
    journal.unlink()


@pytest.mark.parametrize("name", ["cases.jsonl", "cases.jsonl/out", "link"])
def test_an_output_that_cannot_be_a_folder_is_wrong_usage_as_in_the_call_itself(folder: Path, name: str) -> None:
    write_cases(folder / "cases.jsonl", 2)
    (folder / "link").symlink_to("absent")
    before = tree(folder)
    for options in ((), ("--dry-run",)):
        result = imrletters("render", "cases.jsonl", "-o", name, "--format", "text", "--jobs", "1", *options)
        assert (result.exit_code, f"cannot write to {name}: " in result.stderr) == (2, True), result.stderr
    assert tree(folder) == before
