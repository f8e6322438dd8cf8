"""The JSON Schema of a case, made from its models."""

import json
from typing import Any

from imrletters.case import Case

DIALECT = "https://json-schema.org/draft/2020-12/schema"
IDENTIFIER = "urn:imrletters:schema:case:1"


def case_schema() -> dict[str, Any]:
    """The schema as data: draft 2020-12, with an ``$id`` of its own."""
    schema = Case.model_json_schema(by_alias=True)
    return {"$schema": DIALECT, "$id": IDENTIFIER, **schema}


def case_schema_text() -> str:
    """The text of ``schemas/case.schema.json``."""
    return json.dumps(case_schema(), indent=2, ensure_ascii=False) + "\n"
