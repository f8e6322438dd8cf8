"""Error responses: the status, the messages of the command line, and nothing about the machine."""

import http.client
import json
import logging
from contextlib import closing
from http import HTTPStatus
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import httpx
import pytest
from click.testing import CliRunner

from imrletters.case.example import example_case
from imrletters.cli import main
from imrletters.rendering.house_style import HouseStyle
from imrletters.service import api
from imrletters.service.app import create_app
from imrletters.service.limits import Limits
from imrletters.service.state import MAX_BODIES, ServiceState
from imrletters.service.worker_pool import WorkerPool
from tests.service.running_service import JSON, PDF, TEXT, RunningService, post_example
from tests.support import INVALID, ROOT

CASE = example_case().to_json()
PROBLEM = "application/problem+json"


def detail_of(response: httpx.Response, status: int) -> str:
    """The detail of an error response, after a check of everything that all error responses have."""
    assert (response.status_code, response.headers["content-type"]) == (status, PROBLEM), response.text
    details = response.json()
    assert details["status"] == status
    assert details["request_id"] == response.headers["x-request-id"]
    assert bool(details["problems"]) == (status == HTTPStatus.UNPROCESSABLE_ENTITY) or status == HTTPStatus.BAD_REQUEST
    assert details["detail"]
    return str(details["detail"])


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_case_gives_the_messages_and_places_of_the_command_line(client: httpx.Client, path: Path) -> None:
    expected = CliRunner().invoke(main, ["render", "-", "-o", "-", "--format", "text"], path.read_bytes())
    for address in ("v1/letters", "v1/check"):
        response = client.post(address, content=path.read_bytes(), headers=JSON)
        detail = detail_of(response, HTTPStatus.UNPROCESSABLE_ENTITY)
        assert [f"<stdin>:{line}" for line in detail.splitlines()] == [
            line.replace("<stdin>: ", "<stdin>:") for line in expected.stderr.splitlines()
        ]
        assert len(response.json()["problems"]) == len(detail.splitlines())


def test_a_document_that_is_not_a_letter_is_invalid(client: httpx.Client) -> None:
    for address in ("v1/parse", "v1/check"):
        assert detail_of(client.post(address, content="Dear Sir or Madam", headers=TEXT), 422)
        assert detail_of(client.post(address, content=b"%PDF-1.7 and no more", headers=PDF), 422)
    assert detail_of(client.post("v1/verify", content=CASE, headers=PDF), 422)


@pytest.mark.parametrize("path", ["v1/letters", "v1/check", "v1/parse", "v1/verify"])
def test_every_path_rejects_a_body_that_is_too_large(client: httpx.Client, path: str) -> None:
    kind = PDF if path in ("v1/parse", "v1/verify") else JSON
    assert "1 MB" in detail_of(client.post(path, content=b" " * 1_000_001, headers=kind), 413)
    chunks = (b" " * 100_000 for _ in range(11))  # without a Content-Length
    assert "1 MB" in detail_of(client.post(path, content=chunks, headers=kind), 413)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("v1/letters", "text/plain"),
        ("v1/letters", "application/x-www-form-urlencoded"),
        ("v1/letters", "application/json; charset=latin-1"),
        ("v1/check", "multipart/form-data"),
        ("v1/parse", "application/json"),
        ("v1/verify", "text/plain"),
        ("v1/verify", ""),
    ],
)
def test_an_unsupported_media_type_is_rejected_with_the_supported_ones(
    client: httpx.Client, path: str, kind: str
) -> None:
    response = client.post(path, content=CASE, headers={"Content-Type": kind} if kind else {})
    assert "Content-Type must be " in detail_of(response, 415)


def test_a_compressed_body_is_rejected(client: httpx.Client) -> None:
    assert "Content-Encoding" in detail_of(
        client.post("v1/letters", content=CASE, headers=JSON | {"Content-Encoding": "gzip"}), 415
    )


@pytest.mark.parametrize(
    ("path", "accept"),
    [("v1/letters", "image/png"), ("v1/letters", "text"), ("v1/check", "text/html"), ("v1/parse", "application/pdf")],
)
def test_an_accept_header_without_an_offered_type_is_rejected_with_the_offered_ones(
    client: httpx.Client, path: str, accept: str
) -> None:
    kind = TEXT if path == "v1/parse" else JSON
    assert "Accept must allow " in detail_of(client.post(path, content=CASE, headers=kind | {"Accept": accept}), 406)


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
    assert expected in detail_of(client.post(f"v1/letters?{query}", content=CASE, headers=JSON), 400)


def test_unknown_paths_and_methods_give_problem_details(client: httpx.Client) -> None:
    assert detail_of(client.get("v2/letters"), 404)
    assert detail_of(client.get("page/../../pyproject.toml"), 404)
    assert detail_of(client.get("page/%2e%2e/app.py"), 404)
    for path in ("v1/letters/", "page", "healthz/"):  # and no redirect
        assert detail_of(client.get(path), 404)
    response = client.delete("v1/letters")
    assert detail_of(response, 405)
    assert response.headers["allow"] == "POST"


def test_requests_from_other_sites_and_for_other_hosts_are_rejected(client: httpx.Client) -> None:
    for site in ("cross-site", "same-site"):  # such as another port of this machine
        assert detail_of(client.post("v1/letters", content=CASE, headers=JSON | {"Sec-Fetch-Site": site}), 403)
    assert detail_of(client.get("v1/schema", headers={"Host": "evil.example"}), 421)
    assert detail_of(client.get("v1/schema", headers={"Host": "localhost.evil.example:80"}), 421)
    for name in ("localhost", "127.0.0.1:1", "[::1]:8000", "LOCALHOST:80"):
        assert client.get("v1/schema", headers={"Host": name}).status_code == HTTPStatus.OK


def test_a_body_that_does_not_arrive_in_time_is_rejected(limited: RunningService) -> None:
    address = urlsplit(limited.url)
    connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=30)
    with closing(connection):
        connection.putrequest("POST", "/v1/letters")
        for name, value in (JSON | {"Content-Length": "10"}).items():
            connection.putheader(name, value)
        connection.endheaders(b"{")
        response = connection.getresponse()
        assert response.status == HTTPStatus.REQUEST_TIMEOUT
        assert "within 2 seconds" in json.loads(response.read())["detail"]


def test_a_date_that_does_not_exist_is_rejected(client: httpx.Client) -> None:
    for day in ("2016-02-30", "0", "2016-1-1"):
        assert f"on: got '{day}'; expected an existing date" in detail_of(client.get(f"v1/guidelines?on={day}"), 400)


def test_an_unexpected_exception_is_a_500_and_its_message_is_not_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError(CASE)

    monkeypatch.setattr(api, "service_state", broken)
    caplog.set_level(logging.INFO)
    response = post_example(create_app(ServiceState(pool=cast("WorkerPool", None), house_style=HouseStyle())))
    detail_of(response, HTTPStatus.INTERNAL_SERVER_ERROR)
    assert "CM16" not in response.text + caplog.text
    assert f"{response.headers['x-request-id']} RuntimeError at test_problem_details.py:" in caplog.text


def test_the_number_of_bodies_received_at_once_is_limited() -> None:
    pool = WorkerPool(Limits(workers=1))
    state = ServiceState(pool, HouseStyle(), bodies=MAX_BODIES)
    detail = detail_of(post_example(create_app(state)), HTTPStatus.SERVICE_UNAVAILABLE)
    assert detail == "too many requests are being received; try again"
    state.bodies -= 1
    assert (post_example(create_app(state)).status_code, state.bodies) == (HTTPStatus.OK, MAX_BODIES - 1)
    pool.close()


def test_no_error_response_reveals_paths_or_code(client: httpx.Client) -> None:
    responses = [client.post("v1/letters", content=path.read_bytes(), headers=JSON).text for path in INVALID]
    responses += [client.post("v1/parse", content=b"%PDF-1.7", headers=PDF).text, client.get("nothing").text]
    for text in responses:
        assert not any(word in text for word in (str(ROOT), "Traceback", "site-packages", ".py", "/home/")), text
