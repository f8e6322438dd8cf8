"""Each value of a case is found where its letter prints it."""

import json
from pathlib import Path
from typing import Any

import pytest

from imrletters import render
from imrletters.case import AUDIENCES, Audience, Case, example_case, example_item, pointer
from imrletters.printing.page_check import check_pages
from imrletters.rendering import LetterWords, ValuePlace, letter_view, letter_words
from tests.support import ROOT

SAMPLES = sorted((ROOT / "samples").glob("*.json"))
DATES = {"application_received", "date_assigned", "date_of_injury", "first_date", "last_date"}


def words_of(case: Case, audience: Audience = "public") -> LetterWords:
    return letter_words(case, letter_view(case, audience), audience)


def value_at(data: Any, place: ValuePlace) -> str:
    for step in place.path:
        data = data[step]
    return "".join(str(data).split())


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_the_words_are_those_on_the_pages_and_each_place_has_its_value(sample: Path, audience: Audience) -> None:
    case = Case.model_validate(json.loads(sample.read_bytes()))
    found = words_of(case, audience)
    check_pages(render(case, audience, engine="typst").pdf(attach=False), found.text)
    for place in found.places:
        printed = found.text[place.start : place.end]
        if "date" in str(place.path[-1]) or place.path[-1] in DATES:
            assert printed.count("/") == 2
        else:
            assert value_at(case.model_dump(), place)[place.offset :].startswith(printed)
    assert [place.start for place in found.places] == sorted(place.start for place in found.places)


def test_every_value_of_a_public_letter_has_a_place() -> None:
    places = set(map(pointer, (place.path for place in words_of(example_case()).places)))
    item = "/disputed_items/0"
    assert places == {
        *(f"/{name}" for name in ("case_number", "priority", "date_of_injury", "ur_denial_date")),
        *(f"/{name}" for name in ("application_received", "date_assigned", "decision_date")),
        "/organization/name",
        "/organization/label",
        "/expert_reviewer/licensure_states/0",
        "/expert_reviewer/specialties/0",
        "/clinical_case_summary",
        *(f"{item}/{name}" for name in ("service", "decision", "decision_rationale", "maximus_guideline/mtus/0/title")),
        f"{item}/claims_administrator_guideline/non_mtus/0",
    }


def test_each_paragraph_of_a_narrative_has_a_place() -> None:
    case = example_case(disputed_items=[example_item(decision_rationale="One two.\n\nThree.\n\nFour.")])
    found = words_of(case)
    places = [place for place in found.places if place.path[-1] == "decision_rationale"]
    assert [(found.text[place.start : place.end], place.offset) for place in places] == [
        ("Onetwo.", 0),
        ("Three.", 7),
        ("Four.", 13),
    ]
