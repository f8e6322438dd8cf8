"""Compiling with Typst: the errors, threads, and processes that are forked after a print."""

import os
import subprocess
import sys
from contextlib import nullcontext
from dataclasses import replace
from functools import partial

import pytest

from imrletters import PrintError
from imrletters.files import OPENS_FOLDERS
from imrletters.printing.typst import ENGINE
from imrletters.printing.typst.compiler import AT_ONCE, compile_pdf
from tests.support import ROOT, SAMPLES, sample_letter
from tests.test_threads import THREADS, most_at_once

HEAD = b'#set document(title: "T", date: datetime(year: 2016, month: 1, day: 2))\n#set text(font: "IMR Serif")\n'
FORKED = """
import os, sys
from imrletters import PrintError
from imrletters.printing import load_engine
engine = load_engine("typst")
if sys.argv[1] == "after":
    engine.warm_up()
child = os.fork()
if child == 0:
    try:
        engine.warm_up()
        print("printed", flush=True)
    except PrintError as error:
        print(error, flush=True)
    os._exit(0)
os.waitpid(child, 0)
"""


def compile_text(text: bytes) -> bytes:
    return compile_pdf({"main.typ": HEAD + text})


def test_a_program_becomes_a_pdf_file() -> None:
    assert compile_text(b"ready").startswith(b"%PDF-1.7")


def test_a_program_that_fails_is_an_error_with_its_message_and_hint() -> None:
    with pytest.raises(PrintError, match="Typst: unknown variable: nothing"):
        compile_text(b"#nothing")


def test_a_warning_is_an_error() -> None:
    with pytest.raises(PrintError, match="Typst: unknown font family: no such font"):
        compile_text(b'#text(font: "No such font", "x")')


@pytest.mark.parametrize("path", ["../errors.py", "/../errors.py", str(ROOT / "README.md")])
def test_a_program_reads_no_file_outside_the_templates(path: str) -> None:
    with pytest.raises(PrintError, match="Typst: "):
        compile_text(f'#read("{path}")'.encode())


@pytest.mark.parametrize(("moment", "words"), [("before", "printed"), ("after", "start method forkserver or spawn")])
@pytest.mark.skipif(not (hasattr(os, "fork") and OPENS_FOLDERS), reason="this system has no fork")
def test_a_process_forked_after_a_print_is_refused(moment: str, words: str) -> None:
    command = [sys.executable, "-c", FORKED, moment]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert words in done.stdout


def test_threads_compile_at_the_same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = "imrletters.printing.typst.compiler._compiler"
    assert most_at_once(partial(compile_text, b"x"), monkeypatch, watched) == THREADS


@pytest.mark.parametrize(("turns", "most"), [(None, AT_ONCE), (nullcontext(), THREADS)], ids=["", "planted"])
def test_two_threads_print_at_a_time(monkeypatch: pytest.MonkeyPatch, turns: object, most: int) -> None:
    if turns:
        monkeypatch.setattr("imrletters.printing.typst.compiler._turns", turns)
    assert most_at_once(ENGINE.warm_up, monkeypatch, "imrletters.printing.typst.engine.compile_pdf") == most
    letter = replace(sample_letter(SAMPLES[0]), engine="typst")
    assert most_at_once(letter.pdf, monkeypatch, "imrletters.printing.typst.engine.compile_pdf") == most


def test_only_the_bundled_fonts_are_used() -> None:
    for family in ("DejaVu Sans Mono", "Libertinus Serif", "New Computer Modern"):
        with pytest.raises(PrintError, match="unknown font family"):
            compile_text(f'#text(font: "{family}", "x")'.encode())


def test_a_fault_of_typst_itself_is_an_error_of_printing() -> None:
    program = '#set document(title: "T", date: datetime(year: 2000, month: 1, day: 1))\n#set text(font: "IMR Serif")\n'
    faulty = f"{program}#let overflow = duration(weeks: {2**63 - 1})\nwords"
    with pytest.raises(PrintError, match="Typst stopped because of a fault of its own"):
        compile_pdf({"main.typ": faulty.encode()})
    assert compile_pdf({"main.typ": faulty.replace(f"{2**63 - 1}", "1").encode()}).startswith(b"%PDF")
