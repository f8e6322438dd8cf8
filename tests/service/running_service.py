"""A running service for tests: a process of ``imrletters serve`` or ``preview``, its URL and its log."""

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import httpx
from starlette.types import ASGIApp

from imrletters import render
from imrletters.case.example import example_case

PROGRAM = Path(sys.executable).with_name("imrletters")
JSON = {"Content-Type": "application/json"}
PDF = {"Content-Type": "application/pdf"}
TEXT = {"Content-Type": "text/plain"}
PROBLEM = "application/problem+json"
EXAMPLE_CASE = example_case()
EXAMPLE = EXAMPLE_CASE.to_json()
LETTER = render(EXAMPLE_CASE).text().encode()
"""The text letter of the example case."""


@dataclass
class RunningService:
    """A service that accepts requests."""

    process: "subprocess.Popen[bytes]"
    url: str
    log: Path

    def output(self) -> str:
        """Everything written to standard output and standard error so far."""
        return self.log.read_text(encoding="utf-8")

    def logged(self, request_id: str) -> list[str]:
        """The log lines of a request; waits for the one that follows the response."""
        while not (lines := [line for line in self.output().splitlines() if request_id in line and " ms " in line]):
            time.sleep(0.01)
        return lines

    def processes(self) -> set[int]:
        """The process ids of the service and of all its descendants."""
        found, grown = {self.process.pid}, True
        while grown:
            children = {pid for pid, parent in _parents().items() if parent in found}
            grown = not children <= found
            found |= children
        return found


@contextmanager
def running_service(
    folder: Path, *options: object, command: tuple[object, ...] = ("serve",), missing: str = ""
) -> Iterator[RunningService]:
    """A service started in ``folder`` at a free port, with its log there; it ends with the block.

    ``missing`` is a library that none of its processes can import.
    """
    environment = dict(os.environ)
    if missing:
        (folder / "sitecustomize.py").write_text(f"import sys\nsys.modules[{missing!r}] = None\n")
        environment["PYTHONPATH"] = str(folder)
    log = folder / "service.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [PROGRAM, *map(str, (*command, "--port", "0", *options))],
            cwd=folder,
            env=environment,
            stdout=output,
            stderr=output,
            stdin=subprocess.DEVNULL,
        )
    try:
        while not (found := re.search(r"http://\S+/", log.read_text())):
            assert process.poll() is None, log.read_text()
            time.sleep(0.02)
        running = RunningService(process, found[0], log)
        while True:
            try:
                httpx.get(f"{running.url}healthz")
                break
            except httpx.TransportError:
                time.sleep(0.02)
        yield running
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait()


def memory_of(processes: set[int]) -> int:
    """The resident memory of processes, in bytes."""
    pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in processes if _exists(pid))
    return pages * os.sysconf("SC_PAGE_SIZE")


def _exists(pid: int) -> bool:
    return Path(f"/proc/{pid}/statm").exists()


def _parents() -> dict[int, int]:
    """The process id of the parent of each process."""
    parents = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:  # the process has just ended
                continue
    return parents


def post_example(app: ASGIApp) -> httpx.Response:
    """The response of an application, without a server, to a request for the letter of the example case."""

    async def post() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app, raise_app_exceptions=False)) as client:
            return await client.post("http://localhost/v1/letters", content=example_case().to_json(), headers=JSON)

    return asyncio.run(post())


def detail_of(response: httpx.Response, status: int) -> str:
    """The detail of an error response, after a check of everything that all error responses have."""
    assert (response.status_code, response.headers["content-type"]) == (status, PROBLEM), response.text
    details = response.json()
    assert details["status"] == status
    assert details["request_id"] == response.headers["x-request-id"]
    assert bool(details["problems"]) == (status == HTTPStatus.UNPROCESSABLE_ENTITY) or status == HTTPStatus.BAD_REQUEST
    assert details["detail"]
    return str(details["detail"])
