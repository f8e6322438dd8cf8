"""The JSON Schema of a case, made from its models."""

import json
import re
from typing import Any

from imrletters.case.model import NARRATIVE_FIELDS, Case, audiences_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
IDENTIFIER = "urn:imrletters:schema:case:1"


def case_schema() -> dict[str, Any]:
    """The schema as data: draft 2020-12, with an ``$id`` of its own.

    ``x-copies`` says which copies carry a field, ``x-narrative`` that it holds paragraphs.
    """
    schema = Case.model_json_schema(by_alias=True)
    for name, field in Case.model_fields.items():
        _mark(schema["properties"][field.alias or name], list(audiences_of(name)), schema["$defs"])
    for part in (schema, *schema["$defs"].values()):
        for name in part["properties"].keys() & set(NARRATIVE_FIELDS):
            part["properties"][name]["x-narrative"] = True
    return {"$schema": DIALECT, "$id": IDENTIFIER, **schema}


def _mark(field: Any, audiences: list[str], definitions: dict[str, Any]) -> None:
    """Says at a field, and at every field inside it, which copies of the letter carry it."""
    field["x-copies"] = audiences
    for name in re.findall(r'"#/\$defs/(\w+)"', json.dumps(field)):
        for inner in definitions[name]["properties"].values():
            _mark(inner, audiences, definitions)


def case_schema_text() -> str:
    """The text of ``schemas/case.schema.json``."""
    return json.dumps(case_schema(), indent=2, ensure_ascii=False) + "\n"
