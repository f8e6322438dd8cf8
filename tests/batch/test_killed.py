"""A batch that is killed, stopped, or loses a worker: nothing is lost, and nothing is left over."""

import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.support import POISON, Program, case_text, manifest, run, tree, until, write_cases

pytestmark = pytest.mark.long

TEXT = ("--format", "text", "--jobs", "2")
FAULTY = (7, 93, 94, 201, 333, 334, 500)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """500 cases, 7 of them faulty, and the letters of a run that nothing happened to."""
    folder = tmp_path_factory.mktemp("undisturbed")
    write_cases(folder / "cases.jsonl", 500, FAULTY)
    code, said = run("render", "cases.jsonl", "-o", "out", *TEXT, "--quiet", folder=folder)
    assert (code, said.count("cases.jsonl:")) == (1, len(FAULTY))
    assert len(tree(folder / "out")) == 500 - len(FAULTY) + 1
    return folder


def letters(folder: Path) -> int:
    return sum(name.endswith((".txt", ".pdf")) for name in os.listdir(folder)) if folder.exists() else 0  # noqa: PTH208 - quick


def test_killed_ten_times_it_ends_as_if_undisturbed(undisturbed: Path, tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - a seed
    (tmp_path / "cases.jsonl").write_bytes((undisturbed / "cases.jsonl").read_bytes())
    out = tmp_path / "out"
    interrupted = 0
    for kill in range(10):
        enough = chance.randrange(45 * kill, 45 * (kill + 1))
        batch = Program("render", "cases.jsonl", "-o", "out", *TEXT, folder=tmp_path)
        assert until(lambda: letters(out) >= enough or batch.process.poll() is not None)  # noqa: B023 - called at once
        if kill % 2:
            os.killpg(batch.process.pid, signal.SIGKILL)
        else:
            batch.process.kill()
        batch.end()
        assert until(lambda: not batch.processes()), "workers outlive a batch that was killed"  # noqa: B023
        interrupted += letters(out) < 500 - len(FAULTY)
        assert not (out / "manifest.jsonl").exists()
    assert interrupted == 10
    kept = letters(out)
    code, said = run("render", "cases.jsonl", "-o", "out", *TEXT, folder=tmp_path)
    assert code == 1
    assert "7 with problems" in said
    assert f"{500 - len(FAULTY)} made" not in said, f"{kept} letters were made again"
    assert tree(out) == tree(undisturbed / "out")


def test_a_run_that_left_something_would_be_noticed(undisturbed: Path, tmp_path: Path) -> None:
    batch = Program("render", undisturbed / "cases.jsonl", "-o", "out", *TEXT, folder=tmp_path)
    assert until(lambda: letters(tmp_path / "out") > 20)
    assert len(batch.processes()) > 2
    os.killpg(batch.process.pid, signal.SIGKILL)
    batch.end()
    assert tree(tmp_path / "out") != tree(undisturbed / "out")
    assert ".imrletters-account" in tree(tmp_path / "out")


def test_pdfs_killed_and_resumed_are_those_of_an_undisturbed_run(tmp_path: Path) -> None:
    write_cases(tmp_path / "cases.jsonl", 4, [3])
    run("render", "cases.jsonl", "-o", "expected", "--jobs", "2", folder=tmp_path)
    for enough in (2,):
        batch = Program("render", "cases.jsonl", "-o", "out", "--jobs", "2", folder=tmp_path)
        assert until(lambda: letters(tmp_path / "out") >= enough or batch.process.poll() is not None)  # noqa: B023
        batch.process.kill()
        batch.end()
    assert run("render", "cases.jsonl", "-o", "out", "--jobs", "2", folder=tmp_path)[0] == 1
    assert tree(tmp_path / "out") == tree(tmp_path / "expected")
    assert len(tree(tmp_path / "out")) == 7


@pytest.fixture
def _ctrl_c_is_heard() -> Iterator[None]:
    """What is started in the background, as tests may be, is deaf to Ctrl-C, and so are the programs that it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_ctrl_c_is_heard")
@pytest.mark.parametrize("enough", [0, 50])
def test_ctrl_c_ends_it_with_a_message_and_it_goes_on(undisturbed: Path, tmp_path: Path, enough: int) -> None:
    (tmp_path / "cases.jsonl").write_bytes((undisturbed / "cases.jsonl").read_bytes())
    batch = Program("render", "cases.jsonl", "-o", "out", *TEXT, folder=tmp_path)
    assert until(lambda: (tmp_path / "out/.imrletters-account").exists() and letters(tmp_path / "out") >= enough)
    os.killpg(batch.process.pid, signal.SIGINT)  # as a terminal does it: to all of them
    code, said = batch.end()
    assert code == 130
    assert [line for line in said.splitlines() if not line.startswith("cases.jsonl:")] == [
        "stopped; the same command goes on from here"
    ]
    assert until(lambda: not batch.processes())
    assert run("render", "cases.jsonl", "-o", "out", *TEXT, folder=tmp_path)[0] == 1
    assert tree(tmp_path / "out") == tree(undisturbed / "out")


def test_a_case_that_kills_its_worker_costs_only_itself(tmp_path: Path) -> None:
    write_cases(tmp_path / "cases.jsonl", 30)
    lines = (tmp_path / "cases.jsonl").read_text().splitlines()
    lines[11] = case_text(12, case_number="POISON")
    (tmp_path / "cases.jsonl").write_text("\n".join(lines))
    (tmp_path / "sitecustomize.py").write_text(POISON.format(log=str(tmp_path / "log")))
    code, said = run("render", "cases.jsonl", "-o", "out", *TEXT, folder=tmp_path, PYTHONPATH=str(tmp_path))
    assert code == 1
    assert "cases.jsonl:12: error: brought the process that made its letter down, twice\n" in said
    assert "30 cases: 29 made, 0 kept, 1 with problems" in said
    assert (tmp_path / "log").read_text().splitlines() == ["killed"] * 2
    assert [line["stem"] for line in manifest(tmp_path / "out") if line["problems"]] == ["cases-0000012"]
    code, said = run("render", "cases.jsonl", "-o", "out", *TEXT, folder=tmp_path)
    assert (code, "1 made, 29 kept, 0 with problems" in said) == (0, True)


def test_workers_that_outlive_their_parent_would_be_noticed(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import imrletters.batch.work as work\nwork._end_with_parent = lambda: None\n"
    )
    write_cases(tmp_path / "cases.jsonl", 300)
    batch = Program("render", "cases.jsonl", "-o", "out", *TEXT, folder=tmp_path, extra={"PYTHONPATH": str(tmp_path)})
    assert until(lambda: letters(tmp_path / "out") > 20)
    batch.process.kill()
    batch.process.wait()
    time.sleep(1)  # they have time to end, and do not
    assert batch.processes()
    os.killpg(batch.process.pid, signal.SIGKILL)
    batch.end()
    assert until(lambda: not batch.processes())
