"""The time of repairing a pasted narrative, compared with the time of printing it.

The narrative is pasted from Word: paragraphs of one line, tabs, ligatures, non-breaking and soft hyphens, zero-width
characters.
"""

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from imrletters import render
from imrletters.case.example import example_case
from imrletters.cleaning import clean_text

LENGTH = 100_000
PARAGRAPH = (
    "The \ufb01rst visit\twas on Monday; the injured worker has non\u2011ste\u00adroidal drugs at home.\u200b She can "
    "walk,\u00a0sit and lift as before,  and re\ufb02exes are equal on both sides.\r\n"
)


@pytest.fixture(scope="module")
def pasted() -> str:
    """A narrative of 100 kB."""
    return PARAGRAPH * (LENGTH // len(PARAGRAPH.encode()))


def test_repairing_100_kb(benchmark: BenchmarkFixture, pasted: str) -> None:
    repaired = benchmark.pedantic(clean_text, args=(pasted,), rounds=9, warmup_rounds=1)  # type: ignore[no-untyped-call] # no annotations
    assert len(repaired.repairs) > LENGTH / 100


def test_printing_100_kb(benchmark: BenchmarkFixture, pasted: str) -> None:
    case = example_case(clinical_case_summary=clean_text(pasted).text)
    benchmark.pedantic(lambda: render(case).pdf(), rounds=3, warmup_rounds=1)  # type: ignore[no-untyped-call] # no annotations
