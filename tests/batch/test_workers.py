"""Worker processes, and executors of the caller."""

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest

from imrletters.batch import workers as workers_module
from imrletters.batch.options import RenderOptions
from imrletters.batch.render import render_document
from imrletters.batch.run import render_many
from imrletters.workers import pool as pool_module
from tests.batch.support import TEXT_ONLY, document


@contextmanager
def open_executor(kind: str) -> Iterator[Executor]:
    if kind == "threads":
        with ThreadPoolExecutor(3) as threads:
            yield threads
    else:
        with ProcessPoolExecutor(2, multiprocessing.get_context("forkserver")) as processes:
            yield processes


@pytest.mark.parametrize("kind", ["threads", "processes"])
def test_an_executor_of_the_caller_renders_the_same_bytes_and_stays_open(kind: str) -> None:
    documents = [document(number) for number in (1, 2, 3)]
    with open_executor(kind) as executor:
        outcomes = list(render_many(documents, jobs=2, executor=executor))
        assert executor.submit(len, "open").result() == 4
    assert outcomes == [render_document(each, RenderOptions()) for each in documents]


def test_processes_are_replaced_after_a_number_of_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    pools = []
    original = pool_module.process_pool

    def counted(jobs: int, *arguments: Any, **options: Any) -> ProcessPoolExecutor:
        pools.append(jobs)
        return original(jobs, *arguments, **options)

    monkeypatch.setattr(workers_module, "process_pool", counted)
    monkeypatch.setattr(workers_module, "TASKS_PER_PROCESS", 5)
    outcomes = list(render_many(map(document, range(1, 31)), TEXT_ONLY, jobs=2))
    assert [outcome.stem for outcome in outcomes] == [str(number) for number in range(1, 31)]
    assert pools == [2, 2, 2]
