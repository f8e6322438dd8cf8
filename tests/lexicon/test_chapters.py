"""Tests which chapter covers which region, and which section speaks of which treatment."""

from datetime import date

import pytest

from imrletters.lexicon import (
    group_names,
    mtus_chapters,
    mtus_regions,
    odg_chapter,
    regions,
    section_groups,
    speaks_of,
    treatment_names,
    treatments_in,
)
from imrletters.lexicon.chapters import _chapters, _sections
from imrletters.mtus import section_numbers

BEFORE, AFTER = date(2016, 12, 1), date(2018, 1, 1)


@pytest.mark.parametrize("region", ["hip", "groin", "mid back"])
def test_some_regions_have_no_chapter_before_december_2017(region: str) -> None:
    assert not mtus_chapters(region, BEFORE)
    assert mtus_chapters(region, AFTER)


def test_a_chapter_covers_its_region() -> None:
    assert mtus_chapters("knee", BEFORE) == ["9792.23.6"]
    assert "knee" in (mtus_regions("9792.23.6") or ())


def test_a_general_guideline_has_no_region() -> None:
    assert mtus_regions("9792.24.2") is None


@pytest.mark.parametrize(
    ("citation", "region"),
    [
        ("Official Disability Guidelines (ODG) Knee & Leg, MRI's", "knee"),
        ("Official Disability Guidelines (ODG), Low Back - Lumbar & Thoracic (Acute & Chronic)", "low back"),
        ("ODG Neck and Upper Back Chapter", "neck"),
    ],
)
def test_the_chapter_of_the_odg_is_found(citation: str, region: str) -> None:
    chapter = odg_chapter(citation)
    assert chapter is not None
    assert region in chapter.regions


def test_the_pain_chapter_is_about_any_region() -> None:
    chapter = odg_chapter("Official Disability Guidelines (ODG) Pain (Chronic)")
    assert chapter is not None
    assert not chapter.regions


def test_a_citation_without_a_chapter_has_none() -> None:
    assert odg_chapter("Official Disability Guidelines (ODG)") is None


@pytest.mark.parametrize(
    ("section", "drug", "expected"),
    [
        ("Proton Pump Inhibitors (PPIs)", "omeprazole", True),
        ("Proton Pump Inhibitors (PPIs)", "tramadol", False),
        ("NSAIDs, GI symptoms & cardiovascular risk", "famotidine", True),
        ("Summary", "tramadol", None),
    ],
)
def test_a_section_speaks_of_its_treatments(section: str, drug: str, *, expected: bool | None) -> None:
    assert speaks_of(section, treatments_in(drug)[0].treatment) is expected


def test_the_tables_name_known_regions_groups_and_sections() -> None:
    for covered in [chapter.regions for chapter in _chapters().mtus] + [chapter.regions for chapter in _chapters().odg]:
        assert covered <= regions().keys()
    assert {chapter.number for chapter in _chapters().mtus} <= section_numbers()
    known = group_names() | {mention.treatment.name for name in treatment_names() for mention in treatments_in(name)}
    for section in _sections().speaks_of:
        groups = section_groups(section)
        assert groups is not None
        assert groups <= known, section
