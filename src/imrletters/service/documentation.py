"""What the OpenAPI document says of each path beyond what its handler shows: bodies, answers and examples."""

import json
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI, Response
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from imrletters.case import case_schema, example_case
from imrletters.letter import render
from imrletters.service.answers import Findings, Guidelines, Health, Verdict
from imrletters.service.reading import HTML, JSON, PDF, SCHEMA_TYPE, TEXT
from imrletters.service.refusal import MEDIA_TYPE, ProblemDetails

EXAMPLE = render(example_case())
EXAMPLES: dict[str, Any] = {
    JSON: {"schema": {"$ref": "#/components/schemas/Case"}, "example": EXAMPLE.case.to_data()},
    TEXT: {"schema": {"type": "string"}, "example": EXAMPLE.text()},
    PDF: {"schema": {"type": "string", "contentMediaType": PDF}},
}
REFUSALS = {
    400: "What stands behind the question mark is at fault.",
    403: "A page of another site asks.",
    406: "No media type that the request accepts can be given.",
    408: "The body came in too slowly.",
    413: "The body is too large.",
    415: "The body is of another media type, in another character set, or encoded.",
    421: "The service is not called by that name.",
    422: "The data is at fault, or takes more time or memory than a request may; every problem has its place.",
    503: "Too many requests wait; Retry-After says when to try again.",
}
OF_EVERY_PATH = (400, 403, 406, 421, 503)


RETRY_AFTER = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "string"}}}
MODELS = (Findings, Guidelines, Health, ProblemDetails, Verdict)


def _of(model: type[BaseModel] | str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{model if isinstance(model, str) else model.__name__}"}


def _path(summary: str, told: str, content: dict[str, Any], *taken: str) -> dict[str, Any]:
    """What is said of a path: what its answer is, and the media types of the body it takes, if any."""
    responses: dict[int | str, dict[str, Any]] = {200: {"description": told, "content": content}}
    for status, said in REFUSALS.items():
        if taken or status in OF_EVERY_PATH:
            responses[status] = {"description": said, "content": {MEDIA_TYPE: {"schema": _of(ProblemDetails)}}}
    responses[503]["headers"] = RETRY_AFTER
    bodies = {"requestBody": {"required": True, "content": {media: EXAMPLES[media] for media in taken}}}
    return {
        "summary": summary,
        "responses": responses,
        "response_class": Response,
        "openapi_extra": bodies if taken else None,
    }


def _json(model: type[BaseModel]) -> dict[str, Any]:
    return {JSON: {"schema": _of(model)}}


LETTERS = _path(
    "Print a letter",
    "The letter in the media type that the request accepts: text if it does not care.",
    {TEXT: EXAMPLES[TEXT], HTML: {"schema": {"type": "string"}}, PDF: EXAMPLES[PDF]},
    JSON,
)
CHECK = _path("Proofread a case or a letter", "What was found.", _json(Findings), JSON, TEXT, PDF)
PARSE = _path("Read a letter back", "The case that the letter tells.", {JSON: EXAMPLES[JSON]}, TEXT, PDF)
VERIFY = _path("Prove a PDF", "Whether the PDF is what the case inside it prints.", _json(Verdict), PDF)
SCHEMA = _path("The JSON Schema", "The schema of a case.", {media: {"schema": {}} for media in (SCHEMA_TYPE, JSON)})
GUIDELINES = _path("The guidelines", "Editions of the guidelines of the MTUS.", _json(Guidelines))
HEALTH = _path("The health", "The service answers.", _json(Health))


def document(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of the service, complete: FastAPI knows the paths, and here is what they take and give."""
    made = get_openapi(
        title="imrletters",
        version=version("imrletters"),
        summary="Independent Medical Review determination letters: case data in, letters out, and back again.",
        routes=app.routes,
    )
    _, models = models_json_schema(
        [(model, "serialization") for model in MODELS], ref_template="#/components/schemas/{model}"
    )
    case = json.loads(json.dumps(case_schema()).replace("#/$defs/", "#/components/schemas/"))
    parts = {name: case.pop(name) for name in ("$schema", "$id", "$defs")}["$defs"]
    made["components"] = {"schemas": {**models["$defs"], **parts, "Case": case}}
    for path in made["paths"].values():
        for operation in path.values():
            if operation["responses"].get("422", {}).get("content", {}).keys() == {JSON}:
                del operation["responses"]["422"]  # FastAPI's own; what stands behind the question mark is a 400 here
    return made
