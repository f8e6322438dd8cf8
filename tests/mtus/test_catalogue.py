"""The guideline catalogue: its content, and its consistency."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imrletters import load_case
from imrletters.mtus.catalogue import (
    find_edition,
    find_editions,
    guideline_editions,
    guideline_sections,
    guideline_titles,
    nearest_title,
    section_numbers,
)
from imrletters.mtus.editions import Edition, Section, replaces
from tests.support import SAMPLES

NUMBER = re.compile(r"9792\.2[0-7](\.[1-9][0-9]?)?")


def inconsistencies(sections: Sequence[Section]) -> Iterator[str]:
    """The inconsistencies of a catalogue."""
    numbers = [section.number for section in sections]
    if numbers != sorted(numbers, key=lambda number: [int(part) for part in number.split(".")]):
        yield "sections out of order"
    yield from (f"two sections {number}" for number, count in Counter(numbers).items() if count > 1)
    words = Counter(word for section in sections for word in section.words)
    yield from (f"two sections called {word}" for word, count in words.items() if count > 1)
    editions = [edition for section in sections for edition in section.editions]
    named: dict[str, list[Edition]] = {}
    for edition in editions:
        for name in edition.names:
            named.setdefault(name.casefold(), []).append(edition)
    for name, called in named.items():
        if not all(replaces(later, earlier) or later.is_proposed for earlier, later in pairwise(called)):
            yield f"two editions called {name}"
    for section in sections:
        yield from section_inconsistencies(section)


def section_inconsistencies(section: Section) -> Iterator[str]:
    """The inconsistencies of a section."""
    if not NUMBER.fullmatch(section.number):
        yield f"{section.number} is not a section"
    if not (section.title and section.editions and section.words and all(map(str.islower, section.words))):
        yield f"{section.number} is not described"
    days = [edition.effective_from for edition in section.editions if edition.effective_from]
    if days != sorted(days):
        yield f"the editions of {section.number} are out of order"
    for edition in section.editions:
        if not (edition.source and edition.version):
            yield f"{edition.title} has no source"
        if not re.fullmatch(r"[A-Z].* (19|20)[0-9]{2}", edition.title):
            yield f"{edition.title} has no year"
        if edition.section != section.number:
            yield f"{edition.title} is of another section"
        begins = edition.effective_from or date.max
        if edition.effective_until is not None and edition.effective_until < begins:
            yield f"{edition.title} ends before it begins"


def test_the_catalogue_is_consistent() -> None:
    assert len(guideline_sections()) >= 18
    assert sum(len(section.editions) for section in guideline_sections()) >= 40
    assert list(inconsistencies(guideline_sections())) == []


KNEE = next(section for section in guideline_sections() if section.number == "9792.23.6")
OLD, *NEW = KNEE.editions


def with_old(edition: Edition) -> Section:
    return replace(KNEE, editions=(edition, *NEW))


@pytest.mark.parametrize(
    "planted",
    [
        [KNEE, KNEE],
        [KNEE, replace(KNEE, number="9792.23.2", words=("ankle",), editions=())],
        [replace(KNEE, number="92.23.6")],
        [replace(KNEE, words=())],
        [replace(KNEE, words=("Knee",))],
        [replace(KNEE, editions=KNEE.editions[::-1])],
        [replace(KNEE, editions=())],
        [with_old(replace(OLD, title=NEW[0].title))],
        [with_old(replace(OLD, aliases=(NEW[1].title.upper(),)))],
        [with_old(replace(OLD, other_years=(int(NEW[0].year),), title="Knee Disorders 2004"))],
        [with_old(replace(OLD, title="Knee Complaints"))],
        [with_old(replace(OLD, source=""))],
        [with_old(replace(OLD, section="9792.23.5"))],
        [with_old(replace(OLD, effective_until=date(2001, 1, 1)))],
    ],
)
def test_an_inconsistency_is_found(planted: list[Section]) -> None:
    assert list(inconsistencies(planted))


def test_an_edition_ends_the_day_before_the_next_and_the_last_is_open() -> None:
    for section in guideline_sections():
        assert section.editions[-1].effective_until is None
    assert OLD.effective_until == date(2017, 11, 30)
    assert NEW[0].effective_from == date(2017, 12, 1)


def test_an_edition_that_does_not_replace_the_earlier_ones_does_not_end_them() -> None:
    held = {edition.title for edition in guideline_editions(date(2022, 1, 1)) if edition.section == "9792.23.8"}
    assert held == {
        "Stress-Related Conditions 2004",
        "Posttraumatic Stress Disorder and Acute Stress Disorder 2018",
        "Introduction to the Workplace Mental Health 2019",
        "Workplace Mental Health: Depressive Disorders 2020",
        "Workplace Mental Health: Anxiety Disorders 2021",
    }


@pytest.mark.parametrize(
    ("day", "title", "in_force"),
    [
        (date(2016, 7, 27), "Chronic Pain Medical Treatment 2009", True),
        (date(2016, 7, 28), "Chronic Pain Medical Treatment 2009", False),
        (date(2016, 7, 27), "Chronic Pain Medical Treatment 2016", False),
        (date(2016, 7, 28), "Chronic Pain Medical Treatment 2016", True),
        (date(2016, 7, 28), "Opioid Treatment 2016", True),
        (date(2017, 11, 30), "Opioid Treatment 2016", True),
        (date(2017, 12, 1), "Opioid Treatment 2016", False),
        (date(2017, 12, 1), "Low Back Disorders 2016", True),
        (date(2019, 8, 11), "Low Back Disorders 2019", True),
        (date(2026, 11, 1), "Low Back Disorders 2020", True),
        (date(2007, 6, 14), "Knee Complaints 2004", False),
        (date(2016, 12, 1), "Acupuncture Treatment 2007", True),
    ],
)
def test_an_edition_is_in_force_from_its_first_to_its_last_day(day: date, title: str, *, in_force: bool) -> None:
    assert (title in {edition.title for edition in guideline_editions(day)}) is in_force


@given(st.dates())
def test_the_editions_in_force_are_in_the_order_of_the_regulation(day: date) -> None:
    order = [section.number for section in guideline_sections()]
    places = [order.index(edition.section) for edition in guideline_editions(day)]
    assert places == sorted(places)


def test_every_title_and_alias_is_found() -> None:
    for section in guideline_sections():
        for edition in section.editions:
            assert all(edition in find_editions(name) for name in edition.names)
            assert edition.title.endswith(edition.year)


def test_every_title_of_the_samples_is_found() -> None:
    cited = {
        citation.title
        for path in SAMPLES
        for item in load_case(path).disputed_items
        for side in (item.claims_administrator_guideline, item.maximus_guideline)
        for citation in side.mtus
    }
    assert len(cited) >= 10
    assert {title for title in cited if find_edition(title) is None} == set()


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Chronic Pain Medical Treatment 2016 Guidelines", "Chronic Pain Medical Treatment 2016"),
        ("forearm, wrist & hand complaints 2004", "Forearm, Wrist, and Hand Complaints 2004"),
        ("Stress Related Conditions 2004", "Stress-Related Conditions 2004"),
        ("Chronic Pain Treatment Guidelines Topical Analgesics", "Chronic Pain Medical Treatment 2009"),
        ("Chronic Pain Medical Treatment Guidelines (July 18, 2009)", "Chronic Pain Medical Treatment 2009"),
        ("ACOEM Chapter 13 Knee Complaints, Table 13-6", "Knee Complaints 2004"),
        ("Knee Complaint 2004", None),
        ("Knee Complaints 2005", None),
        ("Chronic Pain Treatment Guidelines 2016", None),
        ("Kneeling Complaints", None),
        ("", None),
    ],
)
def test_an_edition_is_found_by_other_spellings_but_not_by_another_title(title: str, found: str | None) -> None:
    edition = find_edition(title)
    assert (edition and edition.title) == found


PRINTED = [
    ("Initial Approaches to Treatment", 2017, 2022),
    ("Cervical and Thoracic Spine Disorders", 2016, 2018, 2019),
    ("Shoulder Disorders", 2016),
    ("Elbow Disorders", 2013, 2018, 2019),
    ("Hand, Wrist and Forearm Disorders", 2016, 2019),
    ("Low Back Disorders", 2016, 2019, 2020),
    ("Knee Disorders", 2015, 2019, 2020),
    ("Ankle and Foot Disorders", 2015, 2018, 2019),
    ("Eye Disorders", 2017),
    ("Hip and Groin", 2011),
    ("Hip and Groin Disorders", 2019),
    ("Occupational/Work-Related Asthma Medical Treatment", 2016),
    ("Occupational/Work-Related Asthma", 2020),
    ("Occupational Interstitial Lung Disease", 2016, 2019, 2020),
    ("Chronic Pain", 2017),
    ("Opioids", 2017),
    ("Cornerstones of Disability Prevention and Management", 2011, 2018),
    ("General Approach to Initial Assessment and Documentation", 2016, 2018),
    ("Prevention", 2011, 2018),
    ("Traumatic Brain Injury", 2017, 2018),
    ("Posttraumatic Stress Disorder and Acute Stress Disorder", 2018, 2019),
    ("Introduction to the Workplace Mental Health", 2019),
    ("Workplace Mental Health: Depressive Disorders", 2020),
    ("Workplace Mental Health: Anxiety Disorders", 2021),
    ("Antiemetics", 2020),
    ("Coronavirus (COVID-19)", 2021),
]
"""The titles that MAXIMUS prints from December 2017 on, with the years that were seen."""


@pytest.mark.parametrize(("title", "year"), [(title, year) for title, *years in PRINTED for year in years])
def test_the_titles_printed_since_december_2017_are_found(title: str, year: int) -> None:
    edition = find_edition(f"{title} {year}")
    assert edition
    assert str(year) in edition.years
    assert edition.title.startswith(title)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [("Knee Disorders 2020", "3 December 2019"), ("Low Back Disorders 2020", "13 February 2020")],
)
def test_the_year_that_follows_names_the_same_edition(printed: str, meant: str) -> None:
    edition = find_edition(printed)
    assert edition
    assert edition.version.endswith(meant)


def test_editions_of_a_section_may_share_a_name() -> None:
    days = [edition.effective_from for edition in find_editions("Coronavirus (COVID-19) 2023")]
    assert days == [date(2023, 8, 10), date(2023, 11, 10)]


def test_the_nearest_title_is_the_most_similar_one() -> None:
    assert nearest_title("Kneee Complaint 2004") == "Knee Complaints 2004"
    assert nearest_title("x" * 1_000_000) in guideline_titles()


def test_the_sections_of_the_regulation_are_well_formed() -> None:
    assert len(section_numbers()) > 50
    assert all(NUMBER.fullmatch(number) for number in section_numbers())
    assert {"9792.20", "9792.21.1", "9792.24.4", "9792.25.1", "9792.27.23"} <= section_numbers()
    assert "9792.24.9" not in section_numbers()
