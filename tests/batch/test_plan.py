"""Why letters of earlier calls are outdated, and which of them a call knows although it does not name all cases."""

import json
from pathlib import Path

import pytest
from click.testing import Result

from tests.batch.support import case_text, manifest, write_lines
from tests.cli.command import OUT, imrletters

BROKEN = '{"case_number": "CM16-0000002"'


def render(*names: str, options: tuple[str, ...] = ()) -> Result:
    return imrletters("render", *(names or ("cases.jsonl",)), *OUT, *options)


def reasons(folder: str = "out/superseded") -> dict[str, str]:
    """Why each file is outdated, in a manifest."""
    records = [record for record in manifest(Path(folder)) if "outdated" in record]
    return {name: str(record["outdated"]) for record in records for name in record["files"]}  # type: ignore[attr-defined] # a dictionary


@pytest.fixture
def cases(folder: Path) -> Path:
    """A .jsonl file with four cases whose letters are in the folder out."""
    path = write_lines(folder / "cases.jsonl", 1, 2, 3, 4)
    assert render().exit_code == 0
    return path


@pytest.mark.parametrize("line", [BROKEN, "[]", '{"case_number": "A", "case_number": "B"}'])
def test_the_letter_of_a_line_with_a_syntax_error_is_moved_because_its_case_is_refused(cases: Path, line: str) -> None:
    cases.write_text("\n".join([case_text(1), line, case_text(3), case_text(4)]))
    assert "  out/CM16-0000002.txt: case refused" in render(options=("--dry-run",)).stderr.splitlines()
    assert "moved to out/superseded: 1 letter (case refused: 1)" in render().stderr
    assert reasons() == {"CM16-0000002.txt": "case refused"}


def test_the_letter_of_another_case_at_the_place_of_a_refused_one_is_removed(cases: Path) -> None:
    cases.write_text("\n".join([case_text(1), case_text(9, edition="1066"), case_text(3), case_text(4)]))
    assert "(case removed: 1)" in render().stderr


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("changed", [case_text(2, decision_date=None), BROKEN])
def test_the_letter_of_a_case_without_a_name_is_moved_because_its_case_is_refused(changed: str) -> None:
    Path("in").mkdir()
    for number, day in ((1, "05"), (2, "06"), (3, "07")):
        Path(f"in/{number}.json").write_text(case_text(number, decision_date=f"2016-12-{day}"))
    by_date = ("--name", "{decision_date}")
    assert render("in", options=by_date).exit_code == 0
    Path("in/2.json").write_text(changed)
    assert "  out/2016-12-06.txt: case refused" in render("in", options=(*by_date, "--dry-run")).stderr.splitlines()
    render("in", options=by_date)
    assert reasons() == {"2016-12-06.txt": "case refused"}


def test_the_letter_of_a_case_that_is_there_twice_is_moved_because_both_are_refused(cases: Path) -> None:
    write_lines(cases, 1, 2, 3, 2, 4)
    assert "  out/CM16-0000002.txt: case refused" in render(options=("--dry-run",)).stderr.splitlines()
    assert "(case refused: 1)" in render().stderr
    assert reasons() == {"CM16-0000002.txt": "case refused"}


def test_a_case_that_is_refused_once_and_has_a_letter_of_another_name_is_renamed(cases: Path) -> None:
    cases.write_text("\n".join(case_text(number) for number in (1, 2, 3, 4)))
    assert render(options=("--name", "{case_number} {decision_date}")).exit_code == 0
    assert {*reasons().values()} == {"renamed"}


def test_other_copies_of_a_letter_are_moved_for_the_same_reason(cases: Path) -> None:
    assert render(options=("--copy", "both")).exit_code == 0
    write_lines(cases, 1, 2, 3, 2, 4)
    render()
    assert reasons() == {"CM16-0000002.txt": "case refused", "CM16-0000002.parties.txt": "case refused"}


@pytest.mark.usefixtures("cases")
def test_the_earlier_letter_of_a_corrected_case_is_listed_although_nothing_is_moved() -> None:
    Path("corrected.json").write_text(case_text(3, clinical_case_summary="Another whale."))
    for _ in range(2):
        result = render("corrected.json")
        lines = result.stderr.splitlines()
        assert "outdated, but not moved: 1 letter (renamed: 1)" in lines, result.stderr
        assert "  out/CM16-0000003.txt: renamed" in lines
        assert "renamed: a later call made another letter of the case; do not mail both" in lines
        assert "3 letters of earlier calls not in this call, and not moved:" in lines
        assert not Path("out/superseded").exists()
        assert reasons("out") == {"CM16-0000003.txt": "renamed"}


@pytest.mark.usefixtures("cases")
def test_the_letter_of_a_corrected_case_is_moved_when_the_correction_is_in_the_file_of_all_cases() -> None:
    corrected = case_text(3, clinical_case_summary="Another whale.")
    Path("corrected.json").write_text(corrected)
    render("corrected.json")
    Path("cases.jsonl").write_text("\n".join([case_text(1), case_text(2), corrected, case_text(4)]))
    result = render()
    assert "nothing was moved" not in result.stderr
    assert reasons() == {"corrected.txt": "renamed", "CM16-0000003.txt": "renamed"}
    assert sorted(path.stem for path in Path("out").glob("*.txt")) == [f"CM16-{number:07}" for number in (1, 2, 3, 4)]


@pytest.mark.usefixtures("cases")
def test_a_dry_run_lists_the_earlier_letter_of_a_corrected_case() -> None:
    Path("corrected.json").write_text(case_text(3, clinical_case_summary="Another whale."))
    planned = json.loads(render("corrected.json", options=("--dry-run", "--json")).stdout)["letters"]
    assert [(each["state"], each["reason"], each["files"], each["moved"]) for each in planned] == [
        ("made", "new case", ["corrected.txt"], []),
        ("outdated, not moved", "renamed", ["CM16-0000003.txt"], []),
    ]
