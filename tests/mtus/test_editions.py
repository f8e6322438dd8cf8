"""The editions of a catalogue: their names, and when they are in force."""

from dataclasses import replace
from datetime import date

import pytest

from imrletters.mtus import guideline_editions
from imrletters.mtus.editions import Edition


def edition(title: str, place: int = 0) -> Edition:
    return [each for each in guideline_editions() if each.title == title][place]


def test_the_names_are_the_title_and_the_aliases_with_each_year() -> None:
    assert edition("Occupational Interstitial Lung Disease 2019").names == (
        "Occupational Interstitial Lung Disease 2019",
        "Interstitial Lung Disease 2019",
        "Occupational Interstitial Lung Disease 2020",
        "Interstitial Lung Disease 2020",
    )


def test_an_edition_without_a_first_day_may_be_in_force_from_its_year_on() -> None:
    injury = edition("Traumatic Brain Injury 2017")
    assert injury.period == "a day that is not known to today"
    assert not injury.is_in_force(date(2016, 12, 31), date(2016, 12, 31))
    assert injury.is_in_force(date(2017, 1, 1), date(2017, 1, 1))


@pytest.mark.parametrize("title", ["Cannabis 2025", "Chronic Pain 2024", "Chronic Pain 2026", "Eye Disorders 2026"])
def test_a_proposed_edition_is_never_in_force_and_ends_no_other(title: str) -> None:
    proposed = edition(title)
    assert proposed.period == f"proposed, hearing {proposed.hearing}"
    assert proposed.hearing in {date(2025, 3, 14), date(2026, 2, 27)}
    assert not proposed.is_in_force(date(2004, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    "title",
    [
        "Stress-Related Conditions 2004",
        "Acupuncture Treatment 2007",
        "Postsurgical Treatment 2009",
        "Chronic Pain 2017",
        "Eye Disorders 2017",
    ],
)
def test_an_edition_whose_replacement_was_not_seen_has_no_end(title: str) -> None:
    assert edition(title).effective_until is None


def test_the_guideline_for_covid_was_updated_twice_in_2023() -> None:
    days = [(each.effective_from, each.effective_until) for each in guideline_editions() if each.section == "9792.24.7"]
    assert days == [
        (date(2021, 6, 28), date(2023, 8, 9)),
        (date(2023, 8, 10), date(2023, 11, 9)),
        (date(2023, 11, 10), None),
    ]


def test_every_edition_states_its_sources_and_how_sure_they_are() -> None:
    for each in guideline_editions():
        assert each.source
        assert each.title_source
        assert {each.certainty, each.title_certainty} <= {"confirmed", "reported", "inferred"}
    assert edition("Antiemetics 2020").certainty == "inferred"
    assert edition("Knee Disorders 2019").certainty == "confirmed"


def test_an_ended_edition_is_in_force_on_its_last_day() -> None:
    ended = replace(edition("Knee Complaints 2004"), effective_until=date(2017, 11, 30))
    assert ended.is_in_force(date(2017, 11, 30), date(2017, 12, 5))
    assert not ended.is_in_force(date(2017, 12, 1), date(2017, 12, 5))
