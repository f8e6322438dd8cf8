"""The tasks of the worker processes."""

import re
from http import HTTPStatus

import httpx

from imrletters.errors import MAX_PROBLEMS
from tests.service.running_service import JSON


def test_of_a_hundred_thousand_problems_the_first_and_the_number_of_others_are_reported(client: httpx.Client) -> None:
    invalid = b'{"disputed_items":[' + b",".join([b"0"] * 100_000) + b"]}"
    response = client.post("v1/letters", content=invalid, headers=JSON)
    problems = response.json()["problems"]
    assert (response.status_code, len(problems)) == (HTTPStatus.UNPROCESSABLE_ENTITY, MAX_PROBLEMS + 1)
    assert re.fullmatch(r"and 99\d\d\d more problems", problems[-1]["message"])
