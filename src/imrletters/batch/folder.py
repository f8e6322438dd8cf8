"""The output folder of a batch: the letters, the journal while the batch runs, and the manifest at its end."""

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, closing
from errno import EISDIR, ENAMETOOLONG
from pathlib import Path
from types import TracebackType
from typing import Self

from imrletters.batch.content import edition_of
from imrletters.batch.earlier import EarlierFile
from imrletters.batch.files import digest_of_file, is_unreadable, locked, remove_partial_files
from imrletters.batch.journal import Journal
from imrletters.batch.options import RenderOptions
from imrletters.batch.plan import Plan
from imrletters.batch.record import record_of
from imrletters.batch.render import Outcome, failed
from imrletters.batch.run import render_many
from imrletters.batch.superseded import Superseded
from imrletters.documents import Document
from imrletters.errors import Problem, os_error_reason
from imrletters.files import write_atomically
from imrletters.manifest import BatchRecord
from imrletters.manifest_names import JOURNAL, MANIFEST
from imrletters.printing import digest

ONE_FILE_ONLY = (EISDIR, ENAMETOOLONG)
"""Errors of writing that concern one file name, and not the folder."""
UNREADABLE = "there is a file of this name that cannot be read; it is not overwritten"


class OutputFolder:
    """The folder into which a batch writes the files of ``options``; to be used in a ``with`` statement.

    First call ``plan``, then ``render_missing``, then ``finish``. Raises OSError and sqlite3.Error if the folder cannot
    be written to, or if another batch is writing to it.
    """

    def __init__(self, path: Path, options: RenderOptions) -> None:
        self.path = path
        self.options = options
        self.tried = self.added = 0
        options.toolchain()  # an engine that is missing is one error, and not one of each case
        with ExitStack() as opened:
            self.descriptor = opened.enter_context(locked(path))
            self.keep_journal = (path / JOURNAL).exists()
            self.journal = Journal(path / JOURNAL)
            opened.callback(self.journal.close)
            self.superseded = Superseded(path, self.journal)
            self.superseded.resume()
            self.plans = Plan(path, options, self.journal)
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

    @property
    def doubt(self) -> str:
        """Why nothing is moved to the folder ``superseded``; "" if outdated letters are (see ``Plan``)."""
        return self.plans.doubt

    @property
    def unread(self) -> bool:
        """Whether a source could not be read, so that nothing is moved whatever the call states."""
        return self.plans.unread

    def planned(self) -> int:
        """The number of cases that ``plan`` added to the journal."""
        return self.journal.planned()

    def lost(self) -> int:
        """The number of planned cases that were no longer in the input when they were to be rendered."""
        return self.planned() - self.tried

    def plan(self, documents: Iterable[Document], names: Iterable[str] = (), *, sync: bool = False) -> Iterator[str]:
        """Adds all cases to the journal, and yields a message for each conflict; see ``Plan.add_cases``."""
        return self.plans.add_cases(documents, names, sync=sync)

    def record(self, document: Document) -> BatchRecord | None:
        """The record of a case; None if it has not been tried."""
        return self.journal.record(self.plans.without_clash(document).stem)

    def render_missing(
        self,
        documents: Iterable[Document],
        *,
        jobs: int | None = None,
        executor: Executor | None = None,
        on_kept: Callable[[BatchRecord], None],
    ) -> Generator[Outcome, None, None]:
        """Renders and writes the cases that are not current; calls ``on_kept`` with the record of each of the others.

        Yields each outcome when its files are written and recorded. Cases that were added to the input since it was
        planned are left to the next call; ``added`` is their number. Raises OSError and sqlite3.Error if the folder
        cannot be written to; the next call resumes from there. ``jobs`` and ``executor`` are those of ``render_many``.
        """
        submitted: dict[str, tuple[Document, str]] = {}

        def missing() -> Iterator[Document]:
            for each in documents:
                document = self.plans.without_clash(each)
                if not self.journal.wants(document.stem, None):
                    self.added += 1
                    continue
                self.tried += 1
                reason = self.plans.change(document)
                self.plans.review(document)
                record = None if reason else self.plans.kept(document)
                if record:
                    on_kept(record)
                else:
                    submitted[document.stem] = document, reason
                    yield document

        with closing(render_many(missing(), self.options, jobs=jobs, executor=executor)) as outcomes:
            for outcome in outcomes:
                document, reason = submitted.pop(outcome.stem)
                yield self.write(document, outcome, reason)

    def write(self, document: Document, outcome: Outcome, reason: str) -> Outcome:
        """Writes the files of a case, and then its record. Returns the outcome, with the problem if writing failed.

        ``reason`` is why the files were made. Files of earlier calls are moved before they would be overwritten.
        """
        self.keep_journal = True
        toolchain = self.plans.toolchain(edition_of(document))
        if outcome.files and outcome.toolchain != toolchain:
            # a worker on another machine
            outcome = failed(
                document, Problem("rendered with other versions, templates or fonts than this machine has")
            )
        if unreadable := [name for name in outcome.files if is_unreadable(self.path / name)]:
            outcome = failed(document, Problem(f"cannot write {unreadable[0]}: {UNREADABLE}"))
        try:
            for name, data in outcome.files.items():
                self._move_before_overwriting(document.stem, name, data, reason)
                write_atomically(self.path / name, data)
        except OSError as error:
            if error.errno not in ONE_FILE_ONLY:
                raise
            outcome = failed(document, Problem(f"cannot write {name}: {os_error_reason(error)}"))
        self.plans.add(document, record_of(document, outcome, toolchain, self.options.audiences), reason)
        self.journal.commit()
        return outcome

    def finish(self) -> None:
        """Ends the batch if every case has a record and was in the input to the end; else does nothing.

        Moves the outdated letters of earlier calls, unless there is a ``doubt``, writes the manifests and drops the
        journal.
        """
        if self.lost() or self.journal.missing():
            return
        self.keep_journal = True
        self.plans.remove_gone()
        if not self.doubt:
            for file in self.not_moved():
                record = file.record.model_copy(update={"outdated": file.reason})
                self.superseded.move(file.name, file.digest, record)
        self.superseded.write_manifest()
        write_atomically(self.path / MANIFEST, (f"{record.to_json()}\n".encode() for record in self.plans.records()))
        if self.descriptor is not None:  # the file names must be on the disk before the journal is removed
            os.fsync(self.descriptor)
        self.keep_journal = False

    def moved(self) -> Iterator[BatchRecord]:
        """The records of the files that were moved to the folder ``superseded``, one for each file."""
        return self.superseded.moved()

    def not_moved(self) -> Iterator[EarlierFile]:
        """The outdated files of earlier calls that are still in the folder."""
        return (file for file in self.plans.found.without_record() if file.reason)

    def not_named(self) -> Iterator[BatchRecord]:
        """The records of letters of earlier calls whose cases this call does not have."""
        return (record for record in self.journal.gone() if record.files)

    def _move_before_overwriting(self, stem: str, name: str, data: bytes, reason: str) -> None:
        """Moves the file of this name if it has another content.

        If there is a ``doubt``, the letter of an earlier call is overwritten, but no file with a content that is not in
        the records.
        """
        found = digest_of_file(self.path / name)
        if found is None or found == digest(data):
            return
        record, why = self.plans.found.maker(stem, name, found)
        if record is None:
            unknown = BatchRecord(stem=stem, case_digest="", files={name: found}, printed_by={}, outdated=why)
            self.superseded.move(name, found, unknown)
        elif not self.doubt:
            outdated = record.only([name]).model_copy(update={"outdated": why or reason})
            self.superseded.move(name, found, outdated)
