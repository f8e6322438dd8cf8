"""The OpenAPI document: request bodies, responses and examples of each path, added to what FastAPI derives."""

import json
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI, Response
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from imrletters.case import case_schema, example_case
from imrletters.letter import render
from imrletters.printing import ENGINES
from imrletters.service.media_types import HTML, JSON, PDF, SCHEMA, TEXT, ZIP
from imrletters.service.problem_details import MEDIA_TYPE, ProblemDetails
from imrletters.service.response_models import (
    Choices,
    Findings,
    Guidelines,
    Health,
    OpenedCase,
    PreviewedCase,
    PrintedValues,
    RepairedText,
    Verdict,
)

EXAMPLE = render(example_case())
EXAMPLES: dict[str, Any] = {
    JSON: {"schema": {"$ref": "#/components/schemas/Case"}, "example": EXAMPLE.case.to_data()},
    TEXT: {"schema": {"type": "string"}, "example": EXAMPLE.text()},
    PDF: {"schema": {"type": "string", "contentMediaType": PDF}},
}
ERRORS = {
    400: "Invalid query parameter.",
    403: "The request comes from a page of another site.",
    406: "The Accept header allows no media type that this path can send.",
    408: "The request body did not arrive in time.",
    413: "The request body is too large.",
    415: "The request body has an unsupported media type, charset or content encoding.",
    421: "The Host header does not name this service.",
    422: "The document is invalid, or exceeded the limits of time or memory, or the PDF engine is not installed; each "
    "problem has its place.",
    503: "The request queue is full, the service is shutting down, or the system is short of memory or disk space; try "
    "again after Retry-After.",
}
ERRORS_OF_EVERY_PATH = (400, 403, 406, 421, 503)
ENGINE_HEADER = "X-PDF-Engine"
ENGINE = {
    ENGINE_HEADER: {"description": "Only with a PDF: the engine that printed it.", "schema": {"enum": [*ENGINES]}}
}
RETRY_AFTER = {"Retry-After": {"description": "Seconds to wait before the next attempt.", "schema": {"type": "string"}}}
MODELS = (
    Choices,
    Findings,
    Guidelines,
    Health,
    OpenedCase,
    PreviewedCase,
    PrintedValues,
    ProblemDetails,
    RepairedText,
    Verdict,
)


def _reference(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{model.__name__}"}


def _path(summary: str, response: str, content: dict[str, Any], *body_types: str) -> dict[str, Any]:
    """The arguments of a route: its summary, its response, and the media types of its request body, if any."""
    responses: dict[int | str, dict[str, Any]] = {200: {"description": response, "content": content}}
    for status, description in ERRORS.items():
        if body_types or status in ERRORS_OF_EVERY_PATH:
            schema = {"schema": _reference(ProblemDetails)}
            responses[status] = {"description": description, "content": {MEDIA_TYPE: schema}}
    responses[503]["headers"] = RETRY_AFTER
    body = {"requestBody": {"required": True, "content": {media: EXAMPLES[media] for media in body_types}}}
    return {
        "summary": summary,
        "responses": responses,
        "response_class": Response,
        "openapi_extra": body if body_types else None,
    }


def _json(model: type[BaseModel]) -> dict[str, Any]:
    return {JSON: {"schema": _reference(model)}}


LETTERS = _path(
    "Print a letter",
    "The letter, in the media type that the Accept header prefers; text by default.",
    {TEXT: EXAMPLES[TEXT], HTML: {"schema": {"type": "string"}}, PDF: EXAMPLES[PDF]},
    JSON,
)
LETTERS["responses"][200]["headers"] = ENGINE
PREVIEW = _path(
    "Preview a case that need not be complete",
    "The pages, as a letter or marked as a draft.",
    _json(PreviewedCase),
    JSON,
)
PLACES = _path(
    "Find the values of a case on the pages of its preview",
    "The words on the pages, and the places of the values in them.",
    _json(PrintedValues),
    JSON,
)
for _each in (PREVIEW, PLACES):
    _each["openapi_extra"]["requestBody"]["content"][JSON] = {
        "schema": {"type": "object", "description": "A case that need not be complete or valid."},
        "example": EXAMPLES[JSON]["example"],
    }
COPIES = _path(
    "Print both copies", "A zip file with the PDF of each copy.", {ZIP: {"schema": {"contentMediaType": ZIP}}}, JSON
)
CHECK = _path("Proofread a case or a letter", "The findings.", _json(Findings), JSON, TEXT, PDF)
PARSE = _path("Parse a letter", "The case of the letter.", {JSON: EXAMPLES[JSON]}, TEXT, PDF)
OPEN = _path("Open the case of a letter", "The case, and where it was read.", _json(OpenedCase), TEXT, PDF)
CLEAN = _path("Repair a pasted text", "The repaired text, and the repairs.", _json(RepairedText), TEXT)
VERIFY = _path("Verify a PDF", "The result of the verification.", _json(Verdict), PDF)
SCHEMA_DOCUMENT = _path(
    "Get the JSON Schema of a case", "The JSON Schema.", {media: {"schema": {}} for media in (SCHEMA, JSON)}
)
GUIDELINES = _path("List guideline editions", "The guideline editions.", _json(Guidelines))
CHOICES = _path("List the known values of fields of a case", "The known values.", _json(Choices))
CHOICES["responses"][200]["headers"] = {"ETag": {"description": "For If-None-Match.", "schema": {"type": "string"}}}
CHOICES["responses"][304] = {"description": "The content is the one that If-None-Match names."}
HEALTH = _path("Get the status of the service", "The status.", _json(Health))


def openapi_document(app: FastAPI) -> dict[str, Any]:
    """The complete OpenAPI document of the service."""
    document = get_openapi(
        title="imrletters",
        version=version("imrletters"),
        summary="Prints Independent Medical Review determination letters from case data, and parses, proofreads and "
        "verifies them.",
        routes=app.routes,
    )
    _, models = models_json_schema(
        [(model, "serialization") for model in MODELS], ref_template="#/components/schemas/{model}"
    )
    case = json.loads(json.dumps(case_schema()).replace("#/$defs/", "#/components/schemas/"))
    definitions = {name: case.pop(name) for name in ("$schema", "$id", "$defs")}["$defs"]
    document["components"] = {"schemas": {**models["$defs"], **definitions, "Case": case}}
    for path in document["paths"].values():
        for operation in path.values():
            if operation["responses"].get("422", {}).get("content", {}).keys() == {JSON}:
                del operation["responses"]["422"]  # added by FastAPI; invalid query parameters give 400 here
    return document
