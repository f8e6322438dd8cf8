"""Reading the dates in a text."""

import pytest

from imrletters.proofreading.written_dates import written_dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("10-13-16", "2016-10-13"),
        ("10/13/2016", "2016-10-13"),
        ("10-13-2016", "2016-10-13"),
        ("October 13, 2016", "2016-10-13"),
        ("Oct. 13, 2016", "2016-10-13"),
        ("october 13th 2016", "2016-10-13"),
        ("Sept. 3, 2016", "2016-09-03"),
        ("3/2/85", "1985-03-02"),
        ("(03-02-2016)", "2016-03-02"),
        ("2-29-16.", "2016-02-29"),
    ],
)
def test_dates_are_read(text: str, day: str) -> None:
    assert [str(date.day) for date in written_dates(f"x {text} y")] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "13-13-16",
        "0-3-16",
        "10-13/16",
        "5/325",
        "1-2-3",
        "#10-13-16",
        "L4-5-16",
        "100-10-13",
        "Octobers 13, 2016",
        "10-13-16-4",
    ],
)
def test_other_numbers_are_not_read_as_dates(text: str) -> None:
    assert list(written_dates(text)) == []
