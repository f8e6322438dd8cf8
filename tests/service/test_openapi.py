"""The OpenAPI document says what the service does, whatever is asked of it, allowed or not."""

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

from imrletters.service.documentation import REFUSALS
from tests.service.running import Running

PATHS = ["/v1/letters", "/v1/check", "/v1/parse", "/v1/verify", "/v1/schema", "/v1/guidelines", "/healthz"]
WITHOUT_WISHES = {"/v1/schema", "/healthz"}
"""What takes nothing cannot be asked wrongly."""
ASKED = [
    (path, mode)
    for path in PATHS
    for mode in schemathesis.GenerationMode
    if path not in WITHOUT_WISHES or mode is schemathesis.GenerationMode.POSITIVE
]
EXAMPLES = settings().max_examples // 4
"""So many requests for each path and each way to ask it; more with --hypothesis-profile=explore."""


@schemathesis.serializer("application/pdf")
def as_it_is(_: schemathesis.SerializationContext, value: object) -> bytes:
    """What is made up for a body that is no JSON, as bytes."""
    return value if isinstance(value, bytes) else str(value).encode(errors="surrogatepass")


@pytest.fixture
def described(running: Running) -> schemathesis.BaseSchema:
    """The service as its document tells it."""
    return schemathesis.openapi.from_url(f"{running.url}openapi.json")


# not by the pytest plugin of schemathesis, which does not know pytest 9
@pytest.mark.parametrize(("path", "mode"), ASKED)
def test_no_answer_is_a_failure_of_the_service_or_another_than_told(
    described: schemathesis.BaseSchema, path: str, mode: schemathesis.GenerationMode
) -> None:
    [operation] = described[path].values()

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=EXAMPLES)
    def ask(case: Any) -> None:
        # what the schema allows may still be refused: a letter has rules that no schema can say
        case.call_and_validate(excluded_checks=[positive_data_acceptance], timeout=30)

    ask()


def document(client: httpx.Client) -> Any:
    return client.get("openapi.json").json()


def test_every_path_is_described(client: httpx.Client) -> None:
    assert document(client)["paths"].keys() == set(PATHS)


def test_every_example_shown_is_taken_and_given(client: httpx.Client) -> None:
    shown = 0
    for path, operations in document(client)["paths"].items():
        for media, body in operations.get("post", {}).get("requestBody", {"content": {}})["content"].items():
            if "example" not in body:
                continue
            shown += 1
            as_json = {"json": body["example"]} if media == "application/json" else {"content": body["example"]}
            answer = client.post(path, headers={"Content-Type": media}, **as_json)
            assert answer.is_success, answer.text
            told = operations["post"]["responses"]["200"]["content"][answer.headers["content-type"].split(";")[0]]
            if "example" in told:
                given = answer.json() if media != "application/json" else answer.text
                assert given == told["example"]
    assert shown == 4


def test_every_refusal_is_told_in_one_form(client: httpx.Client) -> None:
    for operations in document(client)["paths"].values():
        for operation in operations.values():
            refused = {status: answer for status, answer in operation["responses"].items() if status != "200"}
            assert refused
            assert {int(status) for status in refused} <= REFUSALS.keys()
            for answer in refused.values():
                assert answer["content"] == {
                    "application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}
                }


def test_the_document_refers_to_nothing_that_it_does_not_hold(client: httpx.Client) -> None:
    whole = document(client)
    wanted = set(re.findall(r'"#/components/schemas/(\w+)"', client.get("openapi.json").text))
    assert wanted <= whole["components"]["schemas"].keys()
    for part in whole["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(part)


def test_an_answer_other_than_told_would_be_noticed(client: httpx.Client, running: Running) -> None:
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
