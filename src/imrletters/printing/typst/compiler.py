"""Compiles the Typst program of a letter into a PDF file. It reads no files except our templates and the fonts."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache

import typst

from imrletters.errors import PrintError
from imrletters.printing import MOST_LOOKS, FontFolder, font_folder_of
from imrletters.rendering import Typefaces, bundled_typefaces
from imrletters.resources import data_folder

AT_ONCE = 2
"""The number of threads that print at the same time.

Half of the time of a letter is Python, which one thread at a time executes. On two cores, eight threads print 1.7 times
as much as one if two of them print at a time, 1.5 times if three do, and 1.2 times if all do.
"""


class _Forks:
    """Whether this process was forked from one that had printed."""

    printed = False
    unusable = False

    def mark_child(self) -> None:
        """Runs in the child after each fork."""
        self.unusable = self.printed


class _Local(threading.local):
    """What each thread has of its own: a compiler, its fonts and their folder, which exists as long as it is kept."""

    compiler: tuple[Typefaces, FontFolder, typst.Compiler] | None = None


_forks = _Forks()
_turns = threading.BoundedSemaphore(AT_ONCE)
_local = _Local()
with suppress(ImportError):  # Windows has no fork
    from os import register_at_fork

    register_at_fork(after_in_child=_forks.mark_child)


@contextmanager
def turn() -> Iterator[None]:
    """Waits until fewer than ``AT_ONCE`` other threads print.

    Raises PrintError in a process that was forked after a print: Typst's threads do not exist there, so it would wait
    for them forever.
    """
    if _forks.unusable:
        raise PrintError(
            "this process was forked after a letter was printed with Typst, which cannot print here; "
            "start processes with the start method forkserver or spawn"
        )
    _forks.printed = True
    with _turns:
        yield


def compile_pdf(files: Mapping[str, bytes], typefaces: Typefaces | None = None) -> bytes:
    """The PDF file of the program ``main.typ``, which reads the other files. Threads compile at the same time.

    It may include a program of our templates folder, which is parsed only once; ``files`` are parsed each time. The
    fonts are those of a look, or the bundled ones. Raises PrintError if the program or Typst itself fails.
    """
    try:
        pdf, warnings = _compiler(typefaces or bundled_typefaces()).compile_with_warnings(
            dict(files),  # type: ignore[type-var] # the type hints leave out several files, which typst documents
            format="pdf",
            pdf_standards=["a-3a", "ua-1"],
        )
    except typst.TypstError as error:
        raise PrintError(f"Typst: {'; '.join([error.message, *error.hints])}") from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the class of a fault of Typst itself, which no module exports
            raise
        _local.compiler = None
        raise PrintError("Typst stopped because of a fault of its own; print this letter with another engine") from None
    if warnings:
        raise PrintError(f"Typst: {'; '.join(warning.message for warning in warnings)}")
    assert isinstance(pdf, bytes)  # noqa: S101 - one file for the format PDF
    return pdf


def _compiler(typefaces: Typefaces) -> typst.Compiler:
    """The compiler of this thread for these fonts: one compiler serves one thread."""
    if _local.compiler is None or _local.compiler[0] != typefaces:
        folder, fonts = _fonts(typefaces)
        # its root is a folder that every letter may read
        compiler = typst.Compiler(font_paths=fonts, root=str(data_folder("templates")))
        _local.compiler = typefaces, folder, compiler
    return _local.compiler[2]


@lru_cache(maxsize=MOST_LOOKS)
def _fonts(typefaces: Typefaces) -> tuple[FontFolder, typst.Fonts]:
    """The fonts of a letter and no others, and their folder, from which Typst reads them when it needs them."""
    folder = font_folder_of(typefaces)
    paths = [str(folder.path)]
    return folder, typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)
