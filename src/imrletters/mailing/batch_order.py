"""The letters to mail: files as they are named, and those of a batch in the order of its manifest."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, NoReturn

from imrletters.arguments import chosen_of, each_of
from imrletters.case import AUDIENCES, Audience
from imrletters.documents import is_lock_file, is_superseded
from imrletters.errors import DataError, LetterError, Problem, plain_or_quoted
from imrletters.manifest import BatchRecord, as_printed, read_manifest
from imrletters.manifest_names import JOURNAL, MANIFEST
from imrletters.path_names import FILE, PathName, file_path
from imrletters.printing import digest

PDF = ".pdf"
FOR_PARTIES = ".parties.pdf"
SUPERSEDED_LETTERS = "superseded, and not to be mailed; expected letters that are current"
TO_DO = "name the letters to mail themselves, or remove the old case and render all cases again in one call with --sync"


class _Letter(NamedTuple):
    """A letter to mail. ``case_number`` is None if it is not known."""

    name: str
    data: bytes
    case_number: str | None = None
    audience: str = ""


def letters_to_mail(
    paths: Iterable[PathName], audiences: Iterable[Audience] = AUDIENCES
) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each letter. A folder contributes the PDFs that its manifest records, in its order.

    Outdated letters, which could not be moved from the folder, are passed over, and so are lock files. ``audiences``
    are the copies to take from folders.

    Raises LetterError for a file that is not the one in the manifest, for a letter that is named twice, also under
    another name or signed, for a second letter of the same case and copy in folders, and for superseded letters;
    DataError for a folder without manifest or with an unfinished batch; and OSError.
    """
    wanted = frozenset(chosen_of("audiences", audiences, AUDIENCES))
    named: dict[str, str] = {}
    of_case: dict[tuple[str, str], str] = {}
    for path in _named(paths):
        for letter in _in_folder(path, wanted) if path.is_dir() else [_Letter(str(path), path.read_bytes())]:
            content = digest(as_printed(letter.data))
            if other := named.get(content):
                _refuse(letter, f"the same letter as {plain_or_quoted(other)}; expected each letter once")
            named[content] = letter.name
            if letter.case_number is not None:
                case = letter.case_number, letter.audience
                if other := of_case.get(case):
                    same = f"a letter of the same case, {plain_or_quoted(letter.case_number)}"
                    _refuse(letter, f"{plain_or_quoted(other)} is {same}; {TO_DO}")
                of_case[case] = letter.name
            yield letter.name, letter.data


def cases_without_letter(
    paths: Iterable[PathName], audiences: Iterable[Audience] = AUDIENCES
) -> Iterator[tuple[str, BatchRecord]]:
    """The records in the manifests of folders that contribute no letter, each with the name of its folder.

    These are the cases that a batch refused, the outdated letters, and the cases without a copy for ``audiences``. A
    case with several records is one, and has a letter if one of them has. Raises LetterError for superseded letters,
    DataError and OSError as ``letters_to_mail`` does.
    """
    wanted = frozenset(chosen_of("audiences", audiences, AUDIENCES))
    for folder in _named(paths):
        if folder.is_dir():
            yield from ((str(folder), record) for record in _without_letter(folder, wanted))


def _named(paths: Iterable[PathName]) -> Iterator[Path]:
    """The files and folders, without lock files. Raises LetterError for superseded letters."""
    for path in map(file_path, each_of("paths", paths, FILE)):
        if is_superseded(path) or is_superseded(path.parent):
            raise LetterError([Problem(SUPERSEDED_LETTERS, source=str(path))])
        if not is_lock_file(path.name):
            yield path


def _without_letter(folder: Path, audiences: frozenset[str]) -> Iterator[BatchRecord]:
    stems, numbers = set(), set()
    for record in _records(folder):
        if any(_files(record, audiences)):
            stems.add(record.stem)
            numbers.add(record.case_number)
    numbers.discard(None)
    for record in _records(folder):
        renamed = record.outdated and record.case_number in numbers
        if record.stem not in stems and not renamed:
            stems.add(record.stem)
            yield record


def _in_folder(folder: Path, audiences: frozenset[str]) -> Iterator[_Letter]:
    for record in _records(folder):
        for name, recorded in _files(record, audiences):
            path = folder / Path(name).name
            letter = _Letter(str(path), path.read_bytes(), record.case_number, _audience(name))
            if digest(letter.data) != recorded:
                _refuse(letter, f"not the file that {MANIFEST} records; run the batch again")
            yield letter


def _records(folder: Path) -> Iterator[BatchRecord]:
    manifest = folder / MANIFEST
    if (folder / JOURNAL).exists():
        message = "the batch in this folder is not finished; run the same render command again first"
        raise DataError([Problem(message, source=str(folder))])
    if not manifest.exists():
        message = f"the folder has no {MANIFEST}, which states the order; name the letters themselves"
        raise DataError([Problem(message, source=str(folder))])
    yield from read_manifest(manifest, BatchRecord)


def _files(record: BatchRecord, audiences: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The name and the digest of each PDF of a record to mail; none if it is outdated."""
    for name, recorded in () if record.outdated else record.files.items():
        if name.endswith(PDF) and _audience(name) in audiences:
            yield name, recorded


def _audience(name: str) -> str:
    return "parties" if name.endswith(FOR_PARTIES) else "public"


def _refuse(letter: _Letter, message: str) -> NoReturn:
    raise LetterError([Problem(message, source=letter.name)])
