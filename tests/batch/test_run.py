"""``render_many``: order, limits and failures."""

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from concurrent.futures.process import BrokenProcessPool
from itertools import count, islice
from typing import Any

import pytest

from imrletters import Case, render
from imrletters.batch.run import AHEAD, render_many
from imrletters.documents import Document
from tests.batch.support import TEXT_ONLY, case_text, document
from tests.support import case

KILLED = type("KilledWorker", (Exception,), {})()
"""The error of Dask for a case that killed several workers."""


class EndlessCases:
    """An endless iterable of cases that counts how many were read."""

    def __init__(self) -> None:
        self.read = 0

    def __iter__(self) -> Iterator[Document]:
        for number in count(1):
            self.read = number
            yield document(number)


class DirectExecutor(Executor):
    """Calls functions at once in this thread; the first calls fail with the errors in ``broken``."""

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


def test_outcomes_are_in_order_and_equal_to_single_letters() -> None:
    cases = [case(), Case.model_validate_json(case_text(2)), case(edition="1066")]
    first, second, third = render_many(cases, TEXT_ONLY, jobs=2)
    assert [outcome.stem for outcome in (first, second, third)] == ["letter-0000001", "CM16-0000002", "letter-0000003"]
    assert first.files == {"letter-0000001.txt": render(cases[0]).text().encode()}
    assert second.files == {"CM16-0000002.txt": render(cases[1]).text().encode()}
    assert third.problems
    assert not third.files
    assert str(third.problems[0]).startswith("letter-0000003:")


def test_a_limited_number_of_cases_is_read_ahead_and_closing_ends_the_processes() -> None:
    cases = EndlessCases()
    outcomes = render_many(cases, TEXT_ONLY, jobs=2)
    assert cases.read == 0
    for number, outcome in enumerate(islice(outcomes, 60), start=1):
        assert outcome.stem == str(number)
        assert number <= cases.read <= number + 2 * AHEAD
    assert multiprocessing.active_children()
    outcomes.close()
    assert multiprocessing.active_children() == []


def test_an_outcome_is_yielded_as_soon_as_it_is_ready() -> None:
    cases = EndlessCases()
    assert next(render_many(cases, TEXT_ONLY, jobs=4, executor=DirectExecutor())).stem == "1"
    assert cases.read == 1


def test_a_case_that_fails_once_is_tried_again() -> None:
    executor = DirectExecutor([BrokenProcessPool("gone")])
    [outcome] = render_many([document(1)], TEXT_ONLY, executor=executor)
    assert (outcome.problems, executor.calls) == ((), 2)


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (BrokenProcessPool("gone"), "1.json: error: the worker process died while it rendered this case, twice"),
        (
            KILLED,
            "1.json: error: the worker process died while it rendered this case, twice",
        ),
        (MemoryError("too much"), "1.json: error: rendering failed: MemoryError: too much"),
    ],
)
def test_a_case_that_fails_twice_has_a_problem_and_the_others_do_not(error: Exception, message: str) -> None:
    executor = DirectExecutor([error, error])
    first, second = render_many([document(1), document(2)], TEXT_ONLY, executor=executor)
    assert ([str(problem) for problem in first.problems], second.problems) == ([message], ())


def test_an_executor_that_cancels_its_work_stops_the_batch() -> None:
    with pytest.raises(CancelledError):
        list(render_many([document(1)], TEXT_ONLY, executor=DirectExecutor([CancelledError(), CancelledError()])))
