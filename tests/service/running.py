"""A service as it runs: a process of ``imrletters serve``, where it listens, and all that it says."""

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
from pathlib import Path

import httpx
from starlette.types import ASGIApp

from imrletters.case.example import example_case

PROGRAM = Path(sys.executable).with_name("imrletters")
JSON = {"Content-Type": "application/json"}
PDF = {"Content-Type": "application/pdf"}
TEXT = {"Content-Type": "text/plain"}


@dataclass
class Running:
    """A service that answers."""

    process: "subprocess.Popen[bytes]"
    url: str
    log: Path

    def said(self) -> str:
        """All that it wrote to standard output and standard error."""
        return self.log.read_text(encoding="utf-8")

    def logged(self, request_id: str) -> list[str]:
        """The lines of the log about a request, which come after its answer."""
        while not (found := [line for line in self.said().splitlines() if request_id in line and " ms " in line]):
            time.sleep(0.01)
        return found

    def processes(self) -> set[int]:
        """The service and all processes that it started."""
        found, grown = {self.process.pid}, True
        while grown:
            below = {pid for pid, parent in _parents().items() if parent in found}
            grown = not below <= found
            found |= below
        return found


@contextmanager
def service(folder: Path, *options: str, command: tuple[str, ...] = ("serve",)) -> Iterator[Running]:
    """A service that was started in ``folder``, at a free port; its processes are gone afterwards."""
    log = folder / "service.log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            [PROGRAM, *command, "--port", "0", *options],
            cwd=folder,
            stdout=said,
            stderr=said,
            stdin=subprocess.DEVNULL,
        )
    try:
        while not (found := re.search(r"http://\S+/", log.read_text())):
            assert process.poll() is None, log.read_text()
            time.sleep(0.02)
        running = Running(process, found[0], log)
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
    """The memory that processes hold, in bytes."""
    pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in processes if _is_there(pid))
    return pages * os.sysconf("SC_PAGE_SIZE")


def _is_there(pid: int) -> bool:
    return Path(f"/proc/{pid}/statm").exists()


def _parents() -> dict[int, int]:
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                found[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:  # it has just ended
                continue
    return found


def ask(app: ASGIApp) -> httpx.Response:
    """What an application answers, without a server, to the example case."""

    async def asking() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app, raise_app_exceptions=False)) as client:
            return await client.post("http://localhost/v1/letters", content=example_case().to_json(), headers=JSON)

    return asyncio.run(asking())
