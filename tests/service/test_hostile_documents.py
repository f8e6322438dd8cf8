"""Documents that exhaust time or memory are rejected, and the service continues."""

from collections.abc import Callable
from http import HTTPStatus

import httpx
import pytest

from imrletters import render
from imrletters.case.example import example_case
from tests.service.hostile_documents import expanding, nested, slow
from tests.service.running_service import JSON, PDF, RunningService

pytestmark = pytest.mark.long
CASE = example_case().to_json()


@pytest.mark.parametrize(
    ("make", "path"),
    [(expanding, "v1/parse"), (expanding, "v1/verify"), (expanding, "v1/check"), (nested, "v1/parse")],
)
def test_a_pdf_that_needs_too_much_memory_is_rejected(
    limited: RunningService, make: Callable[[], bytes], path: str
) -> None:
    assert_rejected_and_continuing(limited, path, make())


def test_a_pdf_that_takes_too_long_is_rejected(limited: RunningService) -> None:
    assert_rejected_and_continuing(limited, "v1/parse", slow())


def assert_rejected_and_continuing(running: RunningService, path: str, pdf: bytes) -> None:
    assert len(pdf) < 1_000_000
    response = httpx.post(f"{running.url}{path}", content=pdf, headers=PDF, timeout=60)
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY, response.text
    assert response.json()["problems"]
    letter = httpx.post(f"{running.url}v1/letters", content=CASE, headers=JSON, timeout=60)
    assert letter.text == render(example_case()).text()
