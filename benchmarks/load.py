"""Load test of the service: fifty clients for a minute, and two more that send hostile uploads."""

import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import click
import httpx
from tests.service.hostile_documents import expanding, nested, slow
from tests.service.running_service import JSON, PDF, TEXT, RunningService, memory_of, running_service

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
HOSTILE = [expanding(), slow(), nested(), b"%PDF-1.7 " + bytes(4_000_000), bytes(6_000_000), PDF_LETTER[:-500]]


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
    """Runs the load test for the seconds given on the command line; exits with 1 if a request was lost."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    with tempfile.TemporaryDirectory() as folder, running_service(Path(folder), "--time-limit", "2") as running:
        sys.exit(bool(asyncio.run(load(running, seconds))))


if __name__ == "__main__":
    main()
