"""Finds the documents that a command line names: files, folders, lines of JSON Lines files and standard input."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from imrletters.case import Case
from imrletters.errors import CaseError, Problem
from imrletters.validation import read_case

STANDARD_INPUT = "-"
CASE_FILES = (".json", ".jsonl")
LETTERS = (".txt", ".pdf")
MANIFEST = "manifest.jsonl"
"""What a batch leaves beside the letters: a record of them, and no file of cases."""


@dataclass(frozen=True)
class Document:
    """A case or a letter to be read: the file it stands in, the stem of what is made of it, and its bytes.

    ``line`` is set where it is one line of the file. Where nothing could be read, ``data`` is None and ``fault`` says
    why.
    """

    source: str
    stem: str
    data: bytes | None
    fault: str = ""
    line: int | None = None

    @property
    def case_file(self) -> bool | None:
        """Whether it is a case file, where its name tells."""
        suffix = Path(self.source).suffix
        return suffix in CASE_FILES if suffix in (*CASE_FILES, *LETTERS) else None

    def case(self, templates: Path | None = None) -> Case:
        """The case, of our editions or those in ``templates``. Raises CaseError, every problem placed in the file."""
        if self.data is None:
            raise CaseError([Problem(self.fault, source=self.source)])
        try:
            return read_case(self.data, templates)
        except CaseError as error:
            raise error.at(self.source, self.line) from None


def documents(names: tuple[str, ...], standard_input: BinaryIO) -> Iterator[Document]:
    """The documents in ``names``, in the order given; of a folder its case files."""
    for name in names:
        if name == STANDARD_INPUT:
            yield Document("<stdin>", "letter", standard_input.read())
        elif not name:
            yield Document("<no name>", "letter", None, "a name is empty")
        else:
            yield from _named(Path(name))


def _named(path: Path) -> Iterator[Document]:
    try:
        files = (
            sorted(each for each in path.iterdir() if each.suffix in CASE_FILES and each.name != MANIFEST)
            if path.is_dir()
            else [path]
        )
    except OSError as error:
        yield Document(str(path), path.name, None, (error.strerror or str(error)).lower())
        return
    if not files:
        yield Document(str(path), path.name, None, "the folder holds no case: no file ends in .json or .jsonl")
    for file in files:
        yield from _in_file(file)


def _in_file(path: Path) -> Iterator[Document]:
    try:
        if path.suffix != ".jsonl":
            yield Document(str(path), path.stem, path.read_bytes())
            return
        empty = True
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    empty = False
                    yield Document(str(path), f"{path.stem}-{number:07}", line, line=number)
        if empty:
            yield Document(str(path), path.stem, None, "the file holds no case: every line is empty")
    except OSError as error:
        yield Document(str(path), path.stem, None, (error.strerror or str(error)).lower())
