"""The known names of each kind."""

import pytest

from imrletters.mtus.catalogue import guideline_sections, guideline_titles
from imrletters.mtus.vocabulary import known_names, names_of_sections


@pytest.mark.parametrize(
    ("kind", "name"),
    [("titles", "Knee Complaints 2004"), ("specialties", "Occupational Medicine"), ("states", "California")],
)
def test_a_name_is_known_by_its_kind(kind: str, name: str) -> None:
    assert name in known_names(kind)
    assert name not in known_names("sections")


def test_the_titles_are_those_of_the_catalogue() -> None:
    assert known_names("titles") == guideline_titles()


@pytest.mark.parametrize("kind", ["sections", "specialties", "states"])
def test_every_name_is_one_line_without_spaces_at_its_ends(kind: str) -> None:
    assert [name for name in known_names(kind) if name != " ".join(name.split()) or not name] == []


def test_every_section_belongs_to_a_guideline_of_the_catalogue() -> None:
    by_guideline = {one.number: names_of_sections(one.number) for one in guideline_sections()}
    assert frozenset().union(*by_guideline.values()) == known_names("sections")
    assert "Special Studies" in by_guideline["9792.23.6"]
    assert "Topical analgesics" not in by_guideline["9792.23.6"]
    assert "Topical analgesics" in by_guideline["9792.24.2"]
