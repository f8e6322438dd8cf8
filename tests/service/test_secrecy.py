"""Nothing of a case is kept: in no log, no file, no number that the service tells."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from imrletters import render
from imrletters.case.example import example_case, example_item
from tests.service.hostile import endless, expanding
from tests.service.running import JSON, PDF, TEXT, Running, service

SENTINEL = "Quixotronicle"
"""A word that is in no other place of this machine."""
CASE = example_case(
    clinical_case_summary=f"The injured worker {SENTINEL} fell.",
    disputed_items=[example_item(service=f"{SENTINEL} of the knee", decision="Overturned")],
)
FAULTY = CASE.to_json().replace('"Standard"', f'"{SENTINEL}"').replace('"decision_date"', f'"{SENTINEL}"')
ROUNDS = 20


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which a service finds its home, its caches and its temporary files."""
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


def files_with(word: str, folder: Path) -> list[Path]:
    """The files below a folder that hold a word, in their names or in themselves."""
    return [
        path
        for path in folder.rglob("*")
        if word in path.name or (path.is_file() and word.encode() in path.read_bytes())
    ]


def leave(running: Running, *, after: int) -> None:
    """Begins to send a case, and is gone after so many bytes."""
    address = urlsplit(running.url)
    body = CASE.to_json().encode()
    head = (
        f"POST /v1/letters HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    )
    with socket.create_connection((str(address.hostname), address.port)) as connection:
        connection.sendall(f"{head}\r\nAccept: application/pdf\r\n\r\n".encode() + body[:after])


def asked(running: Running) -> Iterator[int]:
    """Asks for everything that goes well or wrong with the word in it; the statuses of the answers."""
    with httpx.Client(base_url=running.url, timeout=30) as client:
        yield client.post(
            "v1/letters", content=CASE.to_json(), headers=JSON | {"Accept": "application/pdf"}
        ).status_code
        yield client.post("v1/letters", content=FAULTY, headers=JSON).status_code
        yield client.post("v1/check", content=CASE.to_json(), headers=JSON).status_code
        yield client.post(
            "v1/parse", content=render(CASE).text().replace("CLINICAL CASE", "CLINICAL"), headers=TEXT
        ).status_code
        yield client.get(
            f"{SENTINEL}?{SENTINEL}", headers={"User-Agent": SENTINEL, "X-Request-ID": SENTINEL}
        ).status_code


def test_a_word_of_a_case_is_in_no_log_no_file_and_no_number(home: Path) -> None:
    with service(home, "--workers", "1", "--time-limit", "2", "--memory-limit", "600") as running:
        statuses = [status for _ in range(ROUNDS) for status in asked(running)]
        assert {status: statuses.count(status) for status in statuses} == {200: 40, 422: 40, 404: 20}
        for after in (0, 400, len(CASE.to_json().encode())):
            leave(running, after=after)
        for hostile in (expanding(), endless()):
            pdf = hostile + f"% {SENTINEL}".encode()
            assert httpx.post(f"{running.url}v1/parse", content=pdf, headers=PDF, timeout=30).status_code == 422
        told = httpx.get(f"{running.url}healthz")
        assert SENTINEL not in told.text + str(told.headers)
        assert len(running.logged(told.headers["x-request-id"])) == 1
        assert SENTINEL not in running.said()
        assert len(re.findall(r" (?:POST|GET) \S+ \d+ \d+ ms ", running.said())) >= 5 * ROUNDS + 4
    assert SENTINEL not in running.said()
    assert files_with(SENTINEL, home) == []


def test_a_word_in_a_file_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "core.1").write_bytes(b"\0" + SENTINEL.encode())
    (tmp_path / f"{SENTINEL}.json").touch()
    assert len(files_with(SENTINEL, tmp_path)) == 2


def test_the_log_names_each_request_as_its_answer_does(running: Running, client: httpx.Client) -> None:
    answer = client.get("v1/schema")
    [line] = running.logged(answer.headers["x-request-id"])
    assert re.fullmatch(rf"\S+ \S+ INFO [0-9a-f]{{32}} GET /v1/schema 200 \d+ ms {len(answer.content)} bytes", line)
