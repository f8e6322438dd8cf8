"""The JSON Schema of a case."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel, Field, TypeAdapter

import imrletters.case
from imrletters import case_schema
from imrletters.case.base import AUDIENCES, Part
from imrletters.case.example import example_data, example_item
from imrletters.case.model import Case, audiences_of
from imrletters.case.schema import case_schema_text
from tests.support import FOR_PARTIES, INVALID, ROOT, SAMPLES, case

BEYOND_A_SCHEMA = {
    "broken-json",
    "byte-order-mark-then-fault",
    "control-character",
    "duplicate-key",
    "forged-heading",
    "forged-label",
    "forged-section",
    "impossible-date",
    "lone-line-end",
    "no-evidence-in-2014",
    "not-utf-8",
    "part-of-a-header",
    "sections-and-pages",
    "soft-hyphen",
    "tab-in-service",
    "unknown-edition",
    "unprintable-character",
}


def is_valid(data: object) -> bool:
    validator = Draft202012Validator(case_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return bool(validator.is_valid(data))


def test_the_schema_is_valid_and_has_an_identifier() -> None:
    schema = case_schema()
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"].startswith("urn:imrletters:")


def test_the_stored_schema_is_current() -> None:
    stored = (ROOT / "schemas" / "case.schema.json").read_text(encoding="utf-8")
    assert stored == case_schema_text()
    assert stored.replace("The priority", "A priority", 1) != case_schema_text()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_are_valid_by_the_schema(path: Path) -> None:
    assert is_valid(json.loads(path.read_bytes()))


@pytest.mark.parametrize(
    "path", [path for path in INVALID if path.stem not in BEYOND_A_SCHEMA], ids=lambda path: path.stem
)
def test_invalid_samples_are_invalid_by_the_schema(path: Path) -> None:
    assert not is_valid(json.loads(path.read_bytes()))


def test_the_list_of_what_a_schema_cannot_express_is_current() -> None:
    names = {path.stem for path in INVALID}
    assert names > BEYOND_A_SCHEMA
    assert len(names - BEYOND_A_SCHEMA) >= 10


def test_a_case_may_name_its_schema() -> None:
    assert is_valid(example_data(**{"$schema": "../schemas/case.schema.json"}, schema_version=1))
    assert not is_valid(example_data(schema_version=2))


@pytest.mark.parametrize("guideline", [{}, {"text": "Decision based on a hunch."}, {"non_mtus": []}])
def test_a_guideline_as_parsed_is_valid_by_the_schema(guideline: dict[str, Any]) -> None:
    assert is_valid(case(disputed_items=[example_item(maximus_guideline=guideline)]).to_data())


def models() -> list[type[BaseModel]]:
    return [
        value
        for value in vars(imrletters.case).values()
        if isinstance(value, type) and issubclass(value, Part) and value is not Part
    ]


def undescribed(model: type[BaseModel]) -> Iterator[str]:
    """The fields of a model that lack a description or examples, or have an example that is invalid."""
    for name, field in model.model_fields.items():
        if not field.description or not field.examples:
            yield f"{name}: no description or no example"
            continue
        for example in field.examples:
            try:
                TypeAdapter[object](model.__annotations__[name]).validate_python(example)
            except ValueError as error:
                yield f"{name}: {error}"


def test_every_field_has_a_description_and_an_example_that_fits() -> None:
    assert len(models()) == 12
    assert sum(len(model.model_fields) for model in models()) > 25
    assert [f"{model.__name__}.{fault}" for model in models() for fault in undescribed(model)] == []


def test_a_field_without_description_or_fitting_example_is_found() -> None:
    class Faulty(BaseModel):
        plain: str
        odd: int = Field(description="A number.", examples=["three"])

    assert len(list(undescribed(Faulty))) == 2


def unmarked(schema: dict[str, Any]) -> list[str]:
    """The fields of a schema, nested ones too, without a valid ``x-copies``."""
    owners = {"case": schema, **schema["$defs"]}
    return [
        f"{owner}.{name}"
        for owner, definition in owners.items()
        for name, field in definition["properties"].items()
        if not isinstance(field.get("x-copies"), list) or not set(field["x-copies"]) <= set(AUDIENCES)
    ]


def test_every_field_lists_the_copies_that_contain_it() -> None:
    assert unmarked(case_schema()) == []


@pytest.mark.parametrize(
    ("owner", "name"), [("case", "mailing"), ("Party", "name"), ("Citation", "pages"), ("Attestation", "date")]
)
def test_a_field_without_the_list_is_found(owner: str, name: str) -> None:
    schema = case_schema()
    definition = schema if owner == "case" else schema["$defs"][owner]
    del definition["properties"][name]["x-copies"]
    assert unmarked(schema) == [f"{owner}.{name}"]


def test_the_fields_of_a_part_are_in_the_same_copies_as_the_part() -> None:
    schema = case_schema()
    for owner, audiences in (("Party", ["parties"]), ("Attestation", []), ("Citation", ["public", "parties"])):
        fields = schema["$defs"][owner]["properties"]
        assert fields
        assert [field["x-copies"] for field in fields.values()] == [audiences] * len(fields)


def test_the_public_copy_omits_optional_fields_only() -> None:
    kept = {name for name in Case.model_fields if "public" not in audiences_of(name)}
    assert kept == set(FOR_PARTIES)
    assert not any(Case.model_fields[name].is_required() for name in kept)


def test_a_case_with_every_part_is_valid_by_the_schema() -> None:
    assert is_valid(example_data(**FOR_PARTIES))
    assert is_valid(case(**FOR_PARTIES).to_data())
    assert not is_valid(example_data(mailing={"date": "2016-12-07"}))
