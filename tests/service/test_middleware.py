"""Requests from other sites and for other hosts, and the log of requests."""

import logging
import re
from http import HTTPStatus
from typing import cast

import httpx
import pytest

from imrletters.rendering.house_style import HouseStyle
from imrletters.service import api
from imrletters.service.app import create_app
from imrletters.service.state import ServiceState
from imrletters.service.worker_pool import WorkerPool
from tests.service.running_service import (
    EXAMPLE,
    JSON,
    RunningService,
    detail_of,
    post_example,
)


def test_requests_from_other_sites_and_for_other_hosts_are_rejected(client: httpx.Client) -> None:
    for site in ("cross-site", "same-site"):  # such as another port of this machine
        assert detail_of(client.post("v1/letters", content=EXAMPLE, headers=JSON | {"Sec-Fetch-Site": site}), 403)
    assert detail_of(client.get("v1/schema", headers={"Host": "evil.example"}), 421)
    assert detail_of(client.get("v1/schema", headers={"Host": "localhost.evil.example:80"}), 421)
    for name in ("localhost", "127.0.0.1:1", "[::1]:8000", "LOCALHOST:80"):
        assert client.get("v1/schema", headers={"Host": name}).status_code == HTTPStatus.OK


def test_an_unexpected_exception_is_a_500_and_its_message_is_not_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError(EXAMPLE)

    monkeypatch.setattr(api, "service_state", broken)
    caplog.set_level(logging.INFO)
    response = post_example(create_app(ServiceState(pool=cast("WorkerPool", None), house_style=HouseStyle())))
    detail_of(response, HTTPStatus.INTERNAL_SERVER_ERROR)
    assert "CM16" not in response.text + caplog.text
    assert f"{response.headers['x-request-id']} RuntimeError at test_middleware.py:" in caplog.text


def test_the_log_line_of_a_request_has_the_id_of_its_response(running: RunningService, client: httpx.Client) -> None:
    response = client.get("v1/schema")
    [line] = running.logged(response.headers["x-request-id"])
    assert re.fullmatch(rf"\S+ \S+ INFO [0-9a-f]{{32}} GET /v1/schema 200 \d+ ms {len(response.content)} bytes", line)
