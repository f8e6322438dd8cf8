"""Finds the files of earlier calls in the output folder of a batch."""

from collections.abc import Iterator
from os.path import lexists
from pathlib import Path
from typing import NamedTuple

from imrletters.batch.changes import FILE_CHANGED, NO_RECORD
from imrletters.batch.earlier import EarlierFile, EarlierFiles
from imrletters.batch.files import digest_of_file, digest_of_print
from imrletters.batch.journal import Journal
from imrletters.manifest import BatchRecord

PDF, SIGNED = ".pdf", ".signed.pdf"


class Maker(NamedTuple):
    """The record of the call that made a file, and why the file is outdated, if that is known.

    ``record`` is None for a file that no call made, or that was changed since.
    """

    record: BatchRecord | None
    reason: str


class FoundFiles:
    """The files in the folder ``path`` that earlier calls made, as the journal of a batch records them."""

    def __init__(self, path: Path, journal: Journal, earlier: EarlierFiles) -> None:
        self.path = path
        self.journal = journal
        self.earlier = earlier

    def maker(self, stem: str, name: str, digest: str) -> Maker:
        """Which call made the file of this name with this digest."""
        before = self.journal.record(stem)
        makers = [Maker(before, "")] if before and name in before.files else []
        makers += [Maker(file.record, file.reason) for file in self.earlier.of(stem) if file.name == name]
        unknown = Maker(None, FILE_CHANGED if makers else NO_RECORD)
        return next((each for each in makers if each.record and each.record.files[name] == digest), unknown)

    def without_record(self) -> Iterator[EarlierFile]:
        """The unchanged files that no current record describes, with the signed copies of outdated ones."""
        found = set()
        for file in self.earlier:
            current = self._current_digests(file)
            if file.digest in current or self._signs_one_of(file.name, current):
                continue
            for each in (file, *(self.signed_copies(file) if file.reason else [])):
                if each.name not in found and digest_of_file(self.path / each.name) == each.digest:
                    found.add(each.name)
                    yield each

    def signed_copies(self, file: EarlierFile) -> list[EarlierFile]:
        """The signed copies of a letter: "a.signed.pdf", and before it "a.signed.signed.pdf" with a second signature.

        In this order, a call that is killed while it moves them leaves those that the next call finds.
        """
        copies: list[EarlierFile] = []
        if not file.name.endswith(PDF) or file.name.endswith(SIGNED):
            return copies
        name = f"{file.name.removesuffix(PDF)}{SIGNED}"
        while lexists(self.path / name):
            found = digest_of_file(self.path / name)
            if found and digest_of_print(self.path / name) == file.digest:
                pages = {name: file.record.pages[file.name]} if file.name in file.record.pages else {}
                record = file.record.model_copy(update={"files": {name: found}, "pages": pages})
                copies.insert(0, EarlierFile(name, found, file.reason, record))
            name = f"{name.removesuffix(PDF)}{SIGNED}"
        return copies

    def _signs_one_of(self, name: str, digests: set[str]) -> bool:
        """Whether a file is the signed copy of a current letter."""
        return name.endswith(SIGNED) and digest_of_print(self.path / name) in digests

    def _current_digests(self, file: EarlierFile) -> set[str]:
        record = self.journal.record(file.record.stem)
        return {*record.files.values()} if record else set()
