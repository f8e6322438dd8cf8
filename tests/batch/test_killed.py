"""Batches that are killed or interrupted, or lose a worker: they resume, and leave no process."""

import os
import random
import signal
import time
from pathlib import Path

import pytest

from tests.batch.support import POISON, TEXT, Program, case_text, letters, manifest, run, tree, until, write_cases

pytestmark = pytest.mark.long
FAULTY = (7, 93, 94, 201, 333, 334, 500)


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """500 cases, 7 of them faulty, and their letters from a run without interruption."""
    folder = tmp_path_factory.mktemp("uninterrupted")
    write_cases(folder / "cases.jsonl", 500, FAULTY)
    code, output = run("render", "cases.jsonl", "-o", "out", *TEXT, "--quiet", folder=folder)
    assert (code, output.count("cases.jsonl:")) == (1, len(FAULTY))
    assert len(tree(folder / "out")) == 500 - len(FAULTY) + 1
    return folder


def test_a_batch_killed_ten_times_gives_the_files_of_an_uninterrupted_run(uninterrupted: Path, tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - the same numbers on every run
    (tmp_path / "cases.jsonl").write_bytes((uninterrupted / "cases.jsonl").read_bytes())
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
        assert until(lambda: not batch.processes()), "workers run after the kill"  # noqa: B023 - called at once
        interrupted += letters(out) < 500 - len(FAULTY)
        assert not (out / "manifest.jsonl").exists()
    assert interrupted == 10
    kept = letters(out)
    code, output = run("render", "cases.jsonl", "-o", "out", *TEXT, folder=tmp_path)
    assert code == 1
    assert "7 with problems" in output
    assert f"{500 - len(FAULTY)} rendered" not in output, f"{kept} letters were rendered again"
    assert tree(out) == tree(uninterrupted / "out")


def test_a_killed_run_leaves_an_incomplete_folder_with_a_journal(uninterrupted: Path, tmp_path: Path) -> None:
    batch = Program("render", uninterrupted / "cases.jsonl", "-o", "out", *TEXT, folder=tmp_path)
    assert until(lambda: letters(tmp_path / "out") > 20)
    assert len(batch.processes()) > 2
    os.killpg(batch.process.pid, signal.SIGKILL)
    batch.end()
    assert tree(tmp_path / "out") != tree(uninterrupted / "out")
    assert ".imrletters-account" in tree(tmp_path / "out")


def test_a_resumed_run_gives_the_same_pdf_files_as_an_uninterrupted_one(tmp_path: Path) -> None:
    write_cases(tmp_path / "cases.jsonl", 4, [3])
    run("render", "cases.jsonl", "-o", "expected", "--jobs", "2", folder=tmp_path)
    for enough in (2,):
        batch = Program("render", "cases.jsonl", "-o", "out", "--jobs", "2", folder=tmp_path)
        assert until(lambda: letters(tmp_path / "out") >= enough or batch.process.poll() is not None)  # noqa: B023 - called at once
        batch.process.kill()
        batch.end()
    assert run("render", "cases.jsonl", "-o", "out", "--jobs", "2", folder=tmp_path)[0] == 1
    assert tree(tmp_path / "out") == tree(tmp_path / "expected")
    assert len(tree(tmp_path / "out")) == 7


@pytest.mark.usefixtures("_ctrl_c_enabled")
@pytest.mark.parametrize("enough", [0, 50])
def test_a_batch_interrupted_by_ctrl_c_resumes(uninterrupted: Path, tmp_path: Path, enough: int) -> None:
    (tmp_path / "cases.jsonl").write_bytes((uninterrupted / "cases.jsonl").read_bytes())
    batch = Program("render", "cases.jsonl", "-o", "out", *TEXT, folder=tmp_path)
    assert until(lambda: (tmp_path / "out/.imrletters-account").exists() and letters(tmp_path / "out") >= enough)
    os.killpg(batch.process.pid, signal.SIGINT)  # to all processes, as a terminal does
    code, output = batch.end()
    assert code == 130
    assert [line for line in output.splitlines() if not line.startswith("cases.jsonl:")] == [
        "interrupted; run the same command again to continue"
    ]
    assert until(lambda: not batch.processes())
    assert run("render", "cases.jsonl", "-o", "out", *TEXT, folder=tmp_path)[0] == 1
    assert tree(tmp_path / "out") == tree(uninterrupted / "out")


@pytest.mark.usefixtures("_ctrl_c_enabled")
@pytest.mark.parametrize("tenths", [0, 4, 8, 12, 16])
def test_ctrl_c_while_workers_start_leaves_no_traceback_process_or_folder(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, tenths: int
) -> None:
    temporary = tmp_path_factory.mktemp("t")
    write_cases(tmp_path / "cases.jsonl", 100)
    extra = {"TMPDIR": str(temporary)}
    batch = Program("render", "cases.jsonl", "-o", "out", "--format", "pdf", folder=tmp_path, extra=extra)
    assert until((tmp_path / "out/.imrletters-account").exists)
    time.sleep(tenths / 10)
    os.killpg(batch.process.pid, signal.SIGINT)
    code, output = batch.end()
    assert (code, output.strip()) == (130, "interrupted; run the same command again to continue")
    assert until(lambda: not batch.processes())
    assert until(lambda: not [*temporary.iterdir()])


def test_a_case_that_kills_its_worker_does_not_affect_the_others(tmp_path: Path) -> None:
    write_cases(tmp_path / "cases.jsonl", 30)
    lines = (tmp_path / "cases.jsonl").read_text().splitlines()
    lines[11] = case_text(12, case_number="POISON")
    (tmp_path / "cases.jsonl").write_text("\n".join(lines))
    (tmp_path / "sitecustomize.py").write_text(POISON.format(log=str(tmp_path / "log")))
    code, output = run("render", "cases.jsonl", "-o", "out", *TEXT, folder=tmp_path, PYTHONPATH=str(tmp_path))
    assert code == 1
    assert "cases.jsonl:12: error: the worker process died while it rendered this case, twice\n" in output
    assert "30 cases: 29 rendered, 0 kept, 1 with problems" in output
    assert (tmp_path / "log").read_text().splitlines() == ["killed"] * 2
    assert [line["stem"] for line in manifest(tmp_path / "out") if line["problems"]] == ["POISON"]
    code, output = run("render", "cases.jsonl", "-o", "out", *TEXT, folder=tmp_path)
    assert (code, "1 rendered, 29 kept, 0 with problems" in output) == (0, True)
