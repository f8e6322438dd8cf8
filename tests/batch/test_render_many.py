"""Batches from Python."""

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest

from imrletters import Case, render
from imrletters.batch import pool as pool_module
from imrletters.batch import workers as crew_module
from imrletters.batch.ledger import Ledger
from imrletters.batch.options import RenderOptions
from imrletters.batch.run import AHEAD, render_many
from imrletters.batch.work import Outcome, make
from imrletters.documents import Document
from tests.batch.support import case_text
from tests.support import case

TEXT = RenderOptions(formats=("text",))
KILLED = type("KilledWorker", (Exception,), {})()
"""What Dask says of a case that brought several workers down."""


def document(number: int, **changes: object) -> Document:
    return Document(f"{number}.json", str(number), case_text(number, **changes).encode())


class Counted:
    """Cases without end, and how far they were read."""

    def __init__(self) -> None:
        self.read = 0

    def __iter__(self) -> Iterator[Document]:
        for number in count(1):
            self.read = number
            yield document(number)


class Here(Executor):
    """Does everything at once, here; the first ``broken`` calls fail."""

    def __init__(self, broken: Iterable[BaseException] = ()) -> None:
        self.broken = list(broken)
        self.calls = 0

    def submit(self, function: Any, /, *arguments: Any, **_: Any) -> "Future[Any]":
        self.calls += 1
        future: Future[Any] = Future()
        if self.broken:
            future.set_exception(self.broken.pop(0))
        else:
            future.set_result(function(*arguments))
        return future


@contextmanager
def lent(kind: str) -> Iterator[Executor]:
    if kind == "threads":
        with ThreadPoolExecutor(3) as threads:
            yield threads
    else:
        with ProcessPoolExecutor(2, multiprocessing.get_context("forkserver")) as processes:
            yield processes


def test_outcomes_come_in_order_and_are_what_render_makes() -> None:
    cases = [case(), Case.model_validate_json(case_text(2)), case(edition="1066")]
    first, second, third = render_many(cases, TEXT, jobs=2)
    assert [outcome.stem for outcome in (first, second, third)] == ["letter-0000001", "CM16-0000002", "letter-0000003"]
    assert first.files == {"letter-0000001.txt": render(cases[0]).text().encode()}
    assert second.files == {"CM16-0000002.txt": render(cases[1]).text().encode()}
    assert third.problems
    assert not third.files
    assert str(third.problems[0]).startswith("letter-0000003:")


def test_cases_are_read_a_bounded_way_ahead_and_closing_ends_the_processes() -> None:
    cases = Counted()
    outcomes = render_many(cases, TEXT, jobs=2)
    assert cases.read == 0
    for number, outcome in enumerate(islice(outcomes, 60), start=1):
        assert outcome.stem == str(number)
        assert number <= cases.read <= number + 2 * AHEAD
    assert multiprocessing.active_children()
    outcomes.close()
    assert multiprocessing.active_children() == []


def test_an_outcome_is_not_held_until_more_cases_come() -> None:
    cases = Counted()
    assert next(render_many(cases, TEXT, jobs=4, executor=Here())).stem == "1"
    assert cases.read == 1


@pytest.mark.parametrize("kind", ["threads", "processes"])
def test_an_executor_of_the_callers_makes_the_same_bytes_and_stays_open(kind: str) -> None:
    documents = [document(number) for number in (1, 2, 3)]
    with lent(kind) as executor:
        outcomes = list(render_many(documents, jobs=2, executor=executor))
        assert executor.submit(len, "open").result() == 4
    assert outcomes == [make(each, RenderOptions()) for each in documents]


def test_processes_are_replaced_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    pools = []
    honest = pool_module.processes

    def counted(jobs: int, *arguments: Any, **options: Any) -> ProcessPoolExecutor:
        pools.append(jobs)
        return honest(jobs, *arguments, **options)

    monkeypatch.setattr(crew_module, "processes", counted)
    monkeypatch.setattr(crew_module, "LIFE", 5)
    outcomes = list(render_many(map(document, range(1, 31)), TEXT, jobs=2))
    assert [outcome.stem for outcome in outcomes] == [str(number) for number in range(1, 31)]
    assert pools == [2, 2, 2]


def test_what_fails_once_is_tried_once_more() -> None:
    executor = Here([BrokenProcessPool("gone")])
    [outcome] = render_many([document(1)], TEXT, executor=executor)
    assert (outcome.problems, executor.calls) == ((), 2)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (BrokenProcessPool("gone"), "1.json: error: brought the process that made its letter down, twice"),
        (
            KILLED,
            "1.json: error: brought the process that made its letter down, twice",
        ),
        (MemoryError("too much"), "1.json: error: its letter could not be made: MemoryError: too much"),
    ],
)
def test_what_fails_twice_is_a_problem_of_its_case_only(error: Exception, said: str) -> None:
    executor = Here([error, error])
    first, second = render_many([document(1), document(2)], TEXT, executor=executor)
    assert ([str(problem) for problem in first.problems], second.problems) == ([said], ())


def test_an_executor_that_is_gone_stops_the_batch() -> None:
    with pytest.raises(CancelledError):
        list(render_many([document(1)], TEXT, executor=Here([CancelledError(), CancelledError()])))


def test_a_letter_printed_by_other_versions_is_no_letter_of_this_batch(tmp_path: Path) -> None:
    outcome = make(document(1), TEXT)
    with Ledger(tmp_path, TEXT) as ledger:
        assert ledger.enter(document(1), outcome) == outcome
        strange = ledger.enter(document(2), replace(make(document(2), TEXT), toolchain={"version": "0.0.1"}))
    assert [str(problem) for problem in strange.problems] == [
        "2.json: error: printed by other versions, templates or fonts than are installed here"
    ]
    assert {path.name for path in tmp_path.glob("*.txt")} == {"1.txt"}


def test_an_outcome_can_be_compared() -> None:
    assert make(document(1), TEXT) == make(document(1), TEXT) != make(document(2), TEXT)
    assert isinstance(make(document(1), TEXT), Outcome)
