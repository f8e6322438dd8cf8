"""The letters to mail: files as they are named, and those of a batch in the order of its manifest."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from imrletters.arguments import chosen_of, each_of
from imrletters.case import AUDIENCES, Audience
from imrletters.errors import DataError, LetterError, Problem, plain_or_quoted
from imrletters.manifest import JOURNAL, MANIFEST, BatchRecord, read_manifest
from imrletters.path_names import FILE, PathName, file_path
from imrletters.printing import digest

PDF = ".pdf"
FOR_PARTIES = ".parties.pdf"


def letters_to_mail(
    paths: Iterable[PathName], audiences: Iterable[Audience] = AUDIENCES
) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each letter. A folder contributes the PDFs that its manifest records, in its order.

    Outdated letters, which could not be moved from the folder, are passed over. ``audiences`` are the copies to take
    from folders. Raises LetterError for a file that is not the one in the manifest and for a letter that is named
    twice, also under another name, DataError for a folder without manifest or with an unfinished batch, and OSError.
    """
    wanted = frozenset(chosen_of("audiences", audiences, AUDIENCES))
    named: dict[str, str] = {}
    for each in each_of("paths", paths, FILE):
        path = file_path(each)
        for name, data in _in_folder(path, wanted) if path.is_dir() else [(str(path), path.read_bytes())]:
            content = digest(data)
            if other := named.get(content):
                message = f"the same letter as {plain_or_quoted(other)}; expected each letter once"
                raise LetterError([Problem(message, source=name)])
            named[content] = name
            yield name, data


def cases_without_letter(
    paths: Iterable[PathName], audiences: Iterable[Audience] = AUDIENCES
) -> Iterator[tuple[str, BatchRecord]]:
    """The records in the manifests of folders that contribute no letter, each with the name of its folder.

    These are the cases that a batch refused, the outdated letters, and the cases without a copy for ``audiences``.
    Raises DataError and OSError as ``letters_to_mail`` does.
    """
    wanted = frozenset(chosen_of("audiences", audiences, AUDIENCES))
    for folder in map(file_path, each_of("paths", paths, FILE)):
        if folder.is_dir():
            for record in _records(folder):
                if not any(_files(record, wanted)):
                    yield str(folder), record


def _in_folder(folder: Path, audiences: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    for record in _records(folder):
        for name, recorded in _files(record, audiences):
            path = folder / Path(name).name
            data = path.read_bytes()
            if digest(data) != recorded:
                message = f"not the file that {MANIFEST} records; run the batch again"
                raise LetterError([Problem(message, source=str(path))])
            yield str(path), data


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
        if name.endswith(PDF) and ("parties" if name.endswith(FOR_PARTIES) else "public") in audiences:
            yield name, recorded
