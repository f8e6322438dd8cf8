"""No text of a case is stored: not in the log, in files or in the status of the service."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from imrletters import render
from imrletters.case.example import example_case, example_item
from tests.service.hostile_documents import expanding, slow
from tests.service.running_service import JSON, PDF, TEXT, RunningService, running_service

pytestmark = pytest.mark.long
SENTINEL = "Quixotronicle"
"""A word that occurs nowhere else on this machine."""
CASE = example_case(
    clinical_case_summary=f"The injured worker {SENTINEL} fell.",
    disputed_items=[example_item(service=f"{SENTINEL} of the knee", decision="Overturned")],
)
INVALID = CASE.to_json().replace('"Standard"', f'"{SENTINEL}"').replace('"decision_date"', f'"{SENTINEL}"')
ROUNDS = 20


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that serves as home, cache and temporary folder of the service."""
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


def files_with(word: str, folder: Path) -> list[Path]:
    """The files below a folder that contain a word in their name or content."""
    return [
        path
        for path in folder.rglob("*")
        if word in path.name or (path.is_file() and word.encode() in path.read_bytes())
    ]


def disconnect(running: RunningService, *, after: int) -> None:
    """Starts to send a case and disconnects after this number of bytes of the body."""
    address = urlsplit(running.url)
    body = CASE.to_json().encode()
    head = (
        f"POST /v1/letters HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    )
    with socket.create_connection((str(address.hostname), address.port)) as connection:
        connection.sendall(f"{head}\r\nAccept: application/pdf\r\n\r\n".encode() + body[:after])


def statuses_of_requests(running: RunningService) -> Iterator[int]:
    """The statuses of requests that contain the word and succeed or fail in different ways."""
    with httpx.Client(base_url=running.url, timeout=30) as client:
        yield client.post(
            "v1/letters", content=CASE.to_json(), headers=JSON | {"Accept": "application/pdf"}
        ).status_code
        yield client.post("v1/letters", content=INVALID, headers=JSON).status_code
        yield client.post("v1/check", content=CASE.to_json(), headers=JSON).status_code
        yield client.post(
            "v1/parse", content=render(CASE).text().replace("CLINICAL CASE", "CLINICAL"), headers=TEXT
        ).status_code
        yield client.get(
            f"{SENTINEL}?{SENTINEL}", headers={"User-Agent": SENTINEL, "X-Request-ID": SENTINEL}
        ).status_code


def test_a_word_of_a_case_is_in_no_log_file_or_status(home: Path) -> None:
    with running_service(home, "--workers", "1", "--time-limit", "2", "--memory-limit", "900") as running:
        statuses = [status for _ in range(ROUNDS) for status in statuses_of_requests(running)]
        assert {status: statuses.count(status) for status in statuses} == {200: 40, 422: 40, 404: 20}
        for after in (0, 400, len(CASE.to_json().encode())):
            disconnect(running, after=after)
        for hostile in (expanding(), slow()):
            pdf = hostile + f"% {SENTINEL}".encode()
            assert httpx.post(f"{running.url}v1/parse", content=pdf, headers=PDF, timeout=30).status_code == 422
        health = httpx.get(f"{running.url}healthz")
        assert SENTINEL not in health.text + str(health.headers)
        assert len(running.logged(health.headers["x-request-id"])) == 1
        assert SENTINEL not in running.output()
        assert len(re.findall(r" (?:POST|GET) \S+ \d+ \d+ ms ", running.output())) >= 5 * ROUNDS + 4
    assert SENTINEL not in running.output()
    assert files_with(SENTINEL, home) == []


def test_a_word_in_a_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "core.1").write_bytes(b"\0" + SENTINEL.encode())
    (tmp_path / f"{SENTINEL}.json").touch()
    assert len(files_with(SENTINEL, tmp_path)) == 2
