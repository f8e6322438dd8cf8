"""Plans what a call does with each case and with the files of earlier calls; writes nothing into the folder."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path
from secrets import token_bytes

from imrletters.batch.changes import CASE_REFUSED, CASE_REMOVED, RENAMED, change, narrowed, outdated
from imrletters.batch.content import edition_of, number_and_content
from imrletters.batch.earlier import EarlierFiles
from imrletters.batch.files import digest_of_file
from imrletters.batch.found import FoundFiles
from imrletters.batch.journal import Journal
from imrletters.batch.last_cases import LastCases
from imrletters.batch.options import RenderOptions
from imrletters.batch.overwrites import OutputNames
from imrletters.batch.sources import doubt
from imrletters.documents import Document
from imrletters.errors import DataError, plain_or_quoted
from imrletters.file_names import comparable
from imrletters.manifest import BatchRecord, read_manifest
from imrletters.manifest_names import MANIFEST


class Plan:
    """The plan of a call that writes the files of ``options`` into the folder ``path``; kept in ``journal``.

    First call ``add_cases``. After that, ``doubt`` is the reason why the cases that this call does not have may not be
    gone; "" if there is none.
    """

    def __init__(self, path: Path, options: RenderOptions, journal: Journal) -> None:
        self.path = path
        self.options = options
        self.journal = journal
        self.earlier = EarlierFiles(journal)
        self.found = FoundFiles(path, journal, self.earlier)
        self.last_cases = LastCases(journal)
        self.toolchain = cache(options.toolchain)
        self.foreign_manifest = False
        self.doubt = ""
        self.unread = False
        if journal.has_plan():  # of a call that was killed
            self.last_cases.update()
        journal.start_plan()
        if not journal.has_records() and (path / MANIFEST).exists():
            self._add_earlier_records(path / MANIFEST)

    def add_cases(
        self, documents: Iterable[Document], names: Iterable[str] = (), *, sync: bool = False
    ) -> Iterator[str]:
        """Adds all cases to the journal, and yields a message for each conflict.

        A conflict is a file that would be overwritten, or a case number of two cases with different content. ``names``
        are the sources that the call names; ``sync`` states that they have all cases, whatever earlier calls had.
        """
        if self.foreign_manifest:
            yield f"{self.path / MANIFEST} is not the manifest of a batch; choose another output folder"
        output_names = OutputNames(self.path, self.journal.reserve)
        unread = ""
        key = token_bytes()  # nobody can guess the content of a case from a journal that is left behind
        for document in documents:
            if document.data is None:
                unread = unread or document.source
            number, content = number_and_content(document, key)
            first = self.journal.reserve(f"/{comparable(document.stem)}", document.place)  # no file name has a "/"
            clashes = bool(first and first != document.place and document.other_stem)
            if clashes:
                self.journal.add_clash(comparable(document.stem), first or "", document.place)
            stem = document.other_stem if clashes else document.stem
            self.journal.plan(stem, document.place, number, content, document.other_stem)
            files = [] if clashes else self.options.file_names(stem)
            if lost := output_names.conflict(document.source, files, document.place):
                yield lost
        self.journal.commit()
        for number, one, other in self.journal.ambiguous_numbers():
            yield f"{one} and {other} are both case {number}, with different content"
        if unread:
            self.unread = True
            self.doubt = f"{plain_or_quoted(unread)} could not be read"
        elif not sync:
            missing = (record for record in self.journal.gone() if not self._is_known(record))
            self.doubt = doubt(missing, list(names), self.last_cases.lacks)

    def without_clash(self, document: Document) -> Document:
        """The case; with an error and its other stem, if another case of this call has the same name."""
        clash = self.journal.clash(comparable(document.stem)) if document.other_stem else None
        if clash is None:
            return document
        other = next((place for place in clash if place != document.place), document.place)
        error = f"its files would have the same name as those of {other}"
        return replace(document, stem=document.other_stem, error=document.error or error)

    def change(self, document: Document) -> str:
        """Why the files of a case have to be made; "" if they are current."""
        record = self.journal.record(document.stem)
        toolchain = self.toolchain(edition_of(document))
        return change(record, document, self.options, toolchain, lambda name: digest_of_file(self.path / name))

    def kept(self, document: Document) -> BatchRecord | None:
        """The record of a case whose files are current. Files that this call does not make become earlier files."""
        record = self.journal.record(document.stem)
        names = self.options.file_names(document.stem)
        if record and {*names} != record.files.keys():
            self._keep(record, record.files.keys() - {*names}, document)
            record = narrowed(record, names, document, self.options)
            self.journal.add(record)
        return record

    def add(self, document: Document, record: BatchRecord, reason: str) -> None:
        """Adds the record of a case that was made for this ``reason``; keeps those of its earlier files."""
        before = self.journal.record(document.stem)
        if before:
            replaced = {
                name for name in before.files if name in record.files and record.files[name] != before.files[name]
            }
            others = before.files.keys() - record.files.keys()
            if record.problems:
                self.earlier.add(before, before.files, CASE_REFUSED)
            else:
                self.earlier.add(before, replaced, reason)
                self._keep(before, others, document)
        if record.problems:
            for file in self.earlier.of(document.stem):
                if not file.reason:
                    self.earlier.add(file.record, [file.name], CASE_REFUSED)
        self.journal.add(record)

    def predict(self, document: Document, record: BatchRecord) -> None:
        """Adds the record that this call would make of a case; files that it does not make become earlier files."""
        if before := self.journal.record(document.stem):
            self._keep(before, before.files.keys() - record.files.keys(), document)
        self.journal.add(record)

    def _keep(self, before: BatchRecord, names: Collection[str], document: Document) -> None:
        why = outdated(before, document, self.options)
        for name in (name for name in before.files if name in names):
            self.earlier.add(before if why else narrowed(before, [name], document, self.options), [name], why)

    def remove_gone(self) -> None:
        """Replaces the records of the cases that this call does not have by those of their files.

        If there is a ``doubt``, only of those whose case number this call has.
        """
        for record in list(self.journal.gone()):
            if not self.doubt or self._is_known(record):
                self.earlier.add(record, record.files, self._why_gone(record))
                self.journal.remove(record)
        for file in self.earlier.of_gone_cases():
            if not self.doubt or self._is_known(file.record):
                self.earlier.add(file.record, [file.name], self._why_gone(file.record))
        self.journal.commit()

    def _is_known(self, record: BatchRecord) -> bool:
        """Whether this call has the case number of a record of an earlier call."""
        return record.case_number is not None and self.journal.wants("", record.case_number)

    def _why_gone(self, record: BatchRecord) -> str:
        """Why the files of a record are outdated whose name is not that of a case of this call."""
        if self.journal.refused(record):
            return CASE_REFUSED
        return RENAMED if self._is_known(record) else CASE_REMOVED

    def records(self) -> Iterator[BatchRecord]:
        """The records of the manifest, in the order of the cases; then those of other files of earlier calls.

        If there is a ``doubt``, all records of earlier calls are among them, in their order, and the last cases of the
        input files are marked.
        """
        if not self.doubt:
            yield from self.journal.manifest()
            yield from self._records_of_found_files()
            return
        self.last_cases.update()
        for records in (self.journal.with_earlier(), self._records_of_found_files()):
            for record in records:
                yield record.model_copy(update={"last": True}) if self.last_cases.is_last(record) else record

    def _records_of_found_files(self) -> Iterator[BatchRecord]:
        found = self.found.without_record()
        for _, group in groupby(found, lambda file: (file.record.stem, file.reason, file.record.printed_by)):
            files = list(group)
            yield files[0].record.model_copy(
                update={
                    "files": {file.name: file.digest for file in files},
                    "pages": {name: pages for file in files for name, pages in file.record.pages.items()},
                    "outdated": files[0].reason,
                }
            )

    def review(self, document: Document) -> None:
        """Records why other files of a case that earlier calls made are outdated."""
        for file in self.earlier.of(document.stem):
            if not file.reason and (reason := outdated(file.record, document, self.options)):
                self.earlier.add(file.record, [file.name], reason)

    def _add_earlier_records(self, manifest: Path) -> None:
        """Adds the records of an earlier batch to the journal."""
        try:
            for record in self.last_cases.noted(read_manifest(manifest, BatchRecord)):
                if record.outdated or self.journal.record(record.stem):
                    self.earlier.add(record, record.files, record.outdated)
                else:
                    self.journal.add(record)
        except DataError:
            self.foreign_manifest = True
        else:
            self.journal.commit()
