"""The output folder of a batch: the letters, the journal while the batch runs, and the manifest at its end."""

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, closing
from errno import EISDIR, ENAMETOOLONG
from pathlib import Path
from secrets import token_bytes
from types import TracebackType
from typing import Self

from imrletters.batch.files import locked, remove_partial_files
from imrletters.batch.journal import JOURNAL, Journal
from imrletters.batch.options import RenderOptions
from imrletters.batch.overwrites import OutputNames
from imrletters.batch.record import carried_digest, number_and_content, record_of
from imrletters.batch.render import Outcome, failed
from imrletters.batch.run import render_many
from imrletters.documents import Document
from imrletters.errors import DataError, Problem, os_error_reason
from imrletters.files import write_atomically
from imrletters.manifest import MANIFEST, BatchRecord, read_manifest
from imrletters.printing import digest

ONE_FILE_ONLY = (EISDIR, ENAMETOOLONG)
"""Errors of writing that concern one file name, and not the folder."""


class OutputFolder:
    """The folder into which a batch writes the files of ``options``; to be used in a ``with`` statement.

    First call ``plan``, then ``render_missing``, then ``finish``. Raises OSError and sqlite3.Error if the folder cannot
    be written to, or if another batch is writing to it.
    """

    def __init__(self, path: Path, options: RenderOptions) -> None:
        self.path = path
        self.options = options
        self.toolchain = options.toolchain()
        self.foreign_manifest = False
        with ExitStack() as opened:
            self.descriptor = opened.enter_context(locked(path))
            self.keep_journal = (path / JOURNAL).exists()
            self.journal = Journal(path / JOURNAL)
            opened.callback(self.journal.close)
            if not self.journal.has_records() and (path / MANIFEST).exists():
                self._add_earlier_records(path / MANIFEST)
            remove_partial_files(path)
            self.opened = opened.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes the journal and unlocks the folder; the journal of an unfinished batch is kept."""
        with self.opened:
            self.journal.close()
            if not self.keep_journal:
                (self.path / JOURNAL).unlink()

    def planned(self) -> int:
        """The number of cases that ``plan`` added to the journal."""
        return self.journal.planned()

    def plan(self, documents: Iterable[Document]) -> Iterator[str]:
        """Adds all cases to the journal, and yields a message for each conflict.

        A conflict is a file that would be overwritten, or a case number of two cases with different content.
        """
        if self.foreign_manifest:
            yield f"{self.path / MANIFEST} is not the manifest of a batch; choose another output folder"
        names = OutputNames(self.path, self.journal.reserve)
        key = token_bytes()  # nobody can guess the content of a case from a journal that is left behind
        for document in documents:
            number, content = number_and_content(document, key)
            self.journal.plan(document.stem, document.place, number, content)
            if lost := names.conflict(document.source, self.options.file_names(document.stem), document.place):
                yield lost
        self.journal.commit()
        for number, one, other in self.journal.ambiguous_numbers():
            yield f"{one} and {other} are both case {number}, with different content"

    def is_current(self, document: Document) -> bool:
        """Whether all files of a case exist, and were rendered from the same content by the same toolchain.

        The content is that of the copies of this batch: a change of other fields changes none of its files.
        """
        record = self.journal.record(document.stem)
        if record is None or record.printed_by != self.toolchain:
            return False
        if record.case_digest != carried_digest(document, self.options.audiences):
            return False
        names = self.options.file_names(document.stem)
        return [*record.files] == names and all(_digest_of(self.path / name) == record.files[name] for name in names)

    def render_missing(
        self,
        documents: Iterable[Document],
        *,
        jobs: int | None = None,
        executor: Executor | None = None,
        on_kept: Callable[[Document], None],
    ) -> Generator[Outcome, None, None]:
        """Renders and writes the cases that are not current; calls ``on_kept`` for each of the others.

        Yields each outcome when its files are written and recorded. Raises OSError and sqlite3.Error if the folder
        cannot be written to; the next call resumes from there. ``jobs`` and ``executor`` are those of ``render_many``.
        """
        submitted: dict[str, Document] = {}

        def missing() -> Iterator[Document]:
            for document in documents:
                if self.is_current(document):
                    on_kept(document)
                else:
                    submitted[document.stem] = document
                    yield document

        with closing(render_many(missing(), self.options, jobs=jobs, executor=executor)) as outcomes:
            for outcome in outcomes:
                yield self.write(submitted.pop(outcome.stem), outcome)

    def write(self, document: Document, outcome: Outcome) -> Outcome:
        """Writes the files of a case, and then its record. Returns the outcome, with the problem if writing failed."""
        self.keep_journal = True
        if outcome.files and outcome.toolchain != self.toolchain:
            # a worker on another machine
            outcome = failed(
                document, Problem("rendered with other versions, templates or fonts than this machine has")
            )
        try:
            for name, data in outcome.files.items():
                write_atomically(self.path / name, data)
        except OSError as error:
            if error.errno not in ONE_FILE_ONLY:
                raise
            outcome = failed(document, Problem(f"cannot write {name}: {os_error_reason(error)}"))
        self.journal.add(record_of(document, outcome, self.toolchain, self.options.audiences))
        self.journal.commit()
        return outcome

    def finish(self) -> None:
        """Writes the manifest and drops the journal if every case has a record; else does nothing."""
        if self.journal.missing():
            return
        write_atomically(self.path / MANIFEST, self.journal.manifest())
        os.fsync(self.descriptor)  # the file names must be on the disk before the journal is removed
        self.keep_journal = False

    def _add_earlier_records(self, manifest: Path) -> None:
        """Adds the records of an earlier batch to the journal."""
        try:
            for record in read_manifest(manifest, BatchRecord):
                self.journal.add(record)
        except DataError:
            self.foreign_manifest = True
        else:
            self.journal.commit()


def _digest_of(path: Path) -> str | None:
    """The digest of a file; None if it cannot be read."""
    try:
        return digest(path.read_bytes())
    except OSError:
        return None
