"""Load test of the service: fifty clients for a minute, beside attackers, and small requests with and without them.

The attackers send hostile files, half requests and bodies that trickle, and do not read their responses.
"""

import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import click
import httpx
from tests.service.hostile_documents import expanding, nested, slow
from tests.service.running_service import JSON, PDF, TEXT, RunningService, memory_of, running_service
from tests.workers.hostile_pdfs import attachment_bomb, cyclic_form, cyclic_pages, nested_filters, operator_flood

from imrletters import parse, render
from imrletters.case import example_case, example_item
from imrletters.proofreading import check_document, entry

CLIENTS, HOSTILE_CLIENTS, SECONDS = 50, 2, 60
RANDOM = random.Random(8)  # noqa: S311 - not for security
CASE = example_case(disputed_items=[example_item(), example_item(decision="Overturned")])
LETTER = render(CASE)
CASE_FILE, PDF_LETTER, TEXT_LETTER = CASE.to_json().encode(), LETTER.pdf(), LETTER.text().encode()
FINDINGS = [entry(problem) for problem in check_document(CASE_FILE)]
PARSED = parse(TEXT_LETTER).to_json().encode()
HONEST: list[tuple[str, bytes, dict[str, str], Callable[[httpx.Response], bool]]] = [
    ("v1/letters", CASE_FILE, JSON | {"Accept": "application/pdf"}, lambda response: response.content == PDF_LETTER),
    ("v1/letters", CASE_FILE, JSON, lambda response: response.content == TEXT_LETTER),
    ("v1/check", CASE_FILE, JSON, lambda response: response.json()["problems"] == FINDINGS),
    ("v1/parse", PDF_LETTER, PDF, lambda response: response.content == PARSED),
    ("v1/parse", TEXT_LETTER, TEXT, lambda response: response.content == PARSED),
    ("v1/verify", PDF_LETTER, PDF, lambda response: response.json()["answer"] == "same"),
]
"""Requests, each with a function that returns whether the response is the expected one."""
HALF_REQUEST = b"\r\n".join(
    [
        b"POST /v1/letters HTTP/1.1",
        b"Host: localhost",
        b"Content-Type: application/json",
        b"Content-Length: 9",
        b"",
        b"{",
    ]
)
HOSTILE = [
    *(expanding(), slow(), nested(), b"%PDF-1.7 " + bytes(4_000_000), bytes(6_000_000), PDF_LETTER[:-500]),
    *(nested_filters(), cyclic_form(), cyclic_pages(), operator_flood(), attachment_bomb()),
]
MOST_RATIO = 2
"""The most times that small requests may take beside attackers, compared with their time without."""


async def honest(running: RunningService, until: float, seen: Counter[str], waits: list[float]) -> None:
    """One client, which sends random requests and waits when the service is busy."""
    async with httpx.AsyncClient(base_url=running.url, timeout=120) as client:
        while time.monotonic() < until:
            path, body, headers, is_expected = RANDOM.choice(HONEST)
            began = time.monotonic()
            try:
                response = await client.post(path, content=body, headers=headers)
            except httpx.TransportError as error:
                seen[f"lost: {type(error).__name__}"] += 1
                continue
            if response.status_code == 503:
                seen["busy (503)"] += 1
                await asyncio.sleep(float(response.headers["Retry-After"]))
            elif response.is_success and is_expected(response):
                seen["correct"] += 1
                waits.append(time.monotonic() - began)
            else:
                seen[f"lost: {response.status_code}"] += 1


async def hostile(running: RunningService, until: float, seen: Counter[str]) -> None:
    """One client that sends hostile uploads, and half requests."""
    address = urlsplit(running.url)
    async with httpx.AsyncClient(base_url=running.url, timeout=120) as client:
        while time.monotonic() < until:
            body = RANDOM.choice(HOSTILE)
            try:
                response = await client.post(
                    f"v1/{RANDOM.choice(['parse', 'verify', 'check'])}", content=body, headers=PDF
                )
                seen[f"hostile, refused with {response.status_code}"] += 1
            except httpx.TransportError:
                seen["hostile, connection closed"] += 1
            _, writer = await asyncio.open_connection(address.hostname, address.port)
            writer.write(HALF_REQUEST)
            await writer.drain()
            writer.close()
            seen["hostile, half a request"] += 1


async def trickling(running: RunningService, until: float, seen: Counter[str]) -> None:
    """One client that sends the header or the body of a request byte by byte, or does not read its response."""
    address = urlsplit(running.url)
    parts = [HALF_REQUEST[:40], HALF_REQUEST, b"GET /v1/schema HTTP/1.1\r\nHost: localhost\r\n\r\n" * 50]
    while time.monotonic() < until:
        _, writer = await asyncio.open_connection(address.hostname, address.port)
        with suppress(OSError):
            writer.write(RANDOM.choice(parts))
            for _ in range(20):
                await writer.drain()
                await asyncio.sleep(0.2)
                writer.write(b" ")
        writer.close()
        seen["hostile, slow"] += 1


async def small(running: RunningService, until: float) -> list[float]:
    """The median seconds of each of the requests in HONEST, of one client that sends one after the other."""
    waits: list[list[float]] = [[] for _ in HONEST]
    async with httpx.AsyncClient(base_url=running.url, timeout=120) as client:
        while time.monotonic() < until:
            for (path, body, headers, is_expected), times in zip(HONEST, waits, strict=True):
                began = time.monotonic()
                response = await client.post(path, content=body, headers=headers)
                assert is_expected(response)
                times.append(time.monotonic() - began)
                await asyncio.sleep(0.05)
    return [statistics.median(times) for times in waits]


async def beside_attackers(running: RunningService, seconds: float) -> float:
    """The time of small requests beside attackers, as a multiple of their time without: the most of all but PDFs.

    PDFs may wait for those of the attackers.
    """
    quiet = await small(running, time.monotonic() + seconds)
    until = time.monotonic() + seconds
    seen: Counter[str] = Counter()
    async with asyncio.TaskGroup() as group:
        measured = group.create_task(small(running, until))
        for attack in (hostile, trickling):
            for _ in range(HOSTILE_CLIENTS):
                group.create_task(attack(running, until, seen))
    ratios = []
    click.echo(f"small requests alone, and beside {sum(seen.values())} attacks:")
    for (path, body, headers, _), alone, beside in zip(HONEST, quiet, measured.result(), strict=True):
        ratio = beside / alone
        sent, received = headers["Content-Type"], headers.get("Accept", "")
        click.echo(f"  {path} {sent} {received}: {alone * 1000:.0f} ms, {ratio:.2f} times as long".replace(" :", ":"))
        ratios += [] if body == PDF_LETTER else [ratio]
    click.echo(f"  at most {max(ratios):.2f} times as long, without PDFs")
    return max(ratios)


def worker_folders(folder: Path) -> int:
    """The number of temporary folders of worker processes."""
    return len([*folder.glob("imrletters-*")])


async def memory_over_time(running: RunningService, until: float) -> list[int]:
    """The memory of all processes of the service in bytes, measured every second."""
    sizes = []
    while time.monotonic() < until:
        await asyncio.sleep(1)
        sizes.append(memory_of(running.processes()))
    return sizes


async def load(running: RunningService, seconds: int) -> int:
    """Runs all clients, prints the results, and returns the number of lost requests."""
    until = time.monotonic() + seconds
    seen: Counter[str] = Counter()
    waits: list[float] = []
    async with asyncio.TaskGroup() as group:
        watching = group.create_task(memory_over_time(running, until))
        for _ in range(CLIENTS):
            group.create_task(honest(running, until, seen, waits))
        for _ in range(HOSTILE_CLIENTS):
            group.create_task(hostile(running, until, seen))
            group.create_task(trickling(running, until, seen))
    memory = watching.result()
    lost = sum(count for what, count in seen.items() if what.startswith("lost"))
    first, last = (statistics.median(part) for part in (memory[: len(memory) // 3], memory[-(len(memory) // 3) :]))
    click.echo(f"{CLIENTS} clients, {seconds} seconds, {len(running.processes())} processes: {lost} requests lost")
    for what, count in sorted(seen.items()):
        click.echo(f"  {count:6} {what}")
    waits.sort()
    slow = waits[int(len(waits) * 0.99)]
    click.echo(f"  response time: median {statistics.median(waits):.2f} s, 99th percentile {slow:.2f} s")
    click.echo(
        f"  memory: {first / 1e6:.0f} MB in the first third, {last / 1e6:.0f} MB in the last, ratio {last / first:.3f}"
    )
    return lost


def main() -> None:
    """Runs the load test for the seconds given on the command line.

    Exits with 1 if a request was lost, small requests waited too long, or a temporary folder is left.
    """
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["TMPDIR"] = name
        with running_service(folder, "--time-limit", "2", "--workers", "2") as running:
            before = worker_folders(folder)
            lost = asyncio.run(load(running, seconds))
            ratio = asyncio.run(beside_attackers(running, seconds / 4))
            after = worker_folders(folder)
        click.echo(f"temporary folders: {before} before, {after} after, {worker_folders(folder)} at the end")
        sys.exit(bool(lost or ratio > MOST_RATIO or after > before or worker_folders(folder)))


if __name__ == "__main__":
    main()
