"""Pools of worker processes: what they load, and when they end."""

import gc
import os
import signal
import time
from pathlib import Path

import pytest

from imrletters.batch.pool import GARBAGE_THRESHOLD, process_pool, warm_up
from tests.batch.support import TEXT, Program, letters, until, write_cases


def test_a_warm_worker_ignores_ctrl_c_and_collects_garbage_rarely() -> None:
    with process_pool(1, warm_up, printing=False) as pool:
        assert pool.submit(signal.getsignal, signal.SIGINT).result() == signal.SIG_IGN
        assert pool.submit(gc.get_threshold).result()[0] == GARBAGE_THRESHOLD
        assert pool.submit(gc.get_freeze_count).result() > 0


def test_ctrl_c_is_not_blocked_in_the_process_that_started_a_pool() -> None:
    with process_pool(1, warm_up, printing=False) as pool:
        assert pool.submit(os.getpid).result() != os.getpid()
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])


@pytest.mark.long
def test_workers_that_do_not_watch_their_parent_keep_running(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import imrletters.batch.pool as pool\npool._end_with_parent = lambda: None\n"
    )
    write_cases(tmp_path / "cases.jsonl", 300)
    batch = Program("render", "cases.jsonl", "-o", "out", *TEXT, folder=tmp_path, extra={"PYTHONPATH": str(tmp_path)})
    assert until(lambda: letters(tmp_path / "out") > 20)
    batch.process.kill()
    batch.process.wait()
    time.sleep(1)  # they have time to end
    assert batch.processes()
    os.killpg(batch.process.pid, signal.SIGKILL)
    batch.end()
    assert until(lambda: not batch.processes())
