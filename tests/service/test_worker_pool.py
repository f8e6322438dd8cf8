"""The worker processes: their limits, their replacement, and the queue of requests."""

import asyncio
import os
import signal
import time
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

from imrletters import DataError, LimitExceededError, TimeExceededError
from imrletters.errors import PrintError
from imrletters.service import worker_pool as worker_pool_module
from imrletters.service.limits import SMALL_BYTES, Limits
from imrletters.service.worker_pool import NICENESS, ClientDisconnectedError, UnavailableError, WorkerPool
from imrletters.service.worker_tasks import parse_letter
from imrletters.workers import worker as worker_module
from tests.service.running_service import EXAMPLE_CASE, LETTER

pytestmark = pytest.mark.long
Run = Callable[..., list[Any]]


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    """Runs coroutines together and returns their results or exceptions, all in one event loop as in a service."""

    async def together(*coroutines: Coroutine[Any, Any, Any]) -> list[Any]:
        return await asyncio.gather(*coroutines, return_exceptions=True)

    with asyncio.Runner() as runner:
        yield lambda *coroutines: runner.run(together(*coroutines))


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    started = WorkerPool(Limits(workers=1, queue=1, seconds=2, memory_megabytes=900))
    yield started
    started.close()


async def connected() -> bool:
    return False


async def disconnected() -> bool:
    return True


async def ready(pool: WorkerPool) -> None:
    """Waits until every process runs. No request is needed for that."""
    while not all(worker.is_running for worker in pool._workers):  # noqa: SLF001 - no other way
        await asyncio.sleep(0.05)


def process_id(_: bytes) -> int:
    return os.getpid()


def too_slow(_: bytes) -> None:
    while True:
        try:
            time.sleep(60)
        except BaseException:  # noqa: BLE001, S112 - as a library may
            continue


def too_large(_: bytes) -> int:
    return len(bytes(1 << 30))


def crashing(_: bytes) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def cyclic(_: bytes) -> None:
    ring: list[Any] = [bytearray(150 << 20)]
    ring.append(ring)


def waiting(_: bytes) -> None:
    time.sleep(0.3)


@pytest.mark.parametrize(
    ("task", "message"),
    [
        (too_slow, "takes longer than 2 seconds"),
        (too_large, "needs more than 900 MB of memory"),
        (crashing, "needs more than 900 MB of memory, or crashes the process that reads it"),
    ],
)
def test_a_task_over_its_limits_ends_and_no_other(
    run: Run, pool: WorkerPool, task: Callable[[bytes], Any], message: str
) -> None:
    run(ready(pool))
    [before] = run(pool.run(process_id, b"", connected))
    [error] = run(pool.run(task, b"", connected))
    run(ready(pool))
    assert isinstance(error, TimeExceededError if task is too_slow else LimitExceededError)
    assert [problem.message for problem in error.problems] == [message]
    [read, after] = run(pool.run(parse_letter, LETTER, connected), pool.run(process_id, b"", connected))
    assert (read, after != before) == (EXAMPLE_CASE.to_json().encode(), task is not too_large)


def test_a_process_that_ended_while_idle_is_replaced_without_an_error(run: Run, pool: WorkerPool) -> None:
    [before] = run(pool.run(process_id, b"", connected))
    os.kill(before, signal.SIGKILL)
    while Path(f"/proc/{before}").exists():
        time.sleep(0.01)
    [read, after] = run(pool.run(parse_letter, LETTER, connected), pool.run(process_id, b"", connected))
    assert (read, after != before) == (EXAMPLE_CASE.to_json().encode(), True)


def test_a_process_that_cannot_be_started_is_started_by_the_next_request(
    run: Run, pool: WorkerPool, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def too_many_files(*_: object, **__: object) -> None:
        raise OSError(24, "Too many open files")

    pool.replace_processes()
    with monkeypatch.context() as patched:
        patched.setattr(worker_module, "process_pool", too_many_files)
        [rejected] = run(pool.run(process_id, b"", connected))
        assert isinstance(rejected, UnavailableError)
        assert "cannot work at the moment" in str(rejected)
        assert "no worker process could be started: too many open files" in caplog.text
    [read] = run(pool.run(parse_letter, LETTER, connected))
    assert read == EXAMPLE_CASE.to_json().encode()


def test_a_task_that_waits_at_shutdown_is_not_started(
    run: Run, pool: WorkerPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopping = iter([False, True])
    monkeypatch.setattr(pool, "is_stopping", lambda: next(stopping))
    first, second = run(pool.run(waiting, b"", connected), pool.run(crashing, b"", connected))
    assert (first, type(second), "shutting down" in str(second)) == (None, UnavailableError, True)


def test_garbage_of_one_task_does_not_count_against_the_next(run: Run, pool: WorkerPool) -> None:
    for _ in range(8):
        assert run(pool.run(cyclic, b"", connected)) == [None]


def test_problems_are_returned_from_the_process(run: Run, pool: WorkerPool) -> None:
    [rejected] = run(pool.run(parse_letter, b"", connected))
    assert isinstance(rejected, DataError)
    assert [problem.message for problem in rejected.problems] == ["the file is empty"]


def test_the_queue_is_limited(run: Run, pool: WorkerPool) -> None:
    seen = []

    async def third() -> None:
        seen.append(pool.waiting)
        await pool.run(waiting, b"", connected)

    found = run(pool.run(waiting, b"", connected), pool.run(waiting, b"", connected), third())
    assert ([found[0], found[1], type(found[2])], seen, pool.waiting) == ([None, None, UnavailableError], [1], 0)


def test_the_queue_keeps_its_order(run: Run, pool: WorkerPool) -> None:
    completed = []

    async def request(name: str, delay: float) -> None:
        await asyncio.sleep(delay)
        await pool.run(waiting, b"", connected)
        completed.append(name)

    run(request("first", 0), request("second", 0.1))
    assert completed == ["first", "second"]


def test_the_task_of_a_disconnected_client_is_not_started(run: Run, pool: WorkerPool) -> None:
    first, second = run(pool.run(waiting, b"", connected), pool.run(crashing, b"", disconnected))
    assert (first, type(second)) == (None, ClientDisconnectedError)
    [read] = run(pool.run(parse_letter, LETTER, connected))
    assert read == EXAMPLE_CASE.to_json().encode()


def test_processes_are_replaced_on_request(run: Run, pool: WorkerPool) -> None:
    [before, same] = (run(pool.run(process_id, b"", connected))[0] for _ in range(2))
    pool.replace_processes()
    [after] = run(pool.run(process_id, b"", connected))
    assert before == same != after


def test_processes_are_replaced_after_some_tasks(run: Run, pool: WorkerPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_module, "TASKS_PER_PROCESS", 2)
    pool.replace_processes()
    found = [run(pool.run(process_id, b"", connected))[0] for _ in range(5)]
    assert len(set(found)) == 3


SMALL_PDF = b"%PDF-1.7 "
LARGE = bytes(SMALL_BYTES + 1)


@pytest.mark.parametrize("kind", [SMALL_PDF, LARGE], ids=["small PDFs", "large bodies"])
def test_a_small_request_completes_before_those_that_wait_for_long_ones(run: Run, kind: bytes) -> None:
    completed = []

    async def request(pool: WorkerPool, name: str, delay: float, task: Callable[[bytes], Any], data: bytes) -> None:
        await asyncio.sleep(delay)
        await pool.run(task, data, connected)
        completed.append(name)

    pool = WorkerPool(Limits(workers=2, seconds=20))
    try:
        many = [request(pool, "long", 0, waiting, kind) for _ in range(12)]
        run(*many, request(pool, "small", 0.1, process_id, b"{}"))
    finally:
        pool.close()
    assert "small" in completed[:3]
    assert len(completed) == 13


def busy(data: bytes) -> int:
    """Uses more processor time than a small request may, unless it runs as a large one."""
    end = time.process_time() + (3 if len(data) < 10 else 0)
    while time.process_time() < end:
        pass
    return os.getpriority(os.PRIO_PROCESS, 0)


def test_a_small_request_that_takes_long_runs_again_as_a_large_one_with_low_priority(run: Run) -> None:
    pool = WorkerPool(Limits(workers=1, seconds=20))
    try:
        found = []
        for data in (b"{}", b"{}" + bytes(10), SMALL_PDF + bytes(10)):
            found += run(pool.run(busy, data, connected))
            run(ready(pool))
    finally:
        pool.close()
    here = os.getpriority(os.PRIO_PROCESS, 0)
    assert [each - here for each in found] == [NICENESS, 0, NICENESS]


def test_a_process_that_was_ended_is_replaced_before_the_next_request(run: Run, pool: WorkerPool) -> None:
    [error] = run(pool.run(crashing, b"", connected))
    assert isinstance(error, LimitExceededError)
    run(ready(pool))


def no_typst(engine: str) -> str:
    return "not installed" if engine == "typst" else ""


def test_the_pool_does_not_start_without_its_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_pool_module, "engine_error", no_typst)
    WorkerPool(Limits(workers=1), "weasyprint").close()
    with pytest.raises(PrintError, match="not installed"):
        WorkerPool(Limits(workers=1), "typst")


def test_previews_are_printed_by_typst_if_it_is_installed(pool: WorkerPool, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (pool.engine, pool.preview_engine) == ("weasyprint", "typst")
    monkeypatch.setattr(worker_pool_module, "engine_error", no_typst)
    without = WorkerPool(Limits(workers=1))
    without.close()
    assert (without.engine, without.preview_engine) == ("weasyprint", "weasyprint")
