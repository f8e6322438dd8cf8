"""The time of proofreading, compared with the time of printing the same letters.

The 2,000 disputed items are in copies of the samples. Printing all of them would take minutes, so 40 of the letters are
printed, and the ratio compares the times for one disputed item. The rationale of 1 MB is printed completely, once. The
slowest 1 MB appears three times in its case: as the summary and as two rationales.
"""

import time
from itertools import cycle

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from tests.support import SAMPLES, case, sample_letter

from imrletters import Case, check, render
from imrletters.case.example import HEADER, example_item

ITEMS = 2000
PRINTED = 40
MEGABYTE = 1_000_000
SCREENED = 60_000
"""The length of the texts that are compared to find the slowest of HOSTILE."""
SENTENCE = (
    "The guideline reserves special studies for a knee that stays troublesome after a period of conservative care. "
)
HOSTILE = [
    "a", " ", "?", "X", "_", "[insert ", "<insert ", "1", "1-", "9", "(", "{", "Dr. ", "the ", "A.", "a@", "9 Aa ",
    "UR ", "On 1-1-16 the request ", "injury ", "1-1-16", "injured on ", "not ", "claim number ", "May 1, ", "was ",
    "SSN ", "report of ", "is ", "not medically ", "medical necessity ", "MTUS ", "request is ", ". ", "\n", "denial ",
    "left ", "left knee ", "L4-5 ", "MRI dated 10-13-16 ", "10-13-16 ", "Naproxen ", "Naproxen 5mg ", "knee ", "p. ",
    "The MTUS asks for care. ", "MTUS page 5 ", "page 1,1,1", "Summary section of the MTUS ", "9792.2999",
]  # fmt: skip
"""Texts that, repeated, could make the regular expressions of the rules slow."""


@pytest.fixture(scope="module")
def letters() -> list[Case]:
    """Cases with 2,000 disputed items in total: the samples again and again, the last one shortened."""
    found: list[Case] = []
    left = ITEMS
    for one in cycle([sample_letter(path).case for path in SAMPLES]):
        items = one.disputed_items[:left]
        found.append(one.model_copy(update={"disputed_items": items}))
        left -= len(items)
        if not left:
            break
    return found


def long_case(text: str, summary: str = "The injured worker hurt her right knee.") -> Case:
    """A case with two long rationales and the citations that the rules about citations need."""
    sections = {"mtus": [{"title": "Knee Complaints 2004", "sections": ["Special Studies"]}]}
    pages = {"mtus": [{"title": "Chronic Pain Treatment Guidelines", "pages": "88, 89"}]}
    service = "MRI of the left knee, L4-5, Naproxen 500mg"
    items = [
        example_item(service=service, maximus_guideline=guideline, decision_rationale=text)
        for guideline in (sections, pages)
    ]
    return case(**HEADER, clinical_case_summary=summary, disputed_items=items)


def repeated(unit: str, length: int) -> str:
    return "x" + unit * (length // len(unit)) + "x"


def seconds(text: str) -> float:
    one = long_case(text, text)
    start = time.perf_counter()
    check(one, audience="both")
    return time.perf_counter() - start


def test_checking_2000_items(benchmark: BenchmarkFixture, letters: list[Case]) -> None:
    benchmark.extra_info["items"] = sum(len(one.disputed_items) for one in letters)
    assert benchmark.extra_info["items"] == ITEMS
    benchmark.pedantic(  # type: ignore[no-untyped-call] # pedantic has no type annotations
        lambda: [check(one) for one in letters], rounds=5, warmup_rounds=1
    )


def test_printing_of_2000_items(benchmark: BenchmarkFixture, letters: list[Case]) -> None:
    some = letters[:: len(letters) // PRINTED][:PRINTED]
    assert len(some) == PRINTED
    benchmark.extra_info["items"] = sum(len(one.disputed_items) for one in some)
    render(some[0]).pdf()
    benchmark.pedantic(  # type: ignore[no-untyped-call] # pedantic has no type annotations
        lambda: [render(one).pdf() for one in some], rounds=1
    )


@pytest.fixture(scope="module")
def megabyte() -> Case:
    """A case with one rationale of 1 MB of sentences."""
    text = SENTENCE * (MEGABYTE // len(SENTENCE)) + "Therefore, the request is not medically necessary."
    return case(**HEADER, disputed_items=[example_item(decision_rationale=text)])


def test_checking_1_mb(benchmark: BenchmarkFixture, megabyte: Case) -> None:
    benchmark.pedantic(check, args=(megabyte,), rounds=5)  # type: ignore[no-untyped-call] # no annotations


def test_checking_the_slowest_1_mb(benchmark: BenchmarkFixture) -> None:
    slowest = max(HOSTILE, key=lambda unit: seconds(repeated(unit, SCREENED)))
    text = repeated(slowest, MEGABYTE)
    benchmark.extra_info["unit"] = slowest
    benchmark.pedantic(  # type: ignore[no-untyped-call] # pedantic has no type annotations
        check, args=(long_case(text, text),), kwargs={"audience": "both"}, rounds=1
    )


def test_printing_1_mb(benchmark: BenchmarkFixture, megabyte: Case) -> None:
    benchmark.pedantic(lambda: render(megabyte).pdf(), rounds=1)  # type: ignore[no-untyped-call] # no annotations
