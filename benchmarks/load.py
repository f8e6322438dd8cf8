"""The service under load: fifty clients for a minute, beside uploads that are meant to bring it down."""

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
from tests.service.hostile import endless, expanding, nested
from tests.service.running import JSON, PDF, TEXT, Running, memory_of, service

from imrletters import parse, render
from imrletters.case.example import example_case, example_item
from imrletters.proofreading.proofread import check_document
from imrletters.proofreading.report import entry

CLIENTS, HOSTILE_CLIENTS, SECONDS = 50, 2, 60
CHANCE = random.Random(8)  # noqa: S311 - no secret
CASE = example_case(disputed_items=[example_item(), example_item(decision="Overturned")])
LETTER = render(CASE)
DATA, PRINTED, WORDS = CASE.to_json().encode(), LETTER.pdf(), LETTER.text().encode()
FOUND = [entry(problem) for problem in check_document(DATA)]
READ = parse(WORDS).to_json().encode()
HONEST: list[tuple[str, bytes, dict[str, str], Callable[[httpx.Response], bool]]] = [
    ("v1/letters", DATA, JSON | {"Accept": "application/pdf"}, lambda answer: answer.content == PRINTED),
    ("v1/letters", DATA, JSON, lambda answer: answer.content == WORDS),
    ("v1/check", DATA, JSON, lambda answer: answer.json()["problems"] == FOUND),
    ("v1/parse", PRINTED, PDF, lambda answer: answer.content == READ),
    ("v1/parse", WORDS, TEXT, lambda answer: answer.content == READ),
    ("v1/verify", PRINTED, PDF, lambda answer: answer.json()["answer"] == "same"),
]
"""What may be asked, and whether an answer is the one that is due."""
HALF = b"\r\n".join(
    [
        b"POST /v1/letters HTTP/1.1",
        b"Host: localhost",
        b"Content-Type: application/json",
        b"Content-Length: 9",
        b"",
        b"{",
    ]
)
HOSTILE = [expanding(), endless(), nested(), b"%PDF-1.7 " + bytes(4_000_000), bytes(6_000_000), PRINTED[:-500]]


async def honest(running: Running, until: float, seen: Counter[str], waits: list[float]) -> None:
    """One client, who asks again where it was told to come later."""
    async with httpx.AsyncClient(base_url=running.url, timeout=120) as client:
        while time.monotonic() < until:
            path, body, headers, due = CHANCE.choice(HONEST)
            began = time.monotonic()
            try:
                answer = await client.post(path, content=body, headers=headers)
            except httpx.TransportError as error:
                seen[f"lost: {type(error).__name__}"] += 1
                continue
            if answer.status_code == 503:
                seen["told to come later"] += 1
                await asyncio.sleep(float(answer.headers["Retry-After"]))
            elif answer.is_success and due(answer):
                seen["answered rightly"] += 1
                waits.append(time.monotonic() - began)
            else:
                seen[f"lost: {answer.status_code}"] += 1


async def hostile(running: Running, until: float, seen: Counter[str]) -> None:
    """One client who means ill: uploads of the worst kind, half a request, none at all."""
    address = urlsplit(running.url)
    async with httpx.AsyncClient(base_url=running.url, timeout=120) as client:
        while time.monotonic() < until:
            body = CHANCE.choice(HOSTILE)
            try:
                answer = await client.post(
                    f"v1/{CHANCE.choice(['parse', 'verify', 'check'])}", content=body, headers=PDF
                )
                seen[f"hostile, refused with {answer.status_code}"] += 1
            except httpx.TransportError:
                seen["hostile, cut off"] += 1
            _, writer = await asyncio.open_connection(address.hostname, address.port)
            writer.write(HALF)
            await writer.drain()
            writer.close()
            seen["hostile, left in the middle"] += 1


async def watched(running: Running, until: float) -> list[int]:
    """The memory of all processes of the service, every second."""
    found = []
    while time.monotonic() < until:
        await asyncio.sleep(1)
        found.append(memory_of(running.processes()))
    return found


async def load(running: Running, seconds: int) -> int:
    """Loads the service, and tells what became of it. The requests that were lost."""
    until = time.monotonic() + seconds
    seen: Counter[str] = Counter()
    waits: list[float] = []
    async with asyncio.TaskGroup() as group:
        watching = group.create_task(watched(running, until))
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
    click.echo(
        f"  waits: median {statistics.median(waits):.2f} s, the longest of 100 {waits[int(len(waits) * 0.99)]:.2f} s"
    )
    click.echo(
        f"  memory: {first / 1e6:.0f} MB in the first third, {last / 1e6:.0f} MB in the last, ratio {last / first:.3f}"
    )
    return lost


def main() -> None:
    """Runs it, for as many seconds as the call says."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    with tempfile.TemporaryDirectory() as folder, service(Path(folder), "--time-limit", "2") as running:
        sys.exit(bool(asyncio.run(load(running, seconds))))


if __name__ == "__main__":
    main()
