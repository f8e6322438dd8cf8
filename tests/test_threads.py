"""Every function may be called from several threads at once. (For printing, see printing/weasyprint/test_lock.py.)"""

import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

import pytest

from imrletters import LetterError, PrintError
from imrletters.pictures import page_pictures
from tests.support import ROOT, SAMPLES, sample_pdf

pytestmark = pytest.mark.long
THREADS = 4


def at_once(*arguments: str) -> str:
    command = [sys.executable, str(Path(__file__).with_name("at_once.py")), *arguments]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()


def test_calls_from_several_threads_give_the_results_of_single_calls() -> None:
    assert at_once() == "15 jobs, [] differ"


def test_a_state_that_threads_share_is_detected() -> None:
    assert "'shared a'" in at_once("shared")


def most_at_once(function: Callable[[], object], monkeypatch: pytest.MonkeyPatch, watched: str) -> int:
    """The largest number of threads that are in ``watched`` at once while all call ``function``.

    ``watched`` is replaced by a function that only waits and raises PrintError.
    """
    inside: list[object] = []
    most = []

    def wait(*_: object, **__: object) -> Any:
        inside.append(None)
        for _step in range(10):  # a quarter of a second, in which every thread that can enters
            time.sleep(0.025)
            if len(inside) == THREADS:
                break
        most.append(len(inside))
        inside.pop()
        raise PrintError("seen")

    def call(_: int) -> None:
        with suppress(PrintError, LetterError):
            function()

    monkeypatch.setattr(watched, wait)
    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(call, range(THREADS)))
    return max(most)


@pytest.mark.parametrize(("lock", "most"), [(Lock(), 1), (nullcontext(), THREADS)], ids=["", "planted"])
def test_one_thread_draws_pages_at_a_time(monkeypatch: pytest.MonkeyPatch, lock: object, most: int) -> None:
    monkeypatch.setattr("imrletters.pictures.ONE_AT_A_TIME", lock)
    draw = partial(page_pictures, sample_pdf(SAMPLES[0]))
    assert most_at_once(draw, monkeypatch, "imrletters.pictures.pypdfium2.PdfDocument") == most


def test_the_pdf_reader_is_loaded_completely_before_a_pdf_is_opened() -> None:
    script = (
        "import sys\nread = lambda: {name for name in sys.modules if name.startswith('pikepdf')}\n"
        "import imrletters.pdf.objects\nbefore = read()\n"
        "import imrletters.verification.judgement, imrletters.verification.fingerprint\n"
        "import imrletters.verification.embedded, imrletters.pdf.text_lines, imrletters.pdf.tags\n"
        "print(len(before) > 10, read() - before or 'no more')"
    )
    command = [sys.executable, "-W", "ignore", "-c", script]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.stdout.strip() == "True no more"
