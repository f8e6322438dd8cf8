"""What each command loads: only the libraries that it uses, in a new process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from imrletters.cli import COMMANDS
from tests.cli.command import SAMPLE
from tests.support import every, sample_letter, sample_pdf

COSTLY = {"asyncio", "concurrent", "ctypes", "email", "http", "multiprocessing", "sqlite3", "ssl", "xml"}
"""Modules of Python that a command should not load without need."""
SHELL = {"click", "imrletters"}
PYDANTIC = {"annotated_types", "pydantic", "pydantic_core", "typing_extensions", "typing_inspection"}
JINJA = {"jinja2", "markupsafe"}
CASE = SHELL | PYDANTIC | JINJA
VERSION = {"email"}
"""The version of a package is read with importlib.metadata."""
PDF_READER = {"pikepdf"}
METADATA = {"cython_runtime", "lxml", "xml"}
"""The metadata of a PDF is XML, which pikepdf reads with lxml."""
WORKER = {"concurrent", "ctypes", "multiprocessing"}
"""The PDF is read in a worker process, which loads the PDF reader and the PDF engine."""
WEASYPRINT = {
    *("PIL", "brotli", "cffi", "cssselect2", "ctypes", "fontTools", "http", "lxml", "pycparser", "pydyf", "pyphen"),
    *("cython_runtime", "ssl", "tinycss2", "tinyhtml5", "weasyprint", "webencodings", "xml"),
}
NAME = SAMPLE.stem
MAY_LOAD: dict[tuple[str, ...], set[str]] = {
    ("--help",): SHELL,
    ("--version",): SHELL | VERSION,
    ("schema",): SHELL | PYDANTIC,
    ("find", "CM16-0000001", "."): CASE,
    ("guidelines",): SHELL | PYDANTIC,
    ("templates",): CASE,
    ("render", str(SAMPLE), "--format", "text"): CASE,
    ("render", str(SAMPLE), "--format", "html"): CASE,
    ("render", str(SAMPLE), "--format", "pdf"): CASE | VERSION | WEASYPRINT,
    ("clean", str(SAMPLE)): CASE,
    ("migrate", str(SAMPLE), "-o", "migrated"): CASE,
    ("check", str(SAMPLE)): CASE,
    ("check", f"{NAME}.txt"): CASE,
    ("parse", f"{NAME}.txt"): CASE,
    ("parse", f"{NAME}.pdf"): CASE | WORKER,
    ("extract", f"{NAME}.pdf"): CASE | WORKER,
    ("compare", f"{NAME}.pdf", f"{NAME}.pdf"): CASE | PDF_READER | WORKER,
    ("verify", f"{NAME}.pdf"): CASE | WORKER,
    ("merge", f"{NAME}.pdf", "-o", "mail.pdf"): CASE | PDF_READER | METADATA,
    ("table", str(SAMPLE), "-o", "items.csv"): CASE | WORKER,
    ("sign", "--help"): CASE,
    ("serve", "--help"): CASE | {"concurrent"},
    ("preview", "--help"): CASE | {"concurrent"},
}
"""What each command may load besides the modules of Python that are not costly."""
SCRIPT = """
import sys
{first}
from imrletters.cli import main
try:
    main({arguments!r})
finally:
    sys.stderr.write("\\nLOADED " + " ".join(sys.modules))
"""


def modules(folder: Path, *arguments: str, first: str = "") -> list[str]:
    """The modules that a new process loads to run a command."""
    script = SCRIPT.format(first=first, arguments=list(arguments))
    environment = os.environ | {"IMRLETTERS_CACHE": str(folder / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.stderr.rpartition("LOADED ")[2].split()


def loaded(folder: Path, *arguments: str, first: str = "") -> set[str]:
    """The libraries and the costly modules of Python that a new process loads to run a command."""
    names = {name.split(".")[0] for name in modules(folder, *arguments, first=first)}
    return {name for name in names if name in COSTLY or not (name in sys.stdlib_module_names or name.startswith("_"))}


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("letters")
    (folder / f"{NAME}.txt").write_text(sample_letter(SAMPLE).text())
    (folder / f"{NAME}.pdf").write_bytes(sample_pdf(SAMPLE))
    return folder


@pytest.mark.parametrize(
    "arguments",
    every(3, [(arguments,) for arguments in MAY_LOAD]),
    ids=lambda arguments: " ".join(arguments).replace(str(SAMPLE), NAME),
)
def test_a_command_loads_only_what_it_uses(arguments: tuple[str, ...], letters: Path) -> None:
    found = loaded(letters, *arguments)
    assert found >= SHELL
    assert found - MAY_LOAD[arguments] == set()


def test_every_command_is_in_the_table() -> None:
    assert {arguments[0] for arguments in MAY_LOAD} == {*COMMANDS, "--help", "--version"}


def test_a_library_that_a_command_does_not_use_is_found(letters: Path) -> None:
    assert loaded(letters, "schema", first="import sqlite3, typst") - MAY_LOAD["schema",] == {"sqlite3", "typst"}


@pytest.mark.parametrize(("first", "count"), [("", 0), ("import imrletters.manifest", 1)], ids=["", "planted"])
def test_a_text_letter_needs_no_model_of_a_manifest(tmp_path: Path, first: str, count: int) -> None:
    command = ("render", str(SAMPLE), "--format", "text", "-o", "letters")
    assert modules(tmp_path, *command, first=first).count("imrletters.manifest") == count
