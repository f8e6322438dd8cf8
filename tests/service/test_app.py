"""The error responses of the application."""

import asyncio
from http import HTTPStatus

import httpx
import pytest
from starlette.types import Message

from imrletters.rendering.house_style import HouseStyle
from imrletters.service.app import create_app
from imrletters.service.limits import Limits
from imrletters.service.state import ServiceState
from imrletters.service.worker_pool import WorkerPool
from tests.service.running_service import EXAMPLE, EXAMPLE_CASE, JSON, LETTER, detail_of, post_example


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("copy=private", "copy: got 'private'; expected public or parties"),
        ("copies=parties", "'copies' is not a parameter of this path"),
        ("=", "'' is not a parameter of this path"),
        ("copy=public&copy=parties", "'copy' is given more than once"),
        ("width=-1", "width: got '-1'; expected a number of columns"),
        ("width=wide&attach=perhaps", "attach: got 'perhaps'; expected yes or no"),
    ],
)
def test_an_invalid_query_parameter_is_never_ignored(client: httpx.Client, query: str, expected: str) -> None:
    assert expected in detail_of(client.post(f"v1/letters?{query}", content=EXAMPLE, headers=JSON), 400)


def test_unknown_paths_and_methods_give_problem_details(client: httpx.Client) -> None:
    assert detail_of(client.get("v2/letters"), 404)
    assert detail_of(client.get("page/../../pyproject.toml"), 404)
    assert detail_of(client.get("page/%2e%2e/app.py"), 404)
    for path in ("v1/letters/", "page", "healthz/"):  # and no redirect
        assert detail_of(client.get(path), 404)
    response = client.delete("v1/letters")
    assert detail_of(response, 405)
    assert response.headers["allow"] == "POST"


def test_a_date_that_does_not_exist_is_rejected(client: httpx.Client) -> None:
    for day in ("2016-02-30", "0", "2016-1-1"):
        assert f"on: got '{day}'; expected an existing date" in detail_of(client.get(f"v1/guidelines?on={day}"), 400)


def test_a_full_queue_is_a_503_with_retry_after() -> None:
    pool = WorkerPool(Limits(workers=1, queue=0))
    app = create_app(ServiceState(pool, HouseStyle()))
    assert post_example(app).content == LETTER
    pool._requests = 1  # noqa: SLF001 - as during another request
    rejected = post_example(app)
    assert (rejected.status_code, rejected.headers["retry-after"]) == (HTTPStatus.SERVICE_UNAVAILABLE, "1")
    assert rejected.json()["detail"] == "the request queue is full; try again"
    assert rejected.headers["content-type"] == "application/problem+json"
    pool.close()


def test_a_disconnected_client_gets_an_empty_response() -> None:
    pool = WorkerPool(Limits(workers=1))

    async def disconnect() -> list[Message]:
        body = {"type": "http.request", "body": EXAMPLE_CASE.to_json().encode(), "more_body": False}
        received: list[Message] = [body, {"type": "http.disconnect"}]
        sent: list[Message] = []

        async def receive() -> Message:
            return received.pop(0)

        async def send(message: Message) -> None:
            sent.append(message)

        scope = {"type": "http", "method": "POST", "path": "/v1/letters", "query_string": b"", "root_path": ""}
        headers = [(b"host", b"localhost"), (b"content-type", b"application/json")]
        await create_app(ServiceState(pool, HouseStyle()))({**scope, "headers": headers}, receive, send)
        return sent

    start, *rest = asyncio.run(disconnect())
    assert (start["status"], b"".join(each["body"] for each in rest)) == (HTTPStatus.NO_CONTENT, b"")
    pool.close()
