"""Reads the documents that a command line names: files, folders, lines of JSON Lines files and standard input."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from imrletters.case import Case
from imrletters.errors import CaseError, Problem, os_error_reason
from imrletters.file_names import safe_name
from imrletters.validation import read_case

STANDARD_INPUT = "-"
CASE_SUFFIXES = (".json", ".jsonl")
LETTER_SUFFIXES = (".txt", ".pdf")


@dataclass(frozen=True)
class Document:
    """A case or a letter to read.

    ``source`` is the file that contains it, ``stem`` the beginning of the names of its output files (see
    ``safe_name``), and ``data`` its bytes. ``line`` is the line number if the document is one line of the file. If the
    file could not be read, ``data`` is None and ``error`` states why.
    """

    source: str
    stem: str
    data: bytes | None
    error: str = ""
    line: int | None = None

    @property
    def place(self) -> str:
        """The file, with the line number if the document is one line of it."""
        return self.source if self.line is None else f"{self.source}:{self.line}"

    @property
    def case_file(self) -> bool | None:
        """True for the suffixes of case files, False for those of letters, None for any other."""
        suffix = Path(self.source).suffix
        return suffix in CASE_SUFFIXES if suffix in (*CASE_SUFFIXES, *LETTER_SUFFIXES) else None

    def case(self, templates: Path | None = None) -> Case:
        """The case; ``templates`` is an organization's folder with further editions.

        Raises CaseError; every problem names the file.
        """
        if self.data is None:
            raise CaseError([Problem(self.error, source=self.source)])
        try:
            return read_case(self.data, templates)
        except CaseError as error:
            raise error.at(self.source, self.line) from None


def documents(names: tuple[str, ...], standard_input: BinaryIO) -> Iterator[Document]:
    """The documents with these names, in order. A folder contributes its case files, sorted by name."""
    for name in names:
        if name == STANDARD_INPUT:
            yield Document("<stdin>", "letter", standard_input.read())
        elif not name:
            yield Document("<no name>", "letter", None, "the file name is empty")
        else:
            yield from _named(Path(name))


def _named(path: Path) -> Iterator[Document]:
    try:
        files = _case_files(path) if path.is_dir() else [path]
    except OSError as error:
        yield Document(str(path), path.name, None, os_error_reason(error))
        return
    if not files:
        yield Document(str(path), path.name, None, "the folder contains no .json or .jsonl file")
    for file in files:
        yield from _in_file(file)


def _case_files(folder: Path) -> list[Path]:
    from imrletters.manifest import MANIFEST  # noqa: PLC0415 - only a folder may contain one

    return sorted(file for file in folder.iterdir() if file.suffix in CASE_SUFFIXES and file.name != MANIFEST)


def _in_file(path: Path) -> Iterator[Document]:
    try:
        if path.suffix != ".jsonl":
            yield Document(str(path), safe_name(path.stem), path.read_bytes())
            return
        empty = True
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    empty = False
                    yield Document(str(path), f"{safe_name(path.stem)}-{number:07}", line, line=number)
        if empty:
            yield Document(str(path), path.stem, None, "the file contains no case: every line is empty")
    except OSError as error:
        yield Document(str(path), path.stem, None, os_error_reason(error))
