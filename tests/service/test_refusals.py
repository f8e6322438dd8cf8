"""What the service refuses: by the right status, in the words of the command line, and without a word about itself."""

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
from imrletters.service.state import MOST_BODIES, Service
from imrletters.service.workers import Workers
from tests.service.running import JSON, PDF, TEXT, Running, ask
from tests.support import INVALID, ROOT

CASE = example_case().to_json()
PROBLEM = "application/problem+json"


def told(answer: httpx.Response, status: int) -> str:
    """What a refusal says, which has the form that all have."""
    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM), answer.text
    said = answer.json()
    assert said["status"] == status
    assert said["request_id"] == answer.headers["x-request-id"]
    assert bool(said["problems"]) == (status == HTTPStatus.UNPROCESSABLE_ENTITY) or status == HTTPStatus.BAD_REQUEST
    assert said["detail"]
    return str(said["detail"])


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_a_faulty_case_is_refused_with_the_places_and_words_of_the_command_line(
    client: httpx.Client, path: Path
) -> None:
    expected = CliRunner().invoke(main, ["render", "-", "-o", "-", "--format", "text"], path.read_bytes())
    for address in ("v1/letters", "v1/check"):
        answer = client.post(address, content=path.read_bytes(), headers=JSON)
        said = told(answer, HTTPStatus.UNPROCESSABLE_ENTITY)
        assert [f"<stdin>:{line}" for line in said.splitlines()] == [
            line.replace("<stdin>: ", "<stdin>:") for line in expected.stderr.splitlines()
        ]
        assert len(answer.json()["problems"]) == len(said.splitlines())


def test_a_document_that_is_no_letter_is_refused(client: httpx.Client) -> None:
    for address in ("v1/parse", "v1/check"):
        assert told(client.post(address, content="Dear Sir or Madam", headers=TEXT), 422)
        assert told(client.post(address, content=b"%PDF-1.7 and no more", headers=PDF), 422)
    assert told(client.post("v1/verify", content=CASE, headers=PDF), 422)


@pytest.mark.parametrize("path", ["v1/letters", "v1/check", "v1/parse", "v1/verify"])
def test_a_body_that_is_too_large_is_refused_wherever_it_comes(client: httpx.Client, path: str) -> None:
    kind = PDF if path in ("v1/parse", "v1/verify") else JSON
    assert "1 MB" in told(client.post(path, content=b" " * 1_000_001, headers=kind), 413)
    chunks = (b" " * 100_000 for _ in range(11))  # without a Content-Length
    assert "1 MB" in told(client.post(path, content=chunks, headers=kind), 413)


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
def test_another_media_type_is_refused_with_those_that_are_taken(client: httpx.Client, path: str, kind: str) -> None:
    answer = client.post(path, content=CASE, headers={"Content-Type": kind} if kind else {})
    assert "Content-Type must be " in told(answer, 415)


def test_a_packed_body_is_refused(client: httpx.Client) -> None:
    assert "Content-Encoding" in told(
        client.post("v1/letters", content=CASE, headers=JSON | {"Content-Encoding": "gzip"}), 415
    )


@pytest.mark.parametrize(
    ("path", "accept"),
    [("v1/letters", "image/png"), ("v1/letters", "text"), ("v1/check", "text/html"), ("v1/parse", "application/pdf")],
)
def test_what_cannot_be_given_is_refused_with_what_can(client: httpx.Client, path: str, accept: str) -> None:
    kind = TEXT if path == "v1/parse" else JSON
    assert "Accept must allow " in told(client.post(path, content=CASE, headers=kind | {"Accept": accept}), 406)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("copy=private", "copy: got 'private'; expected public or parties"),
        ("copies=parties", "'copies' is unknown here"),
        ("=", "'' is unknown here"),
        ("copy=public&copy=parties", "'copy' is given twice"),
        ("width=-1", "width: got '-1'; expected a number of columns"),
        ("width=wide&attach=perhaps", "attach: got 'perhaps'; expected yes or no"),
    ],
)
def test_a_wish_that_is_not_understood_is_refused_and_never_ignored(
    client: httpx.Client, query: str, said: str
) -> None:
    assert said in told(client.post(f"v1/letters?{query}", content=CASE, headers=JSON), 400)


def test_other_paths_and_methods_are_refused_in_the_same_form(client: httpx.Client) -> None:
    assert told(client.get("v2/letters"), 404)
    assert told(client.get("page/../../pyproject.toml"), 404)
    assert told(client.get("page/%2e%2e/app.py"), 404)
    for path in ("v1/letters/", "page", "healthz/"):  # and leads nowhere else
        assert told(client.get(path), 404)
    refused = client.delete("v1/letters")
    assert told(refused, 405)
    assert refused.headers["allow"] == "POST"


def test_a_page_of_another_site_gets_nothing(client: httpx.Client) -> None:
    for site in ("cross-site", "same-site"):  # such as another port of this machine
        assert told(client.post("v1/letters", content=CASE, headers=JSON | {"Sec-Fetch-Site": site}), 403)
    assert told(client.get("v1/schema", headers={"Host": "evil.example"}), 421)
    assert told(client.get("v1/schema", headers={"Host": "localhost.evil.example:80"}), 421)
    for name in ("localhost", "127.0.0.1:1", "[::1]:8000", "LOCALHOST:80"):
        assert client.get("v1/schema", headers={"Host": name}).status_code == HTTPStatus.OK


def test_a_body_that_never_comes_is_not_waited_for(impatient: Running) -> None:
    address = urlsplit(impatient.url)
    connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=30)
    with closing(connection):
        connection.putrequest("POST", "/v1/letters")
        for name, value in (JSON | {"Content-Length": "10"}).items():
            connection.putheader(name, value)
        connection.endheaders(b"{")
        answer = connection.getresponse()
        assert answer.status == HTTPStatus.REQUEST_TIMEOUT
        assert "within 2 seconds" in json.loads(answer.read())["detail"]


def test_a_day_that_is_none_is_refused(client: httpx.Client) -> None:
    for day in ("2016-02-30", "0", "2016-1-1"):
        assert f"on: got '{day}'; expected a day that exists" in told(client.get(f"v1/guidelines?on={day}"), 400)


def test_what_nobody_foresaw_is_a_refusal_of_the_same_form_and_logged_without_what_it_says(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError(CASE)

    monkeypatch.setattr(api, "service_of", broken)
    caplog.set_level(logging.INFO)
    answer = ask(create_app(Service(workers=cast("Workers", None), house_style=HouseStyle())))
    told(answer, HTTPStatus.INTERNAL_SERVER_ERROR)
    assert "CM16" not in answer.text + caplog.text
    assert f"{answer.headers['x-request-id']} RuntimeError at test_refusals.py:" in caplog.text


def test_no_more_bodies_come_in_at_once_than_have_room_in_memory() -> None:
    workers = Workers(Limits(workers=1))
    service = Service(workers, HouseStyle(), bodies=MOST_BODIES)
    assert told(ask(create_app(service)), HTTPStatus.SERVICE_UNAVAILABLE)
    service.bodies -= 1
    assert (ask(create_app(service)).status_code, service.bodies) == (HTTPStatus.OK, MOST_BODIES - 1)
    workers.close()


def test_no_refusal_tells_of_the_machine(client: httpx.Client) -> None:
    answers = [client.post("v1/letters", content=path.read_bytes(), headers=JSON).text for path in INVALID]
    answers += [client.post("v1/parse", content=b"%PDF-1.7", headers=PDF).text, client.get("nothing").text]
    for answer in answers:
        assert not any(word in answer for word in (str(ROOT), "Traceback", "site-packages", ".py", "/home/")), answer
