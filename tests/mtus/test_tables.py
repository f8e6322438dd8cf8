"""The tables of a file of guidelines, and the problems of one that does not fit."""

import tomllib

import pytest
from pydantic import ValidationError

from imrletters.errors import Problem
from imrletters.mtus.tables import GuidelinesTable, problems_of
from tests.mtus.support import ORDER, changed

EDITION = "/section/0/editions/0"


def problems(text: str) -> list[Problem]:
    with pytest.raises(ValidationError) as refused:
        GuidelinesTable.model_validate(tomllib.loads(text))
    return problems_of(refused.value)


def test_the_tables_are_read() -> None:
    table = GuidelinesTable.model_validate(tomllib.loads(ORDER))
    assert [section.number for section in table.section] == ["9792.23.5", "9792.24.9"]
    assert table.section[0].editions[0].status == "adopted"


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("[sources]", "more = 1\n[sources]", "/more", "unknown key; known keys: section, sections_without_guideline"),
        ("version =", "verzion = 'x'\nversion =", f"{EDITION}/verzion", "unknown key; known keys: title, other_years"),
        ("9792.23.5", "92.23.5", "/section/0/number", 'the number of a section, such as "9792.23.5"'),
        ("Disorders 2027", "Disorders", f"{EDITION}/title", "a title with its year at the end"),
        ("2028-02-01", '"2028-02-01"', f"{EDITION}/effective_from", "expected a date as YYYY-MM-DD"),
        ('"confirmed"', '"sure"', f"{EDITION}/certainty", "'confirmed', 'reported' or 'inferred'"),
        ('certainty = "confirmed"', "", f"{EDITION}/certainty", "is missing"),
        ('["burns"]', '["Burns"]', "/section/1/words/0", "words without capital letters"),
        ("[2028]", '["2028"]', "/section/1/editions/0/other_years/0", "expected a whole number"),
        ('status = "proposed"', 'status = "open"', "/section/1/editions/0/status", "'adopted' or 'proposed'"),
    ],
)
def test_each_fault_is_one_problem_with_its_place_and_what_is_expected(
    old: str, new: str, place: str, message: str
) -> None:
    (problem,) = problems(changed(old, new))
    assert problem.pointer == place
    assert message in problem.message


def test_all_faults_are_listed() -> None:
    assert len(problems(changed("9792.23.5", "1").replace('"reported"', '"sure"'))) == 2
