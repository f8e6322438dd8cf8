"""The processor time for hostile texts of 300 kB, compared with that for 30 kB of the same kind.

A case is validated, rendered as text and HTML, put into its canonical form and proofread; a letter is parsed and
proofread. The words of a case are also printed and the PDF is read. The least time of several rounds counts. See
``RATIOS`` in conftest.py.
"""

import time

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from tests.hostile_texts import CASES, LETTERS, case_file, item, repeated
from tests.test_growth import all_of_a_case, parsed

from imrletters import Case, parse, render
from imrletters.printing import ENGINES, EngineName

LENGTHS = {"short": 30_000, "long": 300_000}
REPEATED = {"short": 10, "long": 1}
"""How often each round repeats the work, so that both take as long: the speed of a processor changes at any time."""
ROUNDS = 5
PROCESSOR_TIME = pytest.mark.benchmark(timer=time.process_time)


@PROCESSOR_TIME
@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("kind", CASES)
def test_growth_of_case(benchmark: BenchmarkFixture, kind: str, length: str) -> None:
    data = case_file(kind, LENGTHS[length])
    benchmark.pedantic(all_of_a_case, args=(data,), rounds=ROUNDS, iterations=REPEATED[length])  # type: ignore[no-untyped-call] # no annotations


@PROCESSOR_TIME
@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("kind", LETTERS)
def test_growth_of_letter(benchmark: BenchmarkFixture, kind: str, length: str) -> None:
    data = LETTERS[kind](LENGTHS[length]).encode()
    benchmark.pedantic(parsed, args=(data,), rounds=ROUNDS, iterations=REPEATED[length])  # type: ignore[no-untyped-call] # no annotations


@PROCESSOR_TIME
@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("engine", ENGINES)
def test_growth_of_pdf(benchmark: BenchmarkFixture, engine: EngineName, length: str) -> None:
    letter = render(Case.model_validate(item(decision_rationale=repeated("word ", LENGTHS[length]))), engine=engine)
    benchmark.pedantic(lambda: parse(letter.pdf()), rounds=2, iterations=REPEATED[length])  # type: ignore[no-untyped-call] # no annotations
