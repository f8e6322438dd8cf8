"""The command guidelines."""

import pytest
from click.testing import Result

from imrletters.mtus.catalogue import guideline_sections
from tests.cli.command import imrletters


def guidelines(*arguments: str) -> Result:
    return imrletters("guidelines", *arguments)


def test_all_editions_of_all_guidelines_are_listed() -> None:
    result = guidelines()
    titles = [edition.title for section in guideline_sections() for edition in section.editions]
    assert result.exit_code == 0
    assert [line.split("  ")[-1] for line in result.stdout.splitlines()] == titles
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


@pytest.mark.parametrize("day", ["2016-02-30", "07/28/2016", "yesterday", "2016"])
def test_an_invalid_day_is_wrong_usage(day: str) -> None:
    result = guidelines("--on", day)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Invalid value for '--on'" in result.stderr
