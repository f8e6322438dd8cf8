"""The names of files after fields of the case."""

from pathlib import Path

import pytest

from imrletters.batch import name_pattern, named
from imrletters.batch.naming import FIELDS
from imrletters.case import Case
from tests.batch.support import case_text, document, manifest
from tests.cli.command import OUT, imrletters, written


def stems(pattern: str, **changes: object) -> tuple[str, str]:
    found = named(document(7, **changes), name_pattern(pattern))
    return found.stem, found.error


def test_a_name_has_the_fields_of_the_case_in_safe_characters() -> None:
    assert stems("{case_number} {decision_date}") == ("CM16-0000007 2016-12-06", "")
    assert stems("{case_number}", case_number="A/B:7") == ("A%2FB%3A7", "")
    assert stems("{case_number}", case_number="../7") == ("%2E.%2F7", "")
    assert len(stems("{case_number}", case_number="7" * 400)[0]) <= 200
    assert stems("{{{edition}}}") == ("{2016}", "")


def test_every_field_that_a_name_may_have_is_a_field_of_the_case() -> None:
    assert {*FIELDS} < {*Case.model_fields}


@pytest.mark.parametrize(
    "pattern",
    ["{parties}", "{case_number:>20}", "{case_number!r}", "{case_number.upper}", "{}", "{0}", "{", "letter", ""],
)
def test_a_pattern_with_anything_else_is_wrong_usage_and_the_error_names_the_fields(folder: Path, pattern: str) -> None:
    (folder / "a.json").write_text(case_text(1))
    result = imrletters("render", "a.json", *OUT, "--name", pattern)
    assert result.exit_code == 2
    assert "case_number, priority, date_of_injury" in result.stderr.replace("\n", " ")
    assert written(folder) == ["a.json"]


def test_a_case_without_the_field_is_a_problem_and_keeps_its_number_in_the_manifest(folder: Path) -> None:
    (folder / "cases.jsonl").write_text(f"{case_text(1)}\n{case_text(2, decision_date=None)}\n")
    result = imrletters("render", "cases.jsonl", *OUT, "--name", "{decision_date}")
    assert (result.exit_code, written(folder / "out")) == (1, ["2016-12-06.txt", "manifest.jsonl"])
    expected = "cases.jsonl:2: error: no file name: the case has no decision_date, which --name {decision_date} needs"
    assert expected in result.stderr.splitlines()
    assert [record["case_number"] for record in manifest(folder / "out")] == ["CM16-0000001", "CM16-0000002"]


def test_a_clash_is_a_problem_of_both_cases_and_stops_no_other(folder: Path) -> None:
    (folder / "in").mkdir()
    for number, day in ((1, "05"), (2, "06"), (3, "06")):
        (folder / f"in/{number}.json").write_text(case_text(number, decision_date=f"2016-12-{day}"))
    result = imrletters("render", "in", *OUT, "--name", "{decision_date}")
    assert (result.exit_code, written(folder / "out")) == (1, ["2016-12-05.txt", "manifest.jsonl"])
    assert [line for line in result.stderr.splitlines() if ": error: " in line] == [
        "in/2.json: error: its files would have the same name as those of in/3.json",
        "in/3.json: error: its files would have the same name as those of in/2.json",
    ]
    assert [record["stem"] for record in manifest(folder / "out")] == [
        "2016-12-05",
        "refused: in/2.json",
        "refused: in/3.json",
    ]


def test_a_case_that_is_named_like_the_file_of_a_refused_one_has_its_letter(folder: Path) -> None:
    for file, number in (("A", "B"), ("C", "B"), ("D", "A")):
        (folder / f"{file}.json").write_text(case_text(1, case_number=number))
    result = imrletters(
        "render", "A.json", "C.json", "D.json", "-o", "out", "--format", "text", "--name", "{case_number}"
    )
    assert result.stderr.count("would have the same name") == 4  # each problem, and the summary of both
    assert written(folder / "out") == ["A.txt", "manifest.jsonl"]


def test_capitals_make_no_difference(folder: Path) -> None:
    (folder / "cases.jsonl").write_text(f"{case_text(1, case_number='a1')}\n{case_text(2, case_number='A1')}\n")
    result = imrletters("render", "cases.jsonl", *OUT)
    assert (result.exit_code, written(folder / "out")) == (1, ["manifest.jsonl"])
    assert result.stderr.count(": error: its files would have the same name") == 2


def test_one_case_is_named_too(folder: Path) -> None:
    (folder / "a.json").write_text(case_text(1))
    assert imrletters("render", "a.json", *OUT, "--name", "{case_number}").stdout == "out/CM16-0000001.txt\n"
