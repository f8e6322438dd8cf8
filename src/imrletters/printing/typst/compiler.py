"""Compiles the Typst program of a letter into a PDF file. It reads no files except the fonts of the package."""

import threading
from collections.abc import Mapping
from contextlib import suppress
from functools import cache

import typst

from imrletters.errors import PrintError
from imrletters.resources import font_folder


class _Forks:
    """Whether this process was forked from one that had compiled."""

    compiled = False
    unusable = False

    def mark_child(self) -> None:
        """Runs in the child after each fork."""
        self.unusable = self.compiled


class _Local(threading.local):
    """What each thread has of its own."""

    compiler: typst.Compiler | None = None


_forks = _Forks()
_local = _Local()
with suppress(ImportError):  # Windows has no fork
    from os import register_at_fork

    register_at_fork(after_in_child=_forks.mark_child)


def compile_pdf(files: Mapping[str, bytes]) -> bytes:
    """The PDF file of the program ``main.typ``, which reads the other files. Threads compile at the same time.

    Raises PrintError if the program or Typst itself fails, and in a process that was forked after a print: Typst's
    threads do not exist there, so it would wait for them forever.
    """
    if _forks.unusable:
        raise PrintError(
            "this process was forked after a letter was printed with Typst, which cannot print here; "
            "start processes with the start method forkserver or spawn"
        )
    _forks.compiled = True
    try:
        pdf, warnings = _compiler().compile_with_warnings(
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


def _compiler() -> typst.Compiler:
    """The compiler of this thread: one compiler serves one thread."""
    if _local.compiler is None:
        # its root is a folder that every letter may read: that of the fonts
        _local.compiler = typst.Compiler(font_paths=_fonts(), root=str(font_folder()))
    return _local.compiler


@cache
def _fonts() -> typst.Fonts:
    """The bundled fonts and no others."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder())])
