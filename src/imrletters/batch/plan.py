"""Plans what a call does with each case and with the files of earlier calls; writes nothing into the folder."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path
from secrets import token_bytes

from imrletters.batch.changes import CASE_REFUSED, CASE_REMOVED, RENAMED, change, narrowed, outdated
from imrletters.batch.content import edition_of, number_and_content
from imrletters.batch.earlier import EarlierFile, EarlierFiles
from imrletters.batch.files import digest_of_file, digest_of_print
from imrletters.batch.journal import Journal
from imrletters.batch.options import RenderOptions
from imrletters.batch.overwrites import OutputNames
from imrletters.batch.sources import doubt, file_of
from imrletters.documents import Document
from imrletters.errors import DataError, plain_or_quoted
from imrletters.file_names import comparable
from imrletters.manifest import MANIFEST, BatchRecord, read_manifest

PDF, SIGNED = ".pdf", ".signed.pdf"


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
        self.toolchain = cache(options.toolchain)
        self.foreign_manifest = False
        self.doubt = ""
        self.unread = False
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
            self.doubt = doubt(self.journal.gone(), list(names), self._last_of)

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

    def makers(self, stem: str, name: str) -> Iterator[tuple[BatchRecord, str]]:
        """The records of earlier calls that made a file of this name, each with the reason if it is known."""
        before = self.journal.record(stem)
        if before and name in before.files:
            yield before, ""
        yield from ((file.record, file.reason) for file in self.earlier.of(stem) if file.name == name)

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

    def add_others(self, document: Document) -> None:
        """Takes the files that this call does not make out of the record of a case, and keeps them as earlier files."""
        if before := self.journal.record(document.stem):
            names = self.options.file_names(document.stem)
            self._keep(before, before.files.keys() - {*names}, document)
            self.journal.add(before.only(names))

    def _keep(self, before: BatchRecord, names: Collection[str], document: Document) -> None:
        why = outdated(before, document, self.options)
        self.earlier.add(before if why else narrowed(before, names, document, self.options), names, why)

    def remove_gone(self) -> None:
        """Replaces the records of the cases that this call does not have by those of their files."""
        for record, reason in list(self.gone()):
            self.earlier.add(record, record.files, reason)
            self.journal.remove(record)
        self.earlier.mark_removed()

    def records(self) -> Iterator[BatchRecord]:
        """The records of the manifest, in the order of the cases; then those of other files of earlier calls.

        If there is a ``doubt``, all records of earlier calls are among them, in their order.
        """
        yield from self.journal.with_earlier() if self.doubt else self.journal.manifest()
        for _, group in groupby(self.on_disk(), lambda file: (file.record.stem, file.reason, file.record.printed_by)):
            files = list(group)
            yield files[0].record.model_copy(
                update={
                    "files": {file.name: file.digest for file in files},
                    "pages": {name: pages for file in files for name, pages in file.record.pages.items()},
                    "outdated": files[0].reason,
                }
            )

    def gone(self) -> Iterator[tuple[BatchRecord, str]]:
        """The records of the cases that this call does not have, each with the reason why its files are outdated."""
        for record in self.journal.gone():
            renamed = record.case_number is not None and self.journal.wants("", record.case_number)
            yield record, RENAMED if renamed else CASE_REMOVED

    def review(self, document: Document) -> None:
        """Records why other files of a case that earlier calls made are outdated."""
        for file in self.earlier.of(document.stem):
            if not file.reason and (reason := outdated(file.record, document, self.options)):
                self.earlier.add(file.record, [file.name], reason)

    def on_disk(self) -> Iterator[EarlierFile]:
        """The files of earlier calls that are in the folder, unchanged, with the signed copies of outdated ones."""
        found = set()
        for file in self.earlier:
            current = self._current_files(file)
            if file.digest in current.values() or self._signs_one_of(file.name, current):
                continue
            signed = self._signed_copy(file) if file.reason else None
            for each in (file, signed):
                if each and each.name not in found and digest_of_file(self.path / each.name) == each.digest:
                    found.add(each.name)
                    yield each

    def replaced(self, document: Document) -> Iterator[str]:
        """The files of a letter that is made again, with their signed copies: they are moved first, without a doubt."""
        record = self.journal.record(document.stem)
        if self.doubt or record is None:
            return
        for name in self.options.file_names(document.stem):
            digest = record.files.get(name)
            if digest and digest_of_file(self.path / name) == digest:
                yield name
                if signed := self._signed_copy(EarlierFile(name, digest, "", record)):
                    yield signed.name

    def _signs_one_of(self, name: str, current: Mapping[str, str]) -> bool:
        """Whether a file is the signed copy of a current letter."""
        return name.endswith(SIGNED) and digest_of_print(self.path / name) in current.values()

    def _current_files(self, file: EarlierFile) -> dict[str, str]:
        record = self.journal.record(file.record.stem)
        return record.files if record else {}

    def _signed_copy(self, file: EarlierFile) -> EarlierFile | None:
        """The signed copy of a letter; None if there is none."""
        if not file.name.endswith(PDF) or file.name.endswith(SIGNED):
            return None
        name = f"{file.name.removesuffix(PDF)}{SIGNED}"
        found = digest_of_file(self.path / name)
        if found is None or digest_of_print(self.path / name) != file.digest:
            return None
        pages = dict.fromkeys([name], file.record.pages[file.name]) if file.name in file.record.pages else {}
        record = file.record.model_copy(update={"files": {name: found}, "pages": pages})
        return EarlierFile(name, found, file.reason, record)

    def _last_of(self, file: str) -> BatchRecord | None:
        """The last record of an input file that has a letter; None if its case is in this call too."""
        records = (record for record in self.journal.backwards() if record.files)
        last = next((record for record in records if file_of(record) == file), None)
        return None if last is None or self.journal.wants(last.stem, last.case_number) else last

    def _add_earlier_records(self, manifest: Path) -> None:
        """Adds the records of an earlier batch to the journal."""
        try:
            for record in read_manifest(manifest, BatchRecord):
                if record.outdated or self.journal.record(record.stem):
                    self.earlier.add(record, record.files, record.outdated)
                else:
                    self.journal.add(record)
        except DataError:
            self.foreign_manifest = True
        else:
            self.journal.commit()
