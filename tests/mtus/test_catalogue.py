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
    Edition,
    Section,
    find_edition,
    guideline_editions,
    guideline_sections,
    guideline_titles,
    nearest_title,
    section_numbers,
)
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
    names = Counter(name.casefold() for edition in editions for name in (edition.title, *edition.aliases))
    yield from (f"two editions called {name}" for name, count in names.items() if count > 1)
    for section in sections:
        yield from section_inconsistencies(section)


def section_inconsistencies(section: Section) -> Iterator[str]:
    """The inconsistencies of a section."""
    if not NUMBER.fullmatch(section.number):
        yield f"{section.number} is not a section"
    if not (section.title and section.editions and section.words and all(map(str.islower, section.words))):
        yield f"{section.number} is not described"
    for earlier, later in pairwise(section.editions):
        if later.effective_from <= earlier.effective_from:
            yield f"{later.title} is not after {earlier.title}"
    for edition in section.editions:
        if not (edition.source and edition.version):
            yield f"{edition.title} has no source"
        if not re.fullmatch(r"[A-Z].* (19|20)[0-9]{2}", edition.title):
            yield f"{edition.title} has no year"
        if edition.section != section.number:
            yield f"{edition.title} is of another section"
        if edition.effective_until is not None and edition.effective_until < edition.effective_from:
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
        [with_old(replace(OLD, aliases=(NEW[0].title.upper(),)))],
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
        "Posttraumatic Stress Disorder and Acute Stress Disorder 2018",
        "Depressive Disorders 2020",
        "Anxiety Disorders 2021",
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
            assert [find_edition(name) for name in (edition.title, *edition.aliases)] == [edition] * (
                1 + len(edition.aliases)
            )
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


def test_the_nearest_title_is_the_most_similar_one() -> None:
    assert nearest_title("Kneee Complaint 2004") == "Knee Complaints 2004"
    assert nearest_title("x" * 1_000_000) in guideline_titles()


def test_the_sections_of_the_regulation_are_well_formed() -> None:
    assert len(section_numbers()) > 50
    assert all(NUMBER.fullmatch(number) for number in section_numbers())
    assert {"9792.20", "9792.21.1", "9792.24.4", "9792.25.1", "9792.27.23"} <= section_numbers()
    assert "9792.24.9" not in section_numbers()
