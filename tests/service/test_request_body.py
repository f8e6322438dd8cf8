"""Request bodies that are too large or too slow."""

import http.client
import json
from contextlib import closing
from http import HTTPStatus
from urllib.parse import urlsplit

import httpx
import pytest

from tests.service.running_service import JSON, PDF, RunningService, detail_of


@pytest.mark.parametrize("path", ["v1/letters", "v1/check", "v1/parse", "v1/verify"])
def test_every_path_rejects_a_body_that_is_too_large(client: httpx.Client, path: str) -> None:
    kind = PDF if path in ("v1/parse", "v1/verify") else JSON
    assert "1 MB" in detail_of(client.post(path, content=b" " * 1_000_001, headers=kind), 413)
    chunks = (b" " * 100_000 for _ in range(11))  # without a Content-Length
    assert "1 MB" in detail_of(client.post(path, content=chunks, headers=kind), 413)


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
