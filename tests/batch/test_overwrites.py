"""Files that would be written twice, or over an input file."""

from pathlib import Path

from tests.batch.support import case_text, tree
from tests.cli.command import imrletters


def test_two_cases_with_the_same_output_file_are_refused(folder: Path) -> None:
    for name in ("a", "b"):
        (folder / name).mkdir()
        (folder / name / "case.json").write_text(case_text(1))
    result = imrletters("render", "a", "b", "-o", "out")
    assert result.exit_code == 2
    assert "a/case.json and b/case.json would both be written to case.txt; rename one of them" in result.stderr
    assert tree(folder / "out") == {}


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


def test_two_cases_whose_files_differ_only_by_capitals_are_refused(folder: Path) -> None:
    for name in ("Case.json", "case.json"):
        (folder / name).write_text(case_text(1))
    result = imrletters("render", "Case.json", "case.json", "-o", "out")
    assert result.exit_code == 2
    assert "Case.json and case.json would both be written to case.txt; rename one of them" in result.stderr


def test_a_source_that_is_named_twice_is_named_once_in_the_message(folder: Path) -> None:
    (folder / "in").mkdir()
    for number in (1, 2):
        (folder / f"in/{number}.json").write_text(case_text(number))
    (folder / "cases.jsonl").write_text(f"{case_text(3)}\n{case_text(4)}\n")
    for names, twice in (
        (("cases.jsonl", "./cases.jsonl"), "cases.jsonl is named twice"),
        (("in", "in/2.json"), "in/2.json is named twice"),
    ):
        result = imrletters("render", *names, "-o", "out")
        assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, f"Error: {twice}")
    assert tree(folder / "out") == {}
