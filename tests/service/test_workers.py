"""The processes that work for the service: bounded, replaced when they fall, and never more of them than told."""

import asyncio
import os
import signal
import time
from collections.abc import Callable, Coroutine, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Message

from imrletters import DataError, render
from imrletters.case.example import example_case
from imrletters.errors import PrintError
from imrletters.rendering.house_style import HouseStyle
from imrletters.service import workers as workers_module
from imrletters.service.app import create_app
from imrletters.service.limits import Limits
from imrletters.service.state import Service
from imrletters.service.work import case_of
from imrletters.service.workers import BusyError, GoneError, OverrunError, Workers
from tests.service.running import ask

CASE = example_case()
TEXT = render(CASE).text().encode()


Run = Callable[..., list[Any]]


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    """Gives what coroutines give or raise, which run together, all in one event loop as in a service."""

    async def together(*coroutines: Coroutine[Any, Any, Any]) -> list[Any]:
        return await asyncio.gather(*coroutines, return_exceptions=True)

    with asyncio.Runner() as runner:
        yield lambda *coroutines: runner.run(together(*coroutines))


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    started = Workers(Limits(workers=1, queue=1, seconds=2, megabytes=600))
    yield started
    started.close()


async def present() -> bool:
    return False


async def left() -> bool:
    return True


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


def fatal(_: bytes) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def littering(_: bytes) -> None:
    ring: list[Any] = [bytearray(150 << 20)]
    ring.append(ring)


def waiting(_: bytes) -> None:
    time.sleep(0.3)


@pytest.mark.parametrize("work", [too_slow, too_large, fatal])
def test_work_that_takes_too_much_is_ended_and_only_that(
    run: Run, workers: Workers, work: Callable[[bytes], Any]
) -> None:
    [before] = run(workers.do(process_id, b"", present))
    [guard_hyphen] = run(workers.do(work, b"", present))
    assert isinstance(guard_hyphen, OverrunError)
    assert "2 seconds, 600 MB" in str(guard_hyphen)
    [read, after] = run(workers.do(case_of, TEXT, present), workers.do(process_id, b"", present))
    assert (read, after != before) == (CASE.to_json().encode(), True)


def test_a_process_that_fell_while_it_had_nothing_to_do_is_replaced_and_nobody_hears_of_it(
    run: Run, workers: Workers
) -> None:
    [before] = run(workers.do(process_id, b"", present))
    os.kill(before, signal.SIGKILL)
    while Path(f"/proc/{before}").exists():
        time.sleep(0.01)
    [read, after] = run(workers.do(case_of, TEXT, present), workers.do(process_id, b"", present))
    assert (read, after != before) == (CASE.to_json().encode(), True)


def test_without_room_for_another_process_it_is_tried_again_later(
    run: Run, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_room(*_: object) -> None:
        raise OSError(24, "Too many open files")

    workers.renew()
    with monkeypatch.context() as patched:
        patched.setattr(workers_module, "processes", without_room)
        [refused] = run(workers.do(process_id, b"", present))
        assert isinstance(refused, BusyError)
    [read] = run(workers.do(case_of, TEXT, present))
    assert read == CASE.to_json().encode()


def test_what_waits_when_the_service_is_to_end_is_not_begun(
    run: Run, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    ending = iter([False, True])
    monkeypatch.setattr(workers, "stopping", lambda: next(ending))
    first, second = run(workers.do(waiting, b"", present), workers.do(fatal, b"", present))
    assert (first, type(second)) == (None, BusyError)


def test_what_one_request_leaves_is_not_counted_as_memory_of_the_next(run: Run, workers: Workers) -> None:
    for _ in range(5):
        assert run(workers.do(littering, b"", present)) == [None]


def test_problems_come_from_the_process_whole(run: Run, workers: Workers) -> None:
    [refused] = run(workers.do(case_of, b"", present))
    assert isinstance(refused, DataError)
    assert [problem.message for problem in refused.problems] == ["the file is empty"]


def test_no_more_wait_than_may(run: Run, workers: Workers) -> None:
    seen = []

    async def third() -> None:
        seen.append(workers.waiting)
        await workers.do(waiting, b"", present)

    found = run(workers.do(waiting, b"", present), workers.do(waiting, b"", present), third())
    assert ([found[0], found[1], type(found[2])], seen, workers.waiting) == ([None, None, BusyError], [1], 0)


def test_who_came_first_is_served_first(run: Run, workers: Workers) -> None:
    served = []

    async def asked(name: str, after: float) -> None:
        await asyncio.sleep(after)
        await workers.do(waiting, b"", present)
        served.append(name)

    run(asked("first", 0), asked("second", 0.1))
    assert served == ["first", "second"]


def test_nothing_is_done_for_who_has_left_while_waiting(run: Run, workers: Workers) -> None:
    first, second = run(workers.do(waiting, b"", present), workers.do(fatal, b"", left))
    assert (first, type(second)) == (None, GoneError)
    [read] = run(workers.do(case_of, TEXT, present))
    assert read == CASE.to_json().encode()


def test_processes_are_replaced_where_what_they_keep_has_changed(run: Run, workers: Workers) -> None:
    [before, same] = (run(workers.do(process_id, b"", present))[0] for _ in range(2))
    workers.renew()
    [after] = run(workers.do(process_id, b"", present))
    assert before == same != after


def test_processes_are_replaced_after_a_while(run: Run, workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers_module, "LIFE", 2)
    workers.renew()
    found = [run(workers.do(process_id, b"", present))[0] for _ in range(5)]
    assert len(set(found)) == 3


def test_without_the_pdf_engine_nothing_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers_module, "why_not_ready", str)
    Workers(Limits(workers=1)).close()
    monkeypatch.setattr(workers_module, "why_not_ready", os.getcwd)  # any text
    with pytest.raises(PrintError):
        Workers(Limits(workers=1))


def test_a_request_that_may_not_wait_is_told_when_to_come_again() -> None:
    workers = Workers(Limits(workers=1, queue=0))
    app = create_app(Service(workers, HouseStyle()))
    assert ask(app).content == TEXT
    workers._taken = 1  # noqa: SLF001 - as while another is served
    refused = ask(app)
    assert (refused.status_code, refused.headers["retry-after"]) == (HTTPStatus.SERVICE_UNAVAILABLE, "1")
    assert refused.headers["content-type"] == "application/problem+json"
    workers.close()


def test_nobody_is_answered_who_has_left() -> None:
    workers = Workers(Limits(workers=1))

    async def leaving() -> list[Message]:
        body = {"type": "http.request", "body": CASE.to_json().encode(), "more_body": False}
        heard: list[Message] = [body, {"type": "http.disconnect"}]
        told: list[Message] = []

        async def receive() -> Message:
            return heard.pop(0)

        async def send(message: Message) -> None:
            told.append(message)

        scope = {"type": "http", "method": "POST", "path": "/v1/letters", "query_string": b"", "root_path": ""}
        headers = [(b"host", b"localhost"), (b"content-type", b"application/json")]
        await create_app(Service(workers, HouseStyle()))({**scope, "headers": headers}, receive, send)
        return told

    start, *rest = asyncio.run(leaving())
    assert (start["status"], b"".join(each["body"] for each in rest)) == (HTTPStatus.NO_CONTENT, b"")
    workers.close()
