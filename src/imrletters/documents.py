"""Reads the documents that a command line names: files, folders, lines of JSON Lines files and standard input."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from imrletters.case import Case
from imrletters.errors import CaseError, Problem, os_error_reason
from imrletters.file_names import safe_name
from imrletters.manifest_names import JOURNAL, MANIFEST, SUPERSEDED
from imrletters.validation import read_case

STANDARD_INPUT = "-"
CASE_SUFFIXES = (".json", ".jsonl")
LETTER_SUFFIXES = (".txt", ".pdf")
LOCK_FILES = ("~$", ".~lock.")
COPIES = (".parties", ".signed")
"""What follows the name of a letter in the names of its other copies."""


@dataclass(frozen=True)
class Document:
    """A case or a letter to read.

    ``source`` is the file that contains it, ``stem`` the beginning of the names of its output files (see
    ``safe_name``), and ``data`` its bytes. ``line`` is the line number if the document is one line of the file. If the
    file could not be read, ``data`` is None. ``error`` states why it cannot be used. ``other_stem`` is the stem that
    replaces one made of fields of the case if another case has the same; "" if the stem is not made of fields.
    """

    source: str
    stem: str
    data: bytes | None
    error: str = ""
    line: int | None = None
    other_stem: str = ""

    @property
    def place(self) -> str:
        """The file, with the line number if the document is one line of it."""
        return self.source if self.line is None else f"{self.source}:{self.line}"

    @property
    def case_file(self) -> bool | None:
        """True for the suffixes of case files, False for those of letters, None for any other."""
        suffix = _suffix(Path(self.source))
        return suffix in CASE_SUFFIXES if suffix in (*CASE_SUFFIXES, *LETTER_SUFFIXES) else None

    def case(self, templates: Path | None = None) -> Case:
        """The case; ``templates`` is an organization's folder with further editions.

        Raises CaseError; every problem names the file.
        """
        if self.data is None or self.error:
            raise CaseError([Problem(self.error, source=self.source, line=self.line)])
        try:
            return read_case(self.data, templates)
        except CaseError as error:
            raise error.at(self.source, self.line) from None


def case_files(folder: Path) -> list[Path]:
    """The case files in a folder, sorted by name."""
    files = (file for file in folder.iterdir() if _suffix(file) in CASE_SUFFIXES and not is_lock_file(file.name))
    return sorted(file for file in files if file.name.lower() != MANIFEST)


def cases_or_letters(folder: Path) -> list[Path]:
    """The case files in a folder, or else its PDF letters, or else its text letters, sorted by name.

    A letter of which the folder has several copies (``NAME.pdf``, ``NAME.parties.pdf``, ``NAME.signed.pdf``) is taken
    once.
    """
    if cases := case_files(folder):
        return cases
    files = [file for file in folder.iterdir() if not is_lock_file(file.name)]
    for suffix in (".pdf", ".txt"):
        if letters := [file for file in files if _suffix(file) == suffix]:
            return sorted(_each_once(letters))
    return []


def _each_once(letters: list[Path]) -> Iterator[Path]:
    """The letters without further copies of the same letter."""
    copies: dict[str, list[Path]] = {}
    for file in letters:
        name = file.stem
        while name.endswith(COPIES):
            name = name[: name.rindex(".")]
        copies.setdefault(name, []).append(file)
    for name, files in copies.items():
        plain = [file for file in files if file.stem == name]
        yield from plain or [min(files, key=lambda file: (len(file.name), file.name))]


def documents(
    names: tuple[str, ...], standard_input: BinaryIO, in_folder: Callable[[Path], list[Path]] = case_files
) -> Iterator[Document]:
    """The documents with these names, in order; ``in_folder`` returns the files that a folder contributes."""
    for name in names:
        if name == STANDARD_INPUT:
            yield Document("<stdin>", "letter", standard_input.read())
        elif not name:
            yield Document("<no name>", "letter", None, "the file name is empty")
        else:
            yield from _named(Path(name), in_folder)


def _named(path: Path, in_folder: Callable[[Path], list[Path]]) -> Iterator[Document]:
    if is_lock_file(path.name) or is_superseded(path):
        return
    try:
        files = in_folder(path) if path.is_dir() else [path]
    except OSError as error:
        yield Document(str(path), path.name, None, os_error_reason(error))
        return
    if not files:
        others = "" if in_folder is case_files else " and no .pdf or .txt letter"
        yield Document(str(path), path.name, None, f"the folder contains no .json or .jsonl file{others}")
    for file in files:
        yield from _in_file(file)


def is_lock_file(name: str) -> bool:
    """Whether a file is one that Word or LibreOffice keeps beside a document while it is open."""
    return Path(name).name.startswith(LOCK_FILES)


def is_superseded(path: Path) -> bool:
    """Whether a folder is the one to which a batch moves letters; every command passes it over.

    It has a manifest, or the batch of the folder above is not finished.
    """
    folder = path.absolute()
    return folder.name == SUPERSEDED and ((folder / MANIFEST).is_file() or (folder.parent / JOURNAL).exists())


def _suffix(path: Path) -> str:
    """The ending of a name in lower case: capitals make no difference."""
    return path.suffix.lower()


def _in_file(path: Path) -> Iterator[Document]:
    try:
        if _suffix(path) != ".jsonl":
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
