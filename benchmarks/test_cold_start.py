"""The time of one letter from a cold start, as text and as PDF."""

import subprocess
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

SAMPLE = Path(__file__).parents[1] / "samples" / "several-pages.json"
ROUNDS = 7


@pytest.mark.parametrize("name", ["text", "pdf"])
def test_cold_start(benchmark: BenchmarkFixture, tmp_path: Path, name: str) -> None:
    command = [Path(sys.executable).with_name("imrletters"), "render", SAMPLE, "-o", tmp_path, "--format", name]
    benchmark.pedantic(  # type: ignore[no-untyped-call] # pedantic has no type annotations
        subprocess.run, args=(command,), kwargs={"check": True, "capture_output": True}, rounds=ROUNDS, warmup_rounds=1
    )


def test_cold_start_of_typst(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    options = ["-o", tmp_path, "--format", "pdf", "--engine", "typst"]
    command = [Path(sys.executable).with_name("imrletters"), "render", SAMPLE, *options]
    benchmark.pedantic(  # type: ignore[no-untyped-call] # pedantic has no type annotations
        subprocess.run, args=(command,), kwargs={"check": True, "capture_output": True}, rounds=ROUNDS, warmup_rounds=1
    )
