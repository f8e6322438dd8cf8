"""The time of one letter from a cold start: as text and as PDF, and as text relative to importing its libraries."""

import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

SAMPLE = Path(__file__).parents[1] / "samples" / "several-pages.json"
ROUNDS = 7
INTERLEAVED_ROUNDS = 15
LIBRARIES = (sys.executable, "-c", "import pydantic, jinja2, click")
TEXT_TO_LIBRARIES = 1.65
"""The most that a text letter may take, relative to importing its libraries."""


def command(folder: Path, form: str) -> tuple[str, ...]:
    program = Path(sys.executable).with_name("imrletters")
    return str(program), "render", str(SAMPLE), "-o", str(folder), "--format", form


def environment(cache: str) -> dict[str, str]:
    """The environment of an installed program: Python may use its bytecode, the cache is in the folder ``cache``."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"IMRLETTERS_CACHE": cache}


def processor_time(arguments: Sequence[str], cache: str) -> float:
    """The processor time of one run of a command, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(arguments, check=True, capture_output=True, env=environment(cache))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.parametrize("name", ["text", "pdf"])
def test_cold_start(benchmark: BenchmarkFixture, tmp_path: Path, name: str) -> None:
    run = {"check": True, "capture_output": True, "env": environment(str(tmp_path / "cache"))}
    benchmark.pedantic(  # type: ignore[no-untyped-call] # pedantic has no type annotations
        subprocess.run, args=(command(tmp_path, name),), kwargs=run, rounds=ROUNDS, warmup_rounds=1
    )


def test_cold_start_of_typst(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    run = {"check": True, "capture_output": True, "env": environment(str(tmp_path / "cache"))}
    typst = (*command(tmp_path, "pdf"), "--engine", "typst")
    benchmark.pedantic(  # type: ignore[no-untyped-call] # pedantic has no type annotations
        subprocess.run, args=(typst,), kwargs=run, rounds=ROUNDS, warmup_rounds=1
    )


def test_a_text_letter_relative_to_its_libraries(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, cache = command(tmp_path, "text"), str(tmp_path / "cache")
    processor_time(text, cache)  # fills the cache
    rounds = [
        (processor_time(LIBRARIES, ""), processor_time(text, cache), processor_time(text, ""))
        for _ in range(INTERLEAVED_ROUNDS)
    ]
    libraries, cached, uncached = (median(times) for times in zip(*rounds, strict=True))
    cached, uncached = cached / libraries, uncached / libraries
    with capsys.disabled():
        sys.stdout.write(
            f"\ntext letter / its libraries, cold start: {cached:.2f} (limit {TEXT_TO_LIBRARIES}), "
            f"{uncached:.2f} without cache\n"
        )
    assert cached <= TEXT_TO_LIBRARIES
