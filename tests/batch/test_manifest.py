"""The manifest of a batch, and the conflicts that are refused before any work."""

import json
import os
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.batch.support import case_text, manifest, tree, write_cases
from tests.cli.command import imrletters
from tests.support import printed_pages


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_manifest_has_a_record_for_every_case_in_order(folder: Path) -> None:
    write_cases(folder / "cases.jsonl", 3, [2])
    (folder / "a.json").write_text(case_text(9))
    assert imrletters("render", "cases.jsonl", "a.json", "-o", "out", "--jobs", "2").exit_code == 1
    first, second, third, last = manifest(folder / "out")
    assert [line["stem"] for line in (first, second, third, last)] == [
        "cases-0000001",
        "cases-0000002",
        "cases-0000003",
        "a",
    ]
    files = {f"cases-0000001.{kind}": (folder / f"out/cases-0000001.{kind}").read_bytes() for kind in ("txt", "pdf")}
    toolchain = first["printed_by"]
    assert isinstance(toolchain, dict)
    assert first == {
        "stem": "cases-0000001",
        "case_number": "CM16-0000001",
        "source": "cases.jsonl:1",
        "case_digest": sha256(json.dumps(json.loads(case_text(1)), sort_keys=True).encode()).hexdigest(),
        "files": {name: sha256(data).hexdigest() for name, data in files.items()},
        "pages": {"cases-0000001.pdf": len(list(printed_pages(files["cases-0000001.pdf"])))},
        "problems": [],
        "printed_by": toolchain,
    }
    assert toolchain.keys() == {
        "version",
        "templates",
        "own_templates",
        "fonts",
        "letterhead",
        "width",
        "attached",
        "engine",
    }
    assert toolchain["version"] == version("imrletters")
    assert f"weasyprint {version('weasyprint')}" in toolchain["engine"]
    assert (second["files"], second["case_number"], last["source"]) == ({}, "CM16-0000002", "a.json")
    assert second["problems"] == [
        'cases.jsonl:2:13: error: /edition: got "1066"; expected an edition: 2014, 2015 or 2016'
    ] or "1066" in str(second["problems"])
    assert third["printed_by"] == toolchain


def test_the_manifest_does_not_depend_on_the_run(folder: Path) -> None:
    write_cases(folder / "cases.jsonl", 12, [2])
    for out, jobs in (("one", "1"), ("two", "2")):
        imrletters("render", "cases.jsonl", "-o", out, "--format", "text", "--jobs", jobs)
    assert tree(folder / "one") == tree(folder / "two")


def test_the_letters_of_a_moved_case_are_kept_and_its_record_names_the_new_place(folder: Path) -> None:
    (folder / "in").mkdir()
    for number in (1, 2):
        (folder / f"in/{number}.json").write_text(case_text(number))
    imrletters("render", "in", "-o", "out", "--format", "text", "--jobs", "1")
    (folder / "in").rename("moved")
    assert "2 kept" in imrletters("render", "moved", "-o", "out", "--format", "text", "--jobs", "1").stderr
    assert [line["source"] for line in manifest(folder / "out")] == ["moved/1.json", "moved/2.json"]


def test_verify_finds_only_the_letters_of_the_batch_in_its_manifest(folder: Path) -> None:
    write_cases(folder / "cases.jsonl", 2)
    assert imrletters("render", "cases.jsonl", "-o", "out", "--format", "pdf", "--jobs", "1").exit_code == 0
    (folder / "other.json").write_text(case_text(3))
    imrletters("render", "other.json", "--format", "pdf")
    option = ("--manifest", "out/manifest.jsonl")
    held = imrletters("verify", "out/cases-0000001.pdf", "out/cases-0000002.pdf", *option)
    assert (held.exit_code, held.stdout.count("in the manifest")) == (0, 2)
    assert imrletters("verify", "other.pdf", *option).exit_code == 1


@pytest.mark.parametrize(
    ("second", "message"),
    [
        (case_text(1, clinical_case_summary="Another."), "a.json and b.json are both case CM16-0000001"),
        (case_text(1), ""),
        (case_text(2), ""),
    ],
)
def test_two_different_cases_with_the_same_number_are_refused(folder: Path, second: str, message: str) -> None:
    (folder / "a.json").write_text(case_text(1))
    (folder / "b.json").write_text(second)
    result = imrletters("render", "a.json", "b.json", "-o", "out", "--format", "text", "--jobs", "1")
    assert result.exit_code == (2 if message else 0)
    assert message in result.stderr
    assert bool(tree(folder / "out")) == (not message)


def test_two_cases_with_the_same_output_file_are_refused(folder: Path) -> None:
    for name in ("a", "b"):
        (folder / name).mkdir()
        (folder / name / "case.json").write_text(case_text(1))
    result = imrletters("render", "a", "b", "-o", "out")
    assert result.exit_code == 2
    assert "a/case.json and b/case.json would both be written to case.txt; rename one of them" in result.stderr
    assert tree(folder / "out") == {}


def test_a_limited_number_of_conflicts_is_reported(folder: Path) -> None:
    lines = [case_text(1, clinical_case_summary=f"Whale {number}.") for number in range(300)]
    (folder / "cases.jsonl").write_text("\n".join(lines))
    result = imrletters("render", "cases.jsonl", "cases.jsonl", "-o", "out")
    assert result.exit_code == 2
    assert 5 < len(result.stderr.splitlines()) < 30


def test_a_letter_that_would_overwrite_its_case_is_refused(folder: Path) -> None:
    for name in ("a.txt", "b.json"):
        (folder / name).write_text(case_text(1))
    result = imrletters("render", "a.txt", "b.json")
    assert result.exit_code == 2
    assert "a.txt would overwrite an input file; choose another output folder" in result.stderr
    assert (folder / "a.txt").read_text() == case_text(1)


def test_a_letter_that_would_overwrite_another_case_is_refused(folder: Path) -> None:
    for name in ("a.json", "a.parties.txt"):
        (folder / name).write_text(case_text(1))
    for cases in (("a.json", "a.parties.txt"), ("a.parties.txt", "a.json")):
        result = imrletters("render", *cases, "--copy", "parties", "--format", "text")
        assert result.exit_code == 2
        assert "a.parties.txt would overwrite an input file" in result.stderr
    assert (folder / "a.parties.txt").read_text() == case_text(1)


def test_one_case_has_the_same_conflicts_as_a_batch(folder: Path) -> None:
    (folder / "a.txt").write_text(case_text(1))
    result = imrletters("render", "a.txt")
    assert result.exit_code == 2
    assert "a.txt would overwrite an input file; choose another output folder" in result.stderr
    assert (folder / "a.txt").read_text() == case_text(1)


def test_a_manifest_with_a_file_name_that_is_not_utf_8_can_be_verified(folder: Path) -> None:
    write_cases(folder / os.fsdecode(b"caf\xe9.jsonl"), 2)
    assert imrletters("render", ".", "-o", "out", "--format", "pdf", "--jobs", "1").exit_code == 0
    next((folder / "out").glob("*.pdf")).rename(folder / "letter.pdf")
    assert imrletters("verify", "letter.pdf", "--manifest", "out/manifest.jsonl").exit_code == 0
