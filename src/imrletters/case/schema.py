"""Builds the JSON Schema of a case from its models."""

import json
import re
from typing import Any

from imrletters.case.model import NARRATIVE_FIELDS, Case, audiences_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
IDENTIFIER = "urn:imrletters:schema:case:1"


def case_schema() -> dict[str, Any]:
    """The JSON Schema of a case, draft 2020-12.

    Two keywords of our own: ``x-copies`` lists the copies of the letter that contain a field, and ``x-narrative`` marks
    a field that contains paragraphs.
    """
    schema = Case.model_json_schema(by_alias=True)
    for name, field in Case.model_fields.items():
        _mark_copies(schema["properties"][field.alias or name], list(audiences_of(name)), schema["$defs"])
    for part in (schema, *schema["$defs"].values()):
        for name in part["properties"].keys() & set(NARRATIVE_FIELDS):
            part["properties"][name]["x-narrative"] = True
    return {"$schema": DIALECT, "$id": IDENTIFIER, **schema}


def _mark_copies(field: Any, audiences: list[str], definitions: dict[str, Any]) -> None:
    """Sets ``x-copies`` of a field and of every field inside it."""
    field["x-copies"] = audiences
    for name in re.findall(r'"#/\$defs/(\w+)"', json.dumps(field)):
        for inner in definitions[name]["properties"].values():
            _mark_copies(inner, audiences, definitions)


def case_schema_text() -> str:
    """The content of ``schemas/case.schema.json``."""
    return json.dumps(case_schema(), indent=2, ensure_ascii=False) + "\n"
