"""The fixed words of guideline lines."""

from pathlib import Path

import pytest

from imrletters.rendering.templates import editions
from imrletters.wording.guideline_lines import our_place_words
from imrletters.wording.known import wording_of
from tests.planted import FEWER, plant
from tests.wording.support import refuses


@pytest.mark.parametrize(
    ("edition", "place", "no_evidence"),
    [("2014", "pages", False), ("2015", "pages", False), ("2016", "sections", True)],
)
def test_the_kind_of_citation_is_learned(edition: str, place: str, *, no_evidence: bool) -> None:
    wording = wording_of(edition)
    assert all(side.cites == place for side in wording.guidelines)
    assert all(bool(side.no_evidence) == no_evidence for side in wording.guidelines)


BROKEN = [
    ("guideline", "Some evidence.", "expected the title of a citation"),
    ("citation", "{{ citation.title }}", "expected the title of a citation, then its sections or its pages"),
    ("citation", "{{ citation.title }} {{ citation.sections | join(', ') }}", "expected words or punctuation marks"),
    ("citation_joint", " ", "expected words or punctuation marks between two values"),
    ("no_evidence", "{{ organization.name }} found none.", "expected fixed words"),
]


@pytest.mark.parametrize(("block", "words", "reason"), BROKEN)
def test_an_edition_whose_guideline_lines_cannot_be_read_is_refused(
    block: str, words: str, reason: str, tmp_path: Path
) -> None:
    refuses(tmp_path, block, words, f"block {block}: {reason}")


def test_the_words_that_lead_to_a_place_are_those_of_our_editions() -> None:
    assert set(our_place_words()) >= {"Section(s):", "Page(s):"}


@pytest.mark.parametrize("edition", editions())
def test_the_place_words_of_other_editions_are_foreign(edition: str) -> None:
    for side in wording_of(edition).guidelines:
        assert set(side.foreign_places) == set(our_place_words()) - {side.place.strip(", ")}


def test_the_place_words_of_an_own_edition_are_foreign_to_no_edition(tmp_path: Path) -> None:
    templates = plant(tmp_path, fewer=FEWER)
    assert set(wording_of("fewer", templates).guidelines[0].foreign_places) == set(our_place_words())
    assert wording_of("2016", templates).guidelines == wording_of("2016").guidelines
