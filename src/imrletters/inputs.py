"""Finds the cases that a command line names: files, folders, lines of JSON Lines files and standard input."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from imrletters.case import Case
from imrletters.errors import CaseError, Problem
from imrletters.validation import read_case

STANDARD_INPUT = "-"


@dataclass(frozen=True)
class CaseInput:
    """One case to be read: the file it stands in, the stem of its letter's file names, and its bytes."""

    source: str
    stem: str
    data: bytes | None
    fault: str = ""
    line: int | None = None

    def read(self) -> Case:
        """The case. Raises CaseError, every problem placed in the file."""
        if self.data is None:
            raise CaseError([Problem(self.fault, source=self.source)])
        try:
            return read_case(self.data)
        except CaseError as error:
            raise CaseError([problem.at(self.source, self.line) for problem in error.problems]) from None


def case_inputs(names: tuple[str, ...], standard_input: BinaryIO) -> Iterator[CaseInput]:
    """The cases in ``names``, in the order given; what cannot be read is an input whose reading raises."""
    for name in names:
        path = Path(name)
        if name == STANDARD_INPUT:
            yield CaseInput("<stdin>", "letter", standard_input.read())
        elif path.is_dir():
            found = sorted(file for file in path.iterdir() if file.suffix in (".json", ".jsonl"))
            if not found:
                yield CaseInput(name, path.name, None, "the folder holds no case: no file ends in .json or .jsonl")
            for file in found:
                yield from _file_inputs(file)
        else:
            yield from _file_inputs(path)


def _file_inputs(path: Path) -> Iterator[CaseInput]:
    try:
        if path.suffix != ".jsonl":
            yield CaseInput(str(path), path.stem, path.read_bytes())
            return
        empty = True
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    empty = False
                    yield CaseInput(str(path), f"{path.stem}-{number:07}", line, line=number)
        if empty:
            yield CaseInput(str(path), path.stem, None, "the file holds no case: every line is empty")
    except OSError as error:
        yield CaseInput(str(path), path.stem, None, (error.strerror or str(error)).lower())
