"""One bounded worker: its limits, its errors and its temporary files."""

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from imrletters import CaseError, LimitExceededError, PrintError, Problem, TimeExceededError, WorkerError
from imrletters.errors import MAX_PROBLEMS
from imrletters.workers import TaskLimits, Worker
from imrletters.workers import task as task_module
from imrletters.workers import worker as worker_module
from imrletters.workers.task import initialize, start_result


@pytest.fixture(scope="module")
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The temporary folder of the system."""
    return tmp_path_factory.mktemp("temporary")


@pytest.fixture(autouse=True)
def _temporary(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))


@pytest.fixture
def worker(temporary: Path) -> Iterator[Worker]:
    """A worker with small limits, which leaves no temporary file."""
    started = Worker(TaskLimits(seconds=2, memory_megabytes=600, result_megabytes=1))
    yield started
    started.close()
    assert folders(temporary) == []


def folders(temporary: Path) -> list[Path]:
    """The folders of workers; multiprocessing has another one until this process ends."""
    return [*temporary.glob("imrletters-*")]


def temporary_file(_: bytes) -> tuple[str, int]:
    handle, path = tempfile.mkstemp()
    os.close(handle)
    return path, os.getpid()


def slow(_: bytes) -> None:
    temporary_file(b"")
    while True:
        time.sleep(60)


def too_large(_: bytes) -> bytes:
    return bytes(1 << 30)


def large_result(size: int) -> bytes:
    return bytes(size)


def ended(_: bytes) -> None:
    temporary_file(b"")
    os._exit(3)


def invalid(count: int) -> None:
    raise CaseError([Problem("x" * 2100, pointer="/a")] * count)


def no_engine(_: bytes) -> None:
    raise PrintError("no engine")


def full_disk(_: bytes) -> None:
    raise OSError(28, "No space left on device")


def current(_: bytes) -> str:
    return str(Path.cwd())


def test_temporary_files_are_in_a_folder_that_the_parent_removes(worker: Worker, temporary: Path) -> None:
    path, process = worker.run(temporary_file, b"")
    assert process != os.getpid()
    assert Path(path).parent.parent == temporary
    for task in (slow, ended):
        with pytest.raises(LimitExceededError):
            worker.run(task, b"")
        assert not Path(path).exists()
        path, _ = worker.run(temporary_file, b"")
        assert len(folders(temporary)) == 1


@pytest.mark.long
def test_the_limit_that_was_exceeded_is_stated(worker: Worker) -> None:
    with pytest.raises(TimeExceededError, match=r"^error: takes longer than 2 seconds$"):
        worker.run(slow, b"")
    with pytest.raises(LimitExceededError, match=r"^error: needs more than 600 MB of memory$"):
        worker.run(too_large, b"")
    with pytest.raises(LimitExceededError, match=r"^error: its content is larger than 1 MB$"):
        worker.run(large_result, 1_000_001)
    assert len(worker.run(large_result, 900_000)) == 900_000


def test_errors_keep_their_class_and_the_first_of_their_problems(worker: Worker) -> None:
    with pytest.raises(CaseError) as few:
        worker.run(invalid, 2)
    assert [problem.pointer for problem in few.value.problems] == ["/a", "/a"]
    with pytest.raises(CaseError) as many:
        worker.run(invalid, 1200)
    assert len(many.value.problems) <= MAX_PROBLEMS + 1
    assert many.value.problems[-1].message == f"and {1201 - len(many.value.problems)} more problems"
    with pytest.raises(PrintError, match=r"^no engine$"):
        worker.run(no_engine, b"")


def test_an_error_of_the_system_is_not_one_of_the_document(worker: Worker) -> None:
    with pytest.raises(WorkerError, match="no space left on device"):
        worker.run(full_disk, b"")


def test_a_task_runs_in_the_current_folder_of_its_caller(
    worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker.start()
    monkeypatch.chdir(tmp_path)
    assert worker.run(current, b"") == str(tmp_path)


def test_a_worker_that_cannot_be_started_is_an_error_of_the_system(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(worker_module, "TemporaryFolder", full)
        with pytest.raises(WorkerError, match=r"^no worker process could be started: no space left on device$"):
            worker.run(current, b"")
    assert worker.run(current, b"") == str(Path.cwd())


def test_an_error_while_a_process_prepares_itself_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def full_disk_of_engine(_: str) -> None:
        raise OSError(28, "No space left on device")

    for name in ("warm_up", "_discard_output", "use_folder", "limit_memory"):
        monkeypatch.setattr(task_module, name, lambda *_: None)
    monkeypatch.setattr(task_module, "load_engine", full_disk_of_engine)
    monkeypatch.setattr(task_module, "_start_errors", [])
    initialize(task_module.Preparation(tmp_path, 600, None, ("weasyprint",)))
    assert start_result() == (os.getpid(), "no space left on device")


def test_where_memory_cannot_be_limited_the_time_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task_module, "resource", None)
    task_module.limit_memory(600)
