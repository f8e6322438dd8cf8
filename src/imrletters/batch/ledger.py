"""Keeps the books of a batch in its output folder: what is to be made, what is made, and the manifest of it all.

While a batch runs the books are an account (see ``account``). When every case has an outcome, they become
``manifest.jsonl``, from which a later call goes on.
"""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from errno import EISDIR, ENAMETOOLONG
from pathlib import Path
from types import TracebackType
from typing import Self

from imrletters.batch.account import Account
from imrletters.batch.files import kept_to_one, remove_parts, write_whole
from imrletters.batch.options import RenderOptions
from imrletters.batch.record import is_record, known, place, record_of
from imrletters.batch.work import Outcome, failed
from imrletters.documents import MANIFEST, Document
from imrletters.errors import Problem
from imrletters.printing import digest

ACCOUNT = ".imrletters-account"
OF_ONE_FILE = (EISDIR, ENAMETOOLONG)
"""What cannot be written in a folder where others can."""


class Ledger:
    """The books of a batch that writes the files of ``order`` into ``folder``; used in a ``with`` statement.

    Raises OSError and sqlite3.Error where the folder cannot be written, or where another batch writes into it.
    """

    def __init__(self, folder: Path, options: RenderOptions) -> None:
        self.folder = folder
        self.options = options
        self.toolchain = options.toolchain()
        self.foreign = False
        with ExitStack() as opened:
            self.lock = opened.enter_context(kept_to_one(folder))
            begun = (folder / ACCOUNT).exists()
            self.account = Account(folder / ACCOUNT)
            opened.callback(self.account.close)
            self.worth_keeping = begun
            if not self.account.any_made() and (folder / MANIFEST).exists():
                self._go_on_from(folder / MANIFEST)
            remove_parts(folder)
            self.opened = opened.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Lets go of the folder; what is not finished stays for a later call."""
        with self.opened:
            self.account.close()
            if not self.worth_keeping:
                (self.folder / ACCOUNT).unlink()

    def want(self, documents: Iterable[Document]) -> Iterator[str]:
        """Notes every case before any work; gives what would lose something: names and numbers that stand twice."""
        if self.foreign:
            yield f"{self.folder / MANIFEST} is no manifest of a batch and would be written over; name another folder"
        for document in documents:
            number, content = known(document)
            names = [name for _, _, name in self.options.files(document.stem)]
            self.account.want(document.stem, place(document), number, content)
            others = [(name, other) for name in names if (other := self.account.reserve(name, place(document)))]
            for name, other in others[:1]:
                yield f"{other} and {place(document)} would both be written as {name}; rename one"
            source = Path(document.source).resolve()
            for name in names:
                if (self.folder / name).resolve() == source:
                    yield f"{name} would be written over a file that is read; name another folder"
        self.account.save()
        for number, one, other in self.account.twice():
            yield f"{one} and {other} are both case {number}, with different content"

    def is_made(self, document: Document) -> bool:
        """Whether all files of a case are there, made of the same content by the same versions and templates."""
        record = self.account.made(document.stem)
        if record.get("printed_by") != self.toolchain or record["case_digest"] != known(document)[1]:
            return False
        names = [name for _, _, name in self.options.files(document.stem)]
        files: dict[str, str] = record["files"]
        return [*files] == names and all(_digest_of(self.folder / name) == files[name] for name in names)

    def enter(self, document: Document, outcome: Outcome) -> Outcome:
        """Writes the files of a case, then notes that they are made, or what was wrong. Gives what came of it."""
        self.worth_keeping = True
        if outcome.files and outcome.toolchain != self.toolchain:
            outcome = failed(document, Problem("printed by other versions, templates or fonts than are installed here"))
        try:
            for name, data in outcome.files.items():
                write_whole(self.folder / name, data)
        except OSError as error:
            if error.errno not in OF_ONE_FILE:
                raise
            outcome = failed(document, Problem(f"{name} cannot be written: {str(error.strerror).lower()}"))
        self.account.enter(record_of(document, outcome, self.toolchain))
        self.account.save()
        return outcome

    def finish(self) -> None:
        """Makes the account the manifest, in the order of the cases, if each has an outcome."""
        if self.account.missing():
            return
        write_whole(self.folder / MANIFEST, self.account.lines())
        os.fsync(self.lock)  # the names of the files are on the disk before the account goes
        self.worth_keeping = False

    def _go_on_from(self, manifest: Path) -> None:
        """Takes over what an earlier call has made."""
        with manifest.open("rb") as lines:
            for line in lines:
                try:
                    record = json.loads(line)
                except (ValueError, RecursionError):
                    record = None
                if is_record(record):
                    self.account.enter(record)
                else:
                    self.foreign = True
                    return
        self.account.save()


def _digest_of(path: Path) -> str | None:
    try:
        return digest(path.read_bytes())
    except OSError:
        return None
