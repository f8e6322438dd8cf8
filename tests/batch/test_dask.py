"""A batch on a Dask cluster: a real scheduler and real workers, on this machine."""

import json
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.batch.support import PROGRAM, Program, run, tree, until, write_cases

pytestmark = pytest.mark.long

DASK = "distributed.cli.dask_"
HERE = ("--host", "127.0.0.1", "--no-dashboard")
PATIENCE = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "1s"}
TEXT = ("--format", "text")


@pytest.fixture
def processes() -> Iterator[ExitStack]:
    with ExitStack() as started:
        yield started


def started(processes: ExitStack, folder: Path, kind: str, *arguments: str) -> Program:
    """A scheduler or a worker, which ends with the test."""
    command = (sys.executable, "-m", f"{DASK}{kind}", *HERE, "--scheduler-file", "scheduler.json")
    program = Program(*arguments, folder=folder, command=command)
    processes.callback(program.end)
    processes.callback(program.process.kill)
    return program


def scheduler(processes: ExitStack, folder: Path) -> tuple[Program, str]:
    """A running scheduler, and its address."""
    program = started(processes, folder, "scheduler", "--port", "0")
    told = folder / "scheduler.json"
    assert until(lambda: told.exists() and told.read_text().rstrip().endswith("}"))  # it is not written at once
    return program, json.loads(told.read_text())["address"]


def worker(processes: ExitStack, folder: Path) -> Program:
    return started(processes, folder, "worker", "--no-nanny", "--nthreads", "1", "--local-directory", str(folder))


def letters(folder: Path) -> int:
    return len([*folder.glob("*.txt")])


def test_a_cluster_that_loses_a_worker_makes_what_this_machine_makes(processes: ExitStack, tmp_path: Path) -> None:
    write_cases(tmp_path / "cases.jsonl", 200, [50])
    running, address = scheduler(processes, tmp_path)
    first, _ = [worker(processes, tmp_path) for _ in range(2)]
    batch = Program("render", "cases.jsonl", "-o", "cluster", *TEXT, "--scheduler", address, folder=tmp_path)
    assert until(lambda: letters(tmp_path / "cluster") >= 30 or batch.process.poll() is not None)
    first.process.send_signal(signal.SIGKILL)
    assert batch.process.poll() is None, "it ended before the worker was killed"
    code, said = batch.end()
    assert (code, "200 cases: 199 made, 0 kept, 1 with problems" in said) == (1, True), said
    assert "Traceback" not in said
    run("render", "cases.jsonl", "-o", "local", *TEXT, "--jobs", "2", folder=tmp_path)
    assert tree(tmp_path / "cluster") == tree(tmp_path / "local")
    again = run("render", "cases.jsonl", "-o", "cluster", *TEXT, "--scheduler", address, folder=tmp_path)
    assert "0 made, 199 kept" in again[1]
    assert running.process.poll() is None


def test_a_scheduler_that_dies_stops_the_batch_and_it_goes_on_here(processes: ExitStack, tmp_path: Path) -> None:
    write_cases(tmp_path / "cases.jsonl", 300)
    running, address = scheduler(processes, tmp_path)
    worker(processes, tmp_path)
    batch = Program(
        "render", "cases.jsonl", "-o", "out", *TEXT, "--scheduler", address, folder=tmp_path, extra=PATIENCE
    )
    processes.callback(batch.process.kill)
    assert until(lambda: letters(tmp_path / "out") >= 10 or batch.process.poll() is not None)
    running.process.kill()
    code, said = batch.end()
    assert code == 1
    assert "Traceback" not in said
    assert f"the Dask scheduler at {address} is gone; once it is back, the same command goes on from here" in said
    assert run("render", "cases.jsonl", "-o", "out", *TEXT, folder=tmp_path)[0] == 0
    assert letters(tmp_path / "out") == 300


def test_a_cluster_without_workers_is_a_wrong_call(processes: ExitStack, tmp_path: Path) -> None:
    write_cases(tmp_path / "cases.jsonl", 2)
    _, address = scheduler(processes, tmp_path)
    code, said = run("render", "cases.jsonl", "-o", "out", *TEXT, "--scheduler", address, folder=tmp_path, **PATIENCE)
    assert code == 2
    assert f"the Dask scheduler at {address} has no workers" in said


@pytest.mark.parametrize("address", ["127.0.0.1:9", "nonsense://x", "tcp://no-such-host.invalid:8786"])
def test_a_wrong_address_is_a_wrong_call(tmp_path: Path, address: str) -> None:
    write_cases(tmp_path / "cases.jsonl", 2)
    code, said = run("render", "cases.jsonl", "-o", "out", *TEXT, "--scheduler", address, folder=tmp_path, **PATIENCE)
    assert code == 2
    assert f"no Dask scheduler answers at {address}" in said
    assert "Traceback" not in said


def test_without_the_extra_there_is_a_message(tmp_path: Path) -> None:
    write_cases(tmp_path / "cases.jsonl", 2)
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['distributed'] = None\n")
    call = ("render", "cases.jsonl", "-o", "out", *TEXT, "--scheduler", "127.0.0.1:9")
    code, said = run(*call, folder=tmp_path, PYTHONPATH=str(tmp_path))
    assert code == 2
    assert "--scheduler needs pip install 'imrletters[dask]'" in said
    assert PROGRAM.endswith("imrletters")
