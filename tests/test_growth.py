"""The work for a hostile text grows in proportion to its length.

The fast tests count calls of functions, of Python and of C. The slow ones compare processor times, and so also find
regular expressions whose steps grow faster.
"""

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from math import inf
from types import FrameType
from typing import Any

import pytest

from imrletters import Case, CaseError, LetterError, check, parse, render
from imrletters.comparison import changed_lines, differences, texts
from imrletters.parsing import canonical
from imrletters.pdf.layout import Layout, Line, Page, Run
from imrletters.proofreading import check_document
from imrletters.validation import read_case
from tests.hostile_texts import CASES, LETTERS, case_file

pytestmark = pytest.mark.long
SHORT, LONG = 3_000, 30_000
MOST_TIMES = 12
"""The most times of work for ten times the length."""
FIXED = 2_000
"""Calls that do not depend on the length."""
COMPARISONS = 3
"""The most comparisons of two times, until the least times of both are in proportion."""
SECONDS = 0.02
"""Time that does not depend on the length."""


def calls(work: Callable[[bytes], object], data: bytes) -> int:
    """The number of calls of functions that the work makes."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal counted
        counted += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        work(data)
    finally:
        sys.setprofile(None)
    return counted


def all_of_a_case(data: bytes) -> None:
    """Validates and proofreads a case, renders its letter and finds its canonical form."""
    with suppress(CaseError):
        case: Case = read_case(data)
        letter = render(case)
        letter.text()
        letter.html()
        canonical(case)
        check(case, audience="both")
        check_document(data, audience="both")


def parsed(data: bytes) -> None:
    with suppress(LetterError):
        parse(data)
        check_document(data)


@pytest.mark.parametrize("kind", CASES)
def test_the_calls_for_a_case_grow_in_proportion(kind: str) -> None:
    short, long = case_file(kind, SHORT), case_file(kind, LONG)
    all_of_a_case(case_file(kind, SHORT // 10))  # fills the caches
    few = calls(all_of_a_case, short)  # first, because the words of the longer text would fill the caches for it
    assert calls(all_of_a_case, long) <= FIXED + MOST_TIMES * few


@pytest.mark.parametrize("kind", LETTERS)
def test_the_calls_for_a_letter_grow_in_proportion(kind: str) -> None:
    short, long = (LETTERS[kind](length).encode() for length in (SHORT, LONG))
    parsed(LETTERS[kind](SHORT // 10).encode())  # fills the caches
    assert calls(parsed, long) <= FIXED + MOST_TIMES * calls(parsed, short)


def seconds(work: Callable[[bytes], object], data: bytes, times: int = 1) -> float:
    """The processor time of a run: the least of three measurements, each of this number of runs.

    Both texts are measured for about as long, because the speed of a processor changes at any time.
    """
    found = []
    for _ in range(3):
        start = time.process_time()
        for _ in range(times):
            work(data)
        found.append((time.process_time() - start) / times)
    return min(found)


def is_in_proportion(work: Callable[[bytes], object], short: bytes, long: bytes) -> bool:
    """Whether the least times are in proportion; they are measured again if not, because other programs slow both."""
    least = least_of_short = inf
    for _ in range(COMPARISONS):
        least, least_of_short = min(least, seconds(work, long)), min(least_of_short, seconds(work, short, 10))
        if least <= MOST_TIMES * (SECONDS + least_of_short):
            return True
    return False


def test_a_time_that_grows_with_the_square_is_found() -> None:
    def squared(data: bytes) -> None:
        for _ in range(len(data) // 100):
            sum(data)

    assert not is_in_proportion(squared, bytes(15_000), bytes(150_000))


@pytest.mark.parametrize("kind", CASES)
def test_the_time_for_a_case_grows_in_proportion(kind: str) -> None:
    assert is_in_proportion(all_of_a_case, case_file(kind, LONG), case_file(kind, 10 * LONG))


@pytest.mark.parametrize("kind", LETTERS)
def test_the_time_for_a_letter_grows_in_proportion(kind: str) -> None:
    short, long = (LETTERS[kind](length).encode() for length in (LONG, 10 * LONG))
    assert is_in_proportion(parsed, short, long)


@pytest.mark.parametrize(
    "line", ["word", "word {}", "word-", "{} word-"], ids=["equal", "different", "equal hyphens", "hyphens"]
)
def test_the_calls_for_a_comparison_grow_in_proportion(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "MOST_STEPS", 10_000)

    def compared(data: bytes) -> None:
        lines = [line.format(number) for number in range(len(data))]
        changed = ["new", *lines[::2], "new", *lines[1::2], "new"]
        assert list(changed_lines("\n".join(changed), "\n".join(lines)))
        assert list(differences(layout(changed), layout(lines)))

    assert calls(compared, bytes(10_000)) <= FIXED + MOST_TIMES * calls(compared, bytes(1_000))


def layout(lines: list[str]) -> Layout:
    """A page with these lines."""
    placed = (
        Line(1, number, 10.0, (Run(72.0, "Serif", 12.0, False, "#000000", text),))  # noqa: FBT003 - not bold
        for number, text in enumerate(lines, start=1)
    )
    return Layout((Page(612.0, 792.0, tuple(placed)),))
