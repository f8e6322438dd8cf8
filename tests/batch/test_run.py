"""``render_many``: order, limits and failures."""

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from concurrent.futures.process import BrokenProcessPool
from itertools import count, islice
from pathlib import PurePath, PureWindowsPath
from typing import Any

import pytest

from imrletters import Case, render
from imrletters.batch.run import render_many
from imrletters.batch.spread import AHEAD
from imrletters.case.example import HEADER
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


def test_the_files_of_a_case_have_safe_names() -> None:
    numbers = ["../../evil", "/etc/passwd", "..", ".hidden", "con", "a/b", "a\\b", "C:x"]
    for number, outcome in zip(
        numbers, render_many([case(**HEADER | {"case_number": n}) for n in numbers], TEXT_ONLY, jobs=1), strict=True
    ):
        assert outcome.problems == (), number
        for name in outcome.files:
            assert PurePath(name).name == PureWindowsPath(name).name == name
            assert not PureWindowsPath(name).is_reserved()
            assert not name.startswith(".")


def test_a_document_with_a_name_that_is_not_safe_is_a_problem() -> None:
    stems = ["../../evil", "/etc/passwd", "..", "", ".hidden", "con", "a/b", "a\nb"]
    documents = [Document("a.json", stem, case_text(1).encode()) for stem in stems]
    for outcome in render_many(documents, TEXT_ONLY, executor=DirectExecutor()):
        assert outcome.files == {}
        assert "is not a safe beginning of a file name" in str(outcome.problems[0])


def test_two_cases_that_share_their_file_names_are_a_problem() -> None:
    numbers = ["CM16-1", "CM16-2", "cm16-1", "CM16-1", "letter-0000006", None, "a/b", "a%2Fb"]
    cases = [case(**HEADER | {"case_number": number}) if number else case() for number in numbers]
    outcomes = list(render_many(cases, TEXT_ONLY, executor=DirectExecutor()))
    assert [str(problem) for outcome in outcomes for problem in outcome.problems] == [
        "cm16-1: error: case 3 would have the same file names as case 1",
        "CM16-1: error: case 4 would have the same file names as case 1",
        "letter-0000006: error: case 6 would have the same file names as case 5",
        "a%2Fb: error: case 8 would have the same file names as case 7",
    ]
    names = [name.casefold() for outcome in outcomes for name in outcome.files]
    assert len(set(names)) == len(names) == 4


def test_a_limited_number_of_cases_is_read_ahead_and_closing_ends_the_processes() -> None:
    others = set(multiprocessing.active_children())
    cases = EndlessCases()
    outcomes = render_many(cases, TEXT_ONLY, jobs=2)
    assert cases.read == 0
    for number, outcome in enumerate(islice(outcomes, 60), start=1):
        assert outcome.stem == str(number)
        assert number <= cases.read <= number + 2 * AHEAD
    assert {*multiprocessing.active_children()} > others
    outcomes.close()
    assert {*multiprocessing.active_children()} <= others


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
