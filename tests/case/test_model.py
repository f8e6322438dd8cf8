"""The models of a case."""

from typing import Any

import pytest
from pydantic import ValidationError

from imrletters import Case, CaseError
from imrletters.case.example import HEADER, example_data
from imrletters.case.texts import paragraphs
from tests.support import case


def test_a_case_cannot_be_changed() -> None:
    whole = case()
    with pytest.raises(ValidationError, match="frozen"):
        setattr(whole, "edition", "2014")  # noqa: B010 - mypy would refuse the plain assignment
    assert whole.edition == "2016"


def test_a_case_read_from_its_own_json_is_the_same() -> None:
    whole = case(**HEADER)
    assert Case.model_validate_json(whole.to_json()) == whole


def test_the_json_of_a_case_omits_default_values() -> None:
    data = example_data(**{"$schema": "../schemas/case.schema.json"}, schema_version=1)
    assert Case.model_validate(data).to_data() == example_data()


def test_the_json_of_a_case_does_not_escape_accents() -> None:
    assert "Fictício" in case(clinical_case_summary="Fictício.").to_json()


def test_an_organization_other_than_the_default_is_in_the_json() -> None:
    organization = {"name": "Example Review Services", "label": "EXAMPLE"}
    assert case(organization=organization).to_data()["organization"] == organization


def test_a_case_with_a_case_number_has_a_header() -> None:
    assert case(**HEADER).has_header
    assert not case().has_header


@pytest.mark.parametrize(
    "change",
    [
        {"clinical_case_summary": " \n "},
        {"disputed_items": []},
        {"expert_reviewer": {"licensure_states": [], "specialties": ["Pain Medicine"]}},
        {"schema_version": 2},
        {"reviewer_name": "Somebody"},
        {**HEADER, "case_number": "CM16 1"},
    ],
)
def test_a_case_that_does_not_fit_the_model_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(CaseError):
        case(**change)


@pytest.mark.parametrize(
    ("narrative", "parts"),
    [
        ("One.", ["One."]),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("\n\n One. \n \n\n Two.\n", ["One.", "Two."]),
        ("One,\nstill one.", ["One,\nstill one."]),
        ("Two  spaces stay.", ["Two  spaces stay."]),
        (" \n ", []),
    ],
)
def test_blank_lines_separate_paragraphs(narrative: str, parts: list[str]) -> None:
    assert paragraphs(narrative) == parts
