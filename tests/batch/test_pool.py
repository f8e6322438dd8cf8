"""Pools of worker processes: what they load, and when they end."""

import os
import signal
import time
from pathlib import Path

import pytest

from tests.batch.support import TEXT, Program, letters, until, write_cases

pytestmark = pytest.mark.long


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
