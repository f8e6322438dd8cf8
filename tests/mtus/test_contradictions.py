"""The contradictions in tables of guidelines."""

import tomllib

import pytest

from imrletters.mtus.catalogue import _ours
from imrletters.mtus.contradictions import contradictions
from imrletters.mtus.tables import GuidelinesTable
from tests.mtus.support import ORDER, changed

EDITION = "/section/0/editions/0"


def found(text: str) -> list[tuple[str, str]]:
    table = GuidelinesTable.model_validate(tomllib.loads(text))
    return [(problem.pointer, problem.message) for problem in contradictions(_ours(), table)]


def test_neither_our_tables_nor_sound_additions_contradict_themselves() -> None:
    assert list(contradictions(_ours())) == []
    assert found(ORDER) == []


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ('number = "9792.23.5"', 'number = "9792.23.5"\ntitle = "Back"', "/section/0/title", "leave its title out"),
        ('title = "Burns"\n', "", "/section/1/title", "missing; section 9792.24.9 is new"),
        ('words = ["burns"]\n', "", "/section/1/words", "missing; section 9792.24.9 is new"),
        ('["burns"]', '["knee"]', "/section/1/words", "'knee' names two sections"),
        ('"9792.24.9"', '"9792.23.5"', "/section/1/number", "is listed twice"),
        ('source = "order"', 'source = "ordr"', f"{EDITION}/source", "'ordr' is not in [sources]; there: order"),
        ("effective_from = 2028-02-01\n", "", f"{EDITION}/effective_from", "because the edition replaces others"),
        ('"Low Back Disorders 2020"', '"Low Back 2020"', f"{EDITION}/replaces", "has no edition 'Low Back 2020'"),
        ("2028-02-01", "2021-11-23", f"{EDITION}/replaces", "is not in force before 2021-11-23"),
        ('replaces = ["Low Back Disorders 2020"]', "hearing = 2027-01-01", f"{EDITION}/hearing", "is 'adopted'"),
        ('status = "proposed"', 'status = "proposed"\neffective_from = 2028-01-01', "", "is 'proposed'"),
        ("[2028]", "[2027]", "/section/1/editions/0/other_years", "the year of the title is listed too"),
        ("Low Back Disorders 2027", "Low Back Disorders 2019", f"{EDITION}/title", "has the name"),
        ("version =", 'aliases = ["Knee Complaints"]\nversion =', f"{EDITION}/title", "'Knee Complaints 2004' of"),
        ('"Burns 2027"', '"Low Back Disorders 2027"', "/section/1/editions/0/title", "has the name"),
    ],
)
def test_each_contradiction_is_found_with_its_place(old: str, new: str, place: str, message: str) -> None:
    problems = found(changed(old, new))
    assert any(pointer.startswith(place) and message in text for pointer, text in problems), problems


def test_a_new_section_needs_an_edition() -> None:
    text = '[[section]]\nnumber = "9792.24.9"\ntitle = "Burns"\nwords = ["burns"]\neditions = []'
    assert found(text) == [("/section/0/editions", "expected at least one edition")]


def test_a_later_edition_may_have_the_title_of_the_one_that_it_replaces() -> None:
    text = changed("Low Back Disorders 2027", "Low Back Disorders 2020")
    assert found(text) == []
