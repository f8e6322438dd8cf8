"""Threads print one after the other with WeasyPrint, also after an error and in forked processes."""

import gc
import subprocess
import sys
import weakref
from contextlib import nullcontext
from threading import RLock

import pytest
from weasyprint import Document

from imrletters import PrintError, RenderOptions, render, render_many
from imrletters.printing.weasyprint import engine
from imrletters.printing.weasyprint.lock import LOCK
from tests.support import ROOT, case, print_checked_page
from tests.test_threads import THREADS, most_at_once

pytestmark = pytest.mark.long
DEADLOCK = 20
"""Seconds after which a process that does not end counts as blocked."""
TIMEOUT = 120
"""Seconds for a process that is expected to end, on a busy machine."""


def run(script: str, *arguments: object, timeout: float = TIMEOUT) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-W", "ignore", "-c", script, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=timeout)


@pytest.mark.parametrize(("lock", "most"), [(RLock(), 1), (nullcontext(), THREADS)], ids=["", "planted"])
def test_one_thread_prints_at_a_time(monkeypatch: pytest.MonkeyPatch, lock: object, most: int) -> None:
    monkeypatch.setattr("imrletters.printing.weasyprint.lock.LOCK", lock)
    assert most_at_once(render(case()).pdf, monkeypatch, "imrletters.printing.weasyprint.engine.read_page") == most


MANY_FONTS = """
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from imrletters.printing.weasyprint import layout, lock, setup

@lock.exclusive()
def places(thread):
    styles = [(8 + (thread + 1) * n % 16 + n / 7, ("Serif", "Sans")[(thread + n) % 2]) for n in range(60)]
    lines = [f'<p style="font: {size}px IMR {family}">A line of words' for size, family in styles]
    pages = layout.lay_out(layout.read_page("<title>Many fonts</title>" + "".join(lines))).pages
    return [(box.position_x, box.position_y, box.width) for page in pages for box in page._page_box.descendants()]

alone = [places(thread) for thread in range(4)]
if sys.argv[1] == "unlocked":
    lock.LOCK = nullcontext()
for _ in range(int(sys.argv[2])):
    setup._fonts.cache_clear()
    setup.fonts()  # as in a process that has printed nothing yet
    with ThreadPoolExecutor(4) as threads:
        if list(threads.map(places, range(4))) != alone:
            sys.exit("other places")
"""


def outcome(lock: str, rounds: int, timeout: float = TIMEOUT) -> str:
    """The outcome of a process whose threads lay out pages with many fonts at once; empty if it is correct."""
    try:
        process = run(MANY_FONTS, lock, rounds, timeout=timeout)
    except subprocess.TimeoutExpired:
        return "blocks"
    return "crashes" if process.returncode < 0 else process.stderr


def test_threads_lay_out_the_same_pages_as_one_thread() -> None:
    assert outcome("locked", 2) == ""


def test_without_the_lock_a_process_with_several_threads_fails() -> None:
    # it crashes, blocks, lays out other pages, or Pango or Python reports an error
    assert outcome("unlocked", 20, DEADLOCK) != ""


def test_the_error_of_a_failed_print_keeps_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    pages: list[weakref.ref[object]] = []

    def refuse(laid_out: Document, *_: object) -> None:
        pages.extend(map(weakref.ref, laid_out.pages))
        raise PrintError("refused")

    monkeypatch.setattr(engine, "write_pdf", refuse)
    gc.disable()
    try:
        with pytest.raises(PrintError) as raised:
            print_checked_page("<html lang=en><title>A page</title><p>a</p>")
        assert [page() for page in pages] == [None]
    finally:
        gc.enable()
    assert raised.traceback


def test_a_failed_print_keeps_the_variables_of_the_error_that_its_caller_handles() -> None:
    def fail() -> None:
        kept = "what a debugger shows"
        raise ValueError(kept)

    try:
        fail()
    except ValueError as error:
        with pytest.raises(PrintError):
            print_checked_page('<html lang=en><title>A page</title><img alt=a src="file:///etc/hostname">')
        assert error.__traceback__
        assert error.__traceback__.tb_next
        assert error.__traceback__.tb_next.tb_frame.f_locals["kept"] == "what a debugger shows"


def test_a_batch_prints_while_this_process_prints() -> None:
    with LOCK:
        [result] = render_many([case()], RenderOptions(formats=("pdf",)), jobs=1)
    assert result.files


FORKING = """
import multiprocessing, sys
from threading import Event, Thread
from time import sleep
from imrletters.printing import RenderedDocument, letter_provenance
from imrletters.printing.weasyprint import ENGINE, lock
from imrletters.rendering import HouseStyle

def hold():
    with lock.LOCK:
        started.set()
        sleep(0.3)

def child():
    page = "<html lang=en><title>A page</title><style>@page { margin: 1in } body { margin: 0 }</style><p>a</p>"
    ENGINE.print(RenderedDocument(page, letter_provenance("public", HouseStyle()), {}))

if sys.argv[1] == "unguarded":  # the child inherits this lock as it is at the time of the fork
    lock.LOCK = type(lock.LOCK)()
started = Event()
Thread(target=hold).start()
started.wait()
process = multiprocessing.get_context("fork").Process(target=child)
process.start()
process.join(float(sys.argv[2]))
print("blocked" if process.is_alive() else "printed" if process.exitcode == 0 else "failed")
process.kill()
"""


def test_a_process_that_is_forked_while_a_thread_prints_can_print() -> None:
    assert run(FORKING, "guarded", TIMEOUT / 2).stdout == "printed\n"
    assert run(FORKING, "unguarded", 1).stdout == "blocked\n"
