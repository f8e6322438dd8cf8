"""Pools of worker processes: what they load, and when they end."""

import gc
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from imrletters.printing import ENGINES
from imrletters.workers.pool import GARBAGE_THRESHOLD, process_pool, warm_up
from tests.batch.support import TEXT, Program, letters, until, write_cases


def test_a_warm_worker_ignores_ctrl_c_and_collects_garbage_rarely() -> None:
    with process_pool(1, warm_up) as pool:
        assert pool.submit(signal.getsignal, signal.SIGINT).result() == signal.SIG_IGN
        assert pool.submit(gc.get_threshold).result()[0] == GARBAGE_THRESHOLD
        assert pool.submit(gc.get_freeze_count).result() > 0


def test_ctrl_c_is_not_blocked_in_the_process_that_started_a_pool() -> None:
    with process_pool(1, warm_up) as pool:
        assert pool.submit(os.getpid).result() != os.getpid()
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])


LOADED = """
import sys
from imrletters.workers import process_pool, warm_up

def loaded():
    return [name for name in ("weasyprint", "typst") if name in sys.modules]

if __name__ == "__main__":
    with process_pool(1, warm_up, engine=sys.argv[1]) as pool:
        print(*pool.submit(loaded).result(), loaded())
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_a_worker_has_loaded_the_engine_that_it_prints_with_and_no_other(engine: str, tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(LOADED)
    command = [sys.executable, str(tmp_path / "main.py"), engine]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == f"{engine} []\n"


@pytest.mark.parametrize("engine", ENGINES)
def test_workers_start_without_the_libraries_of_the_engine(engine: str, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(f"import sys\nsys.modules[{engine!r}] = None\n")
    (tmp_path / "main.py").write_text(LOADED.replace("if name in sys.modules", "if sys.modules.get(name)"))
    done = subprocess.run(
        [sys.executable, tmp_path / "main.py", engine],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


THREADS = """
import os
from imrletters import render
from imrletters.workers import process_pool, warm_up
from imrletters.case import example_case

def threads():
    render(example_case(), engine="typst").pdf()
    return len(os.listdir("/proc/self/task"))

if __name__ == "__main__":
    with process_pool(1, warm_up, engine="typst") as pool:
        print(pool.submit(threads).result())
"""


def test_a_worker_prints_with_few_threads_on_a_machine_with_many_cores(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(THREADS)
    command = [sys.executable, str(tmp_path / "main.py")]
    many = os.environ | {"RAYON_NUM_THREADS": "64"}  # by default the number of cores
    done = subprocess.run(command, env=many, capture_output=True, text=True, check=True)
    assert int(done.stdout) < 10


@pytest.mark.long
def test_workers_that_do_not_watch_their_parent_keep_running(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import imrletters.workers.pool as pool\npool._end_with_parent = lambda: None\n"
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
