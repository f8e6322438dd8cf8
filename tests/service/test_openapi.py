"""The OpenAPI document is complete, and the service conforms to it for valid and invalid requests."""

import re
from typing import Any

import httpx
import jsonschema
import pytest
import schemathesis
from hypothesis import given, settings
from schemathesis.checks import load_all_checks
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import positive_data_acceptance

from imrletters.service.openapi import ERRORS
from tests.service.running_service import RunningService

pytestmark = pytest.mark.long
PRINTED = ["/v1/letters", "/v1/preview", "/v1/places", "/v1/copies"]
READ = ["/v1/check", "/v1/parse", "/v1/open", "/v1/clean", "/v1/verify"]
PATHS = [*PRINTED, *READ, "/v1/schema", "/v1/guidelines", "/v1/choices", "/healthz"]
WITHOUT_INPUT = {"/v1/schema", "/v1/choices", "/healthz"}
"""Paths without parameters and body have no invalid requests."""
PATHS_AND_MODES = [
    (path, mode)
    for path in PATHS
    for mode in schemathesis.GenerationMode
    if path not in WITHOUT_INPUT or mode is schemathesis.GenerationMode.POSITIVE
]
EXAMPLES = settings().max_examples // 4
"""Requests for each path and mode; more with --hypothesis-profile=explore."""


@schemathesis.serializer("application/pdf")
def pdf_bytes(_: schemathesis.SerializationContext, value: object) -> bytes:
    """The bytes of a PDF body, which schemathesis draws as text."""
    return value if isinstance(value, bytes) else str(value).encode(errors="surrogatepass")


@pytest.fixture
def described(running: RunningService) -> schemathesis.BaseSchema:
    """The service as its OpenAPI document describes it."""
    return schemathesis.openapi.from_url(f"{running.url}openapi.json")


# without the pytest plugin of schemathesis, which does not support pytest 9
@pytest.mark.parametrize(("path", "mode"), PATHS_AND_MODES)
def test_every_response_is_documented_and_none_is_a_server_error(
    described: schemathesis.BaseSchema, path: str, mode: schemathesis.GenerationMode
) -> None:
    [operation] = described[path].values()

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=EXAMPLES)
    def request(case: Any) -> None:
        # a case that is valid by the schema may be rejected: some rules cannot be expressed in JSON Schema
        case.call_and_validate(excluded_checks=[positive_data_acceptance], timeout=30)

    request()


def document(client: httpx.Client) -> Any:
    return client.get("openapi.json").json()


def test_every_path_is_described(client: httpx.Client) -> None:
    assert document(client)["paths"].keys() == set(PATHS)


def test_every_example_is_accepted_or_returned(client: httpx.Client) -> None:
    examples = 0
    for path, operations in document(client)["paths"].items():
        for media, body in operations.get("post", {}).get("requestBody", {"content": {}})["content"].items():
            if "example" not in body:
                continue
            examples += 1
            as_json = {"json": body["example"]} if media == "application/json" else {"content": body["example"]}
            response = client.post(path, headers={"Content-Type": media}, **as_json)
            assert response.is_success, response.text
            media_type = response.headers["content-type"].split(";")[0]
            documented = operations["post"]["responses"]["200"]["content"][media_type]
            if "example" in documented:
                actual = response.json() if media != "application/json" else response.text
                assert actual == documented["example"]
    assert examples == 9


def test_every_error_response_has_problem_details(client: httpx.Client) -> None:
    for operations in document(client)["paths"].values():
        for operation in operations.values():
            errors = {status: response for status, response in operation["responses"].items() if status >= "400"}
            assert errors
            assert {int(status) for status in errors} <= ERRORS.keys()
            for response in errors.values():
                assert response["content"] == {
                    "application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}
                }


def test_every_reference_in_the_document_resolves(client: httpx.Client) -> None:
    whole = document(client)
    wanted = set(re.findall(r'"#/components/schemas/(\w+)"', client.get("openapi.json").text))
    assert wanted <= whole["components"]["schemas"].keys()
    for part in whole["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(part)


def test_an_undocumented_response_is_noticed(client: httpx.Client, running: RunningService) -> None:
    load_all_checks()
    wrong = document(client)
    del wrong["paths"]["/v1/letters"]["post"]["responses"]["415"]
    wrong["components"]["schemas"]["Health"]["properties"]["waiting"] = {"type": "string"}
    described = schemathesis.openapi.from_dict(wrong)
    described.config.update(base_url=running.url)
    with pytest.raises(FailureGroup, match="violates schema"):
        described["/healthz"]["GET"].Case().call_and_validate()
    with pytest.raises(FailureGroup, match="Undocumented status code"):
        described["/v1/letters"]["POST"].Case(body="", media_type="text/plain").call_and_validate()
