"""Results are kept while a task lasts, for this task only."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from imrletters.readings import keep_readings, read_once

READ: list[str] = []


@read_once
def length(text: str) -> int:
    READ.append(text)
    return len(text)


@pytest.fixture(autouse=True)
def nothing_read() -> None:
    READ.clear()


def test_a_text_is_read_once_while_readings_are_kept() -> None:
    with keep_readings():
        assert [length("a knee"), length("a knee"), length("a hip")] == [6, 6, 5]
    assert READ == ["a knee", "a hip"]


def test_nothing_is_kept_after_a_task_or_outside_of_it() -> None:
    for _ in range(2):
        with keep_readings():
            length("a knee")
    length("a knee")
    length("a knee")
    assert READ == ["a knee"] * 4


def test_readings_end_when_the_task_fails() -> None:
    def failing() -> None:
        with keep_readings():
            length("a knee")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    length("a knee")
    assert READ == ["a knee"] * 2


def test_a_task_within_another_keeps_its_own_readings() -> None:
    with keep_readings():
        length("a knee")
        with keep_readings():
            length("a knee")
        length("a knee")
    assert READ == ["a knee"] * 2


def test_threads_do_not_share_readings() -> None:
    both = Barrier(2)

    def task(_: int) -> int:
        with keep_readings():
            both.wait()
            return length("a knee") + length("a knee")

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(task, range(2))) == [12, 12]
    assert READ == ["a knee"] * 2
