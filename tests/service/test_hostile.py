"""Whatever comes in, the service goes on."""

import re
from collections.abc import Callable
from http import HTTPStatus

import httpx
import pytest

from imrletters import render
from imrletters.case.example import example_case
from imrletters.service.work import MOST_TOLD
from tests.service.hostile import endless, expanding, nested
from tests.service.running import JSON, PDF, Running

CASE = example_case().to_json()


@pytest.mark.parametrize(
    ("make", "path"),
    [(expanding, "v1/parse"), (expanding, "v1/verify"), (expanding, "v1/check"), (nested, "v1/parse")],
)
def test_a_pdf_that_asks_for_too_much_is_refused_and_the_service_goes_on(
    impatient: Running, make: Callable[[], bytes], path: str
) -> None:
    refuse_and_go_on(impatient, path, make())


def test_a_pdf_that_takes_too_long_is_refused_and_the_service_goes_on(impatient: Running) -> None:
    refuse_and_go_on(impatient, "v1/parse", endless())


def refuse_and_go_on(running: Running, path: str, pdf: bytes) -> None:
    assert len(pdf) < 1_000_000
    answer = httpx.post(f"{running.url}{path}", content=pdf, headers=PDF, timeout=60)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY, answer.text
    assert answer.json()["problems"]
    letter = httpx.post(f"{running.url}v1/letters", content=CASE, headers=JSON, timeout=60)
    assert letter.text == render(example_case()).text()


def test_of_a_hundred_thousand_faults_the_first_are_told_and_how_many_more(client: httpx.Client) -> None:
    faulty = b'{"disputed_items":[' + b",".join([b"0"] * 100_000) + b"]}"
    answer = client.post("v1/letters", content=faulty, headers=JSON)
    problems = answer.json()["problems"]
    assert (answer.status_code, len(problems)) == (HTTPStatus.UNPROCESSABLE_ENTITY, MOST_TOLD + 1)
    assert re.fullmatch(r"and 99\d\d\d more problems", problems[-1]["message"])
