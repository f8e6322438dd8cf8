"""The command guidelines."""

from pathlib import Path

import pytest
from click.testing import Result

from imrletters.mtus.catalogue import guideline_sections
from tests.cli.command import imrletters
from tests.mtus.support import ORDER, changed


def guidelines(*arguments: str) -> Result:
    return imrletters("guidelines", *arguments)


def test_all_editions_of_all_guidelines_are_listed() -> None:
    result = guidelines()
    titles = [edition.title for section in guideline_sections() for edition in section.editions]
    assert result.exit_code == 0
    assert [line.rsplit("  ", 1)[1].strip() for line in result.stdout.splitlines() if line[0] != " "] == titles
    assert "9792.24.2    2016-07-28  2017-11-30  Chronic Pain Medical Treatment 2016" in result.stdout


def test_the_editions_in_force_on_a_day_are_listed() -> None:
    before, after = guidelines("--on", "2016-07-27"), guidelines("--on", "2016-07-28")
    assert (before.exit_code, after.exit_code) == (0, 0)
    assert "Chronic Pain Medical Treatment 2009" in before.stdout
    assert "Chronic Pain Medical Treatment 2009" not in after.stdout
    assert "Chronic Pain Medical Treatment 2016" in after.stdout


def test_no_guideline_was_in_force_before_the_schedule() -> None:
    result = guidelines("--on", "1999-01-01")
    assert (result.exit_code, result.stdout) == (0, "")


def listed(title: str, output: str) -> list[str]:
    """The lines of the first edition with a title."""
    lines = output.splitlines()
    start = next(number for number, line in enumerate(lines) if line.endswith(f"  {title}"))
    end = next((number for number in range(start + 1, len(lines)) if lines[number][0] != " "), len(lines))
    return [line.strip() for line in lines[start:end]]


def test_an_edition_is_listed_with_what_it_means_its_sources_and_how_sure_they_are() -> None:
    first, *lines = listed("Knee Disorders 2019", guidelines().stdout)
    assert first == "9792.23.6    2020-09-21              Knee Disorders 2019"
    assert lines[:2] == ["also printed with the year 2020", "ACOEM (Reed Group, MDGuidelines), 3 December 2019"]
    assert lines[2].startswith("confirmed: dir.ca.gov/")
    assert lines[3].startswith("title confirmed: list of titles in ")
    assert listed("Antiemetics 2020", guidelines().stdout)[2].startswith("inferred: ")


def test_a_proposed_edition_is_listed_as_proposed_but_on_no_day() -> None:
    first, _, _, hearing, *_ = listed("Cannabis 2025", guidelines().stdout)
    assert first == "9792.24.8    proposed                Cannabis 2025"
    assert hearing == "hearing on 2025-03-14; no adoption is known"
    assert "Cannabis" not in guidelines("--on", "2026-11-01").stdout


def test_an_organizations_additions_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "imrletters-guidelines.toml").write_text(ORDER, encoding="utf-8")
    (tmp_path / "imrletters.toml").touch()
    beside = guidelines("--config", str(tmp_path / "imrletters.toml")).stdout
    monkeypatch.chdir(tmp_path)
    assert guidelines().stdout == beside
    assert listed("Low Back Disorders 2027", beside)[-1] == "added by imrletters-guidelines.toml"
    assert "9792.23.5    2021-11-23  2028-01-31  Low Back Disorders 2020" in beside
    assert "9792.24.9    proposed                Burns 2027" in beside


def test_faulty_additions_are_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("imrletters-guidelines.toml").write_text(changed('"confirmed"', '"sure"'), encoding="utf-8")
    result = guidelines()
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: imrletters-guidelines.toml: /section/0/editions/0/certainty: expected " in result.stderr


@pytest.mark.parametrize("day", ["2016-02-30", "07/28/2016", "yesterday", "2016"])
def test_an_invalid_day_is_wrong_usage(day: str) -> None:
    result = guidelines("--on", day)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Invalid value for '--on'" in result.stderr
