"""The functions that read untrusted files in a worker process, and the commands that do so."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from imrletters import LetterError, check_document, extract, parse, verify
from tests.cli.command import PROGRAM
from tests.service.hostile_documents import expanding, slow
from tests.support import SAMPLES, sample_letter, sample_pdf
from tests.workers.hostile_pdfs import attachment_bomb, cyclic_form, cyclic_pages, nested_filters, operator_flood

pytestmark = pytest.mark.long
LETTER = SAMPLES[0]
LIMIT = 2
HOSTILE = [nested_filters, cyclic_form, cyclic_pages, operator_flood, attachment_bomb, expanding, slow]


def test_the_functions_give_the_same_results_in_a_worker_process() -> None:
    pdf = sample_pdf(LETTER)
    assert parse(pdf, bounded=True) == parse(pdf)
    assert extract(pdf, bounded=True) == extract(pdf)
    assert verify(pdf, bounded=True) == verify(pdf)
    assert check_document(pdf, bounded=True) == check_document(pdf)
    text = sample_letter(LETTER).text()
    assert parse(text, bounded=True) == parse(text)
    with pytest.raises(LetterError) as unbounded:
        parse(b"%PDF-1.7 damaged")
    with pytest.raises(LetterError) as bounded:
        parse(b"%PDF-1.7 damaged", bounded=True)
    assert unbounded.value.problems == bounded.value.problems


MEASURE = """
import sys
from imrletters.workers import TaskLimits
from imrletters.workers import bounded
from imrletters.workers.worker import Worker
from imrletters.cli import main

if __name__ == "__main__":
    worker = Worker(TaskLimits(seconds={limit}, memory_megabytes=700))
    bounded._worker = lambda *_: worker
    try:
        main(sys.argv[1:])
    finally:
        worker.close()
        # ru_maxrss would begin with the memory of the process that started this one
        most = next(line for line in open("/proc/self/status") if line.startswith("VmHWM:"))
        print("MEGABYTES", int(most.split()[1]) // 1024, file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("command", "hostile"),
    [("verify", HOSTILE), ("parse", HOSTILE[:1]), ("extract", [attachment_bomb]), ("check", HOSTILE[:1])],
    ids=["verify", "parse", "extract", "check"],
)
def test_a_hostile_file_is_one_problem_and_the_rest_goes_on(
    command: str, hostile: list[Callable[[], bytes]], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (tmp_path / "main.py").write_text(MEASURE.format(limit=LIMIT))
    names = []
    for make in hostile:
        (tmp_path / f"{make.__name__}.pdf").write_bytes(make())
        names.append(f"{make.__name__}.pdf")
    (tmp_path / "zz.pdf").write_bytes(sample_pdf(LETTER))
    arguments = [command, *names, "zz.pdf", *(["-o", "out"] if command in ("parse", "extract") else [])]
    temporary = tmp_path_factory.mktemp("t")  # short, because multiprocessing has a socket there
    done = subprocess.run(
        [sys.executable, "main.py", *arguments],
        cwd=tmp_path,
        env=os.environ | {"TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert "Traceback" not in done.stderr
    *messages, memory = [line for line in done.stderr.splitlines() if line]
    lines = [line for line in (*messages, *done.stdout.splitlines()) if ": error: " in line]
    assert [line.partition(":")[0] for line in lines] == names
    assert ("zz.pdf" in done.stdout or "out/zz.json" in done.stdout) or command == "check"
    assert done.returncode == 1
    assert int(memory.split()[1]) < 300
    assert [*temporary.iterdir()] == []


def test_the_limit_is_stated(tmp_path: Path) -> None:
    (tmp_path / "bomb.pdf").write_bytes(expanding())
    done = subprocess.run([PROGRAM, "parse", "bomb.pdf"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("bomb.pdf: error: ")
    assert done.stderr.count("\n") == 1
