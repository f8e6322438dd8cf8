"""Any call can be made from many threads at once; printing is done by one after the other."""

import gc
import subprocess
import sys
import time
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from functools import partial
from pathlib import Path
from threading import RLock
from typing import Any

import pytest

import imrletters.printing.weasyprint.printer
from imrletters import LetterError, PrintError, RenderOptions, render, render_many
from imrletters.printing.weasyprint.setup import ONE_AT_A_TIME
from imrletters.testing.pictures import page_pictures
from tests.support import ROOT, SAMPLES, case, print_page, sample_pdf

THREADS = 4
HELD_UP = 20
"""Seconds after which what waits for a lock waits for ever."""
PATIENCE = 120
"""Seconds for what should go well on a machine that has much else to do."""


def run(script: str, *arguments: object, timeout: float = PATIENCE) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-W", "ignore", "-c", script, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=timeout)


def at_once(*arguments: str) -> str:
    command = [sys.executable, str(Path(__file__).with_name("at_once.py")), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def test_everything_at_once_gives_what_it_gives_alone() -> None:
    assert at_once() == "15 jobs, [] differ"


def test_a_state_that_threads_share_would_be_noticed() -> None:
    assert "'shared a'" in at_once("shared")


def most_at_once(function: Callable[[], object], monkeypatch: pytest.MonkeyPatch, watched: str) -> int:
    """How many of several threads that call ``function`` are in ``watched`` at once, which does nothing more then."""
    inside: list[object] = []
    most = []

    def seen(*_: object, **__: object) -> Any:
        inside.append(None)
        for _step in range(10):  # a quarter of a second, in which all come who can
            time.sleep(0.025)
            if len(inside) == THREADS:
                break
        most.append(len(inside))
        inside.pop()
        raise PrintError("seen")

    def call(_: int) -> None:
        with suppress(PrintError, LetterError):
            function()

    monkeypatch.setattr(watched, seen)
    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(call, range(THREADS)))
    return max(most)


locked_and_not = pytest.mark.parametrize(
    ("lock", "most"), [(RLock(), 1), (nullcontext(), THREADS)], ids=["", "planted"]
)


@locked_and_not
def test_one_thread_prints_at_a_time(monkeypatch: pytest.MonkeyPatch, lock: object, most: int) -> None:
    monkeypatch.setattr("imrletters.printing.weasyprint.setup.ONE_AT_A_TIME", lock)
    assert most_at_once(render(case()).pdf, monkeypatch, "imrletters.printing.weasyprint.printer.read_page") == most


@locked_and_not
def test_one_thread_draws_pages_at_a_time(monkeypatch: pytest.MonkeyPatch, lock: object, most: int) -> None:
    monkeypatch.setattr("imrletters.testing.pictures.ONE_AT_A_TIME", lock)
    draw = partial(page_pictures, sample_pdf(SAMPLES[0]))
    assert most_at_once(draw, monkeypatch, "imrletters.testing.pictures.pypdfium2.PdfDocument") == most


MANY_FONTS = """
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from imrletters.printing.weasyprint import printer as pdf
from imrletters.printing.weasyprint import setup as engine

@engine.one_at_a_time()
def places(thread):
    styles = [(8 + (thread + 1) * n % 16 + n / 7, ("Serif", "Sans")[(thread + n) % 2]) for n in range(60)]
    lines = [f'<p style="font: {size}px Liberation {family}">A line of words' for size, family in styles]
    pages = pdf.lay_out(pdf.read_page("<title>Many fonts</title>" + "".join(lines))).pages
    return [(box.position_x, box.position_y, box.width) for page in pages for box in page._page_box.descendants()]

alone = [places(thread) for thread in range(4)]
if sys.argv[1] == "unlocked":
    engine.ONE_AT_A_TIME = nullcontext()
for _ in range(int(sys.argv[2])):
    engine.fonts.cache_clear()
    engine.fonts()  # as in a process that has printed nothing yet
    with ThreadPoolExecutor(4) as threads:
        if list(threads.map(places, range(4))) != alone:
            sys.exit("other places")
"""


def what_happens(lock: str, rounds: int, timeout: float = PATIENCE) -> str:
    """What comes of a process whose threads lay out pages of many fonts at once."""
    try:
        done = run(MANY_FONTS, lock, rounds, timeout=timeout)
    except subprocess.TimeoutExpired:
        return "hangs"
    return "crashes" if done.returncode < 0 else done.stderr or "goes well"


def test_the_pdf_engine_serves_threads_one_after_the_other() -> None:
    assert what_happens("locked", 2) == "goes well"


def test_without_the_lock_the_pdf_engine_brings_its_process_down() -> None:
    # it crashes, hangs, lays out otherwise, or Pango and Python tell of what cannot be
    assert what_happens("unlocked", 20, HELD_UP) != "goes well"


def test_a_print_that_failed_holds_no_page_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    pages: list[weakref.ref[object]] = []

    def refuse(_: str, laid_out: list[object]) -> None:
        pages.extend(map(weakref.ref, laid_out))
        raise PrintError("refused")

    monkeypatch.setattr(imrletters.printing.weasyprint.printer, "refuse_lost_words", refuse)
    gc.disable()
    try:
        with pytest.raises(PrintError) as raised:
            print_page("<html lang=en><title>A page</title><p>a</p>")
        assert [page() for page in pages] == [None]
    finally:
        gc.enable()
    assert raised.traceback


def test_a_failed_print_leaves_the_error_that_its_caller_handles_alone() -> None:
    def handled() -> None:
        kept = "what a debugger shows"
        raise ValueError(kept)

    try:
        handled()
    except ValueError as error:
        with pytest.raises(PrintError):
            print_page('<html lang=en><title>A page</title><img alt=a src="file:///etc/hostname">')
        assert error.__traceback__
        assert error.__traceback__.tb_next
        assert error.__traceback__.tb_next.tb_frame.f_locals["kept"] == "what a debugger shows"


def test_the_processes_of_a_batch_know_nothing_of_a_print_here() -> None:
    with ONE_AT_A_TIME:
        [outcome] = render_many([case()], RenderOptions(formats=("pdf",)), jobs=1)
    assert outcome.files


FORKING = """
import multiprocessing, sys
from threading import Event, Thread
from time import sleep
from imrletters.printing.weasyprint import printer as pdf
from imrletters.printing.weasyprint import setup as engine
from imrletters.printing.provenance import letter_provenance
from imrletters.rendering.house_style import HouseStyle

def held():
    with engine.ONE_AT_A_TIME:
        begun.set()
        sleep(0.3)

def child():
    pdf.print_pdf("<html lang=en><title>A page</title><p>a</p>", letter_provenance("public", HouseStyle()), {})

if sys.argv[1] == "unguarded":  # the child gets the lock as it is when it is forked
    engine.ONE_AT_A_TIME = type(engine.ONE_AT_A_TIME)()
begun = Event()
Thread(target=held).start()
begun.wait()
process = multiprocessing.get_context("fork").Process(target=child)
process.start()
process.join(float(sys.argv[2]))
print("held up" if process.is_alive() else "printed" if process.exitcode == 0 else "failed")
process.kill()
"""


def test_a_process_forked_while_a_thread_prints_can_print() -> None:
    assert run(FORKING, "guarded", PATIENCE / 2).stdout == "printed\n"
    assert run(FORKING, "unguarded", 1).stdout == "held up\n"


def test_all_of_the_pdf_reader_is_loaded_before_a_pdf_is_opened() -> None:
    script = (
        "import sys\nread = lambda: {name for name in sys.modules if name.startswith('pdfminer')}\n"
        "import imrletters.pdf.objects\nbefore = read()\n"
        "import imrletters.verification.revisions, imrletters.verification.fingerprint\n"
        "import imrletters.verification.embedded, imrletters.pdf.text_lines, imrletters.pdf.tags\n"
        "print(len(before) > 10, read() - before or 'no more')"
    )
    assert run(script).stdout.strip() == "True no more"
