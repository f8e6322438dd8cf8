"""How long proofreading takes, beside printing the same letters: the ratios that `make bench` prints.

Checked are 2,000 disputed items, in copies of the samples. Printing so many plain PDFs would take minutes, so one
letter in every few is printed, 40 in all, and the ratio is of the time for each disputed item. The rationale of 1 MB
is really printed, once. The worst 1 MB stands three times in its case, as the summary and as two rationales.
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
"""The length at which the hostile texts are tried, to find the one that takes longest."""
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
"""What the patterns of the rules could stumble over when it goes on and on."""


@pytest.fixture(scope="module")
def letters() -> list[Case]:
    """Cases of 2,000 disputed items in all: the samples over and over, the last one cut."""
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
    """A case of a long rationale, cited as the rules about citations need it."""
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
    benchmark.pedantic(  # type: ignore[no-untyped-call] # the plugin has no types here
        lambda: [check(one) for one in letters], rounds=5, warmup_rounds=1
    )


def test_printing_of_2000_items(benchmark: BenchmarkFixture, letters: list[Case]) -> None:
    some = letters[:: len(letters) // PRINTED][:PRINTED]
    assert len(some) == PRINTED
    benchmark.extra_info["items"] = sum(len(one.disputed_items) for one in some)
    render(some[0]).pdf()
    benchmark.pedantic(  # type: ignore[no-untyped-call] # the plugin has no types here
        lambda: [render(one).pdf() for one in some], rounds=1
    )


@pytest.fixture(scope="module")
def megabyte() -> Case:
    """A case whose one rationale is 1 MB of sentences."""
    text = SENTENCE * (MEGABYTE // len(SENTENCE)) + "Therefore, the request is not medically necessary."
    return case(**HEADER, disputed_items=[example_item(decision_rationale=text)])


def test_checking_1_mb(benchmark: BenchmarkFixture, megabyte: Case) -> None:
    benchmark.pedantic(check, args=(megabyte,), rounds=5)  # type: ignore[no-untyped-call] # no types here


def test_checking_the_worst_1_mb(benchmark: BenchmarkFixture) -> None:
    worst = max(HOSTILE, key=lambda unit: seconds(repeated(unit, SCREENED)))
    text = repeated(worst, MEGABYTE)
    benchmark.extra_info["unit"] = worst
    benchmark.pedantic(  # type: ignore[no-untyped-call] # the plugin has no types here
        check, args=(long_case(text, text),), kwargs={"audience": "both"}, rounds=1
    )


def test_printing_1_mb(benchmark: BenchmarkFixture, megabyte: Case) -> None:
    benchmark.pedantic(lambda: render(megabyte).pdf(), rounds=1)  # type: ignore[no-untyped-call] # no types here
