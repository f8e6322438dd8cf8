"""A batch on a Dask cluster with a real scheduler and real workers on this machine."""

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
LOCAL = ("--host", "127.0.0.1", "--no-dashboard")
TIMEOUT = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "1s"}
TEXT = ("--format", "text")


@pytest.fixture
def processes() -> Iterator[ExitStack]:
    with ExitStack() as started:
        yield started


def started(processes: ExitStack, folder: Path, kind: str, *arguments: str) -> Program:
    """A scheduler or a worker, which is killed at the end of the test."""
    command = (sys.executable, "-m", f"{DASK}{kind}", *LOCAL, "--scheduler-file", "scheduler.json")
    program = Program(*arguments, folder=folder, command=command)
    processes.callback(program.end)
    processes.callback(program.process.kill)
    return program


def scheduler(processes: ExitStack, folder: Path) -> tuple[Program, str]:
    """A running scheduler, and its address."""
    program = started(processes, folder, "scheduler", "--port", "0")
    file = folder / "scheduler.json"
    assert until(lambda: file.exists() and file.read_text().rstrip().endswith("}"))  # the scheduler writes it in steps
    return program, json.loads(file.read_text())["address"]


def worker(processes: ExitStack, folder: Path) -> Program:
    return started(processes, folder, "worker", "--no-nanny", "--nthreads", "1", "--local-directory", str(folder))


def letters(folder: Path) -> int:
    return len([*folder.glob("*.txt")])


def test_a_table_is_the_same_on_a_cluster(processes: ExitStack, tmp_path: Path) -> None:
    write_cases(tmp_path / "cases.jsonl", 12, [5])
    _, address = scheduler(processes, tmp_path)
    worker(processes, tmp_path)
    local = run("table", "cases.jsonl", "-o", "local.csv", "--jobs", "1", folder=tmp_path)
    spread = run("table", "cases.jsonl", "-o", "cluster.csv", "--scheduler", address, folder=tmp_path)
    assert (spread[0], spread[1].replace("cluster.csv", "local.csv")) == local
    assert local[0] == 1
    assert (tmp_path / "cluster.csv").read_bytes() == (tmp_path / "local.csv").read_bytes()


def test_a_cluster_that_loses_a_worker_renders_the_same_files(processes: ExitStack, tmp_path: Path) -> None:
    write_cases(tmp_path / "cases.jsonl", 200, [50])
    running, address = scheduler(processes, tmp_path)
    first, _ = [worker(processes, tmp_path) for _ in range(2)]
    batch = Program("render", "cases.jsonl", "-o", "cluster", *TEXT, "--scheduler", address, folder=tmp_path)
    assert until(lambda: letters(tmp_path / "cluster") >= 30 or batch.process.poll() is not None)
    first.process.send_signal(signal.SIGKILL)
    assert batch.process.poll() is None, "the batch ended before the worker was killed"
    code, output = batch.end()
    assert (code, "200 cases: 199 rendered, 0 kept, 1 with problems" in output) == (1, True), output
    assert "Traceback" not in output
    run("render", "cases.jsonl", "-o", "local", *TEXT, "--jobs", "2", folder=tmp_path)
    assert tree(tmp_path / "cluster") == tree(tmp_path / "local")
    again = run("render", "cases.jsonl", "-o", "cluster", *TEXT, "--scheduler", address, folder=tmp_path)
    assert "0 rendered, 199 kept" in again[1]
    assert running.process.poll() is None


def test_a_batch_whose_scheduler_died_resumes_on_this_machine(processes: ExitStack, tmp_path: Path) -> None:
    write_cases(tmp_path / "cases.jsonl", 300)
    running, address = scheduler(processes, tmp_path)
    worker(processes, tmp_path)
    batch = Program("render", "cases.jsonl", "-o", "out", *TEXT, "--scheduler", address, folder=tmp_path, extra=TIMEOUT)
    processes.callback(batch.process.kill)
    assert until(lambda: letters(tmp_path / "out") >= 10 or batch.process.poll() is not None)
    running.process.kill()
    code, output = batch.end()
    assert code == 1
    assert "Traceback" not in output
    assert (
        f"error: lost the connection to the Dask scheduler at {address}; run the same command again to continue"
        in output
    )
    assert run("render", "cases.jsonl", "-o", "out", *TEXT, folder=tmp_path)[0] == 0
    assert letters(tmp_path / "out") == 300


def test_a_cluster_without_workers_is_wrong_usage(processes: ExitStack, tmp_path: Path) -> None:
    write_cases(tmp_path / "cases.jsonl", 2)
    _, address = scheduler(processes, tmp_path)
    code, output = run("render", "cases.jsonl", "-o", "out", *TEXT, "--scheduler", address, folder=tmp_path, **TIMEOUT)
    assert code == 2
    assert f"the Dask scheduler at {address} has no workers" in output


@pytest.mark.parametrize("address", ["127.0.0.1:9", "nonsense://x", "tcp://no-such-host.invalid:8786"])
def test_a_wrong_address_is_wrong_usage(tmp_path: Path, address: str) -> None:
    write_cases(tmp_path / "cases.jsonl", 2)
    code, output = run("render", "cases.jsonl", "-o", "out", *TEXT, "--scheduler", address, folder=tmp_path, **TIMEOUT)
    assert code == 2
    assert f"cannot connect to a Dask scheduler at {address}" in output
    assert "Traceback" not in output


def test_without_dask_the_message_names_what_to_install(tmp_path: Path) -> None:
    write_cases(tmp_path / "cases.jsonl", 2)
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['distributed'] = None\n")
    call = ("render", "cases.jsonl", "-o", "out", *TEXT, "--scheduler", "127.0.0.1:9")
    code, output = run(*call, folder=tmp_path, PYTHONPATH=str(tmp_path))
    assert code == 2
    assert "--scheduler needs pip install 'imrletters[dask]'" in output
    assert PROGRAM.endswith("imrletters")
