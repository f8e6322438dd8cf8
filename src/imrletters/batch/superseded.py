"""Moves letters that are no longer current to the folder ``superseded``, without overwriting anything there.

Each move is in the journal before it begins, so that the next call completes one that a crash interrupted.
"""

import os
import sqlite3
from collections.abc import Iterator
from errno import ENOTDIR
from itertools import count
from pathlib import Path

from imrletters.batch.files import digest_of_file
from imrletters.batch.journal import Journal, decoded, encoded
from imrletters.files import FOLDER, NEW_FILE, OPENS_FOLDERS, write_atomically
from imrletters.manifest import BatchRecord, parse_record
from imrletters.manifest_names import MANIFEST, SUPERSEDED

TABLE = """
CREATE TABLE IF NOT EXISTS moves (
    target BLOB PRIMARY KEY, name BLOB, digest TEXT, record TEXT NOT NULL, done INTEGER NOT NULL DEFAULT 0
);
"""


class Superseded:
    """The folder ``superseded`` in the folder of a batch. Every method raises OSError if it cannot be written to."""

    def __init__(self, parent: Path, journal: Journal) -> None:
        self.parent = parent
        self.path = parent / SUPERSEDED
        self.journal = journal
        self.database: sqlite3.Connection = journal.database
        self.database.executescript(TABLE)

    def resume(self) -> None:
        """Completes the moves that a crash interrupted."""
        for target, name, digest, text in self.database.execute(
            "SELECT target, name, digest, record FROM moves WHERE NOT done"
        ).fetchall():
            source, goal = self.parent / decoded(name), self.path / decoded(target)
            if digest_of_file(goal) == digest:
                self._mark_done(target)
                continue
            if goal.exists() and not goal.stat().st_size:
                goal.unlink()  # the empty file that reserved the name
            self.database.execute("DELETE FROM moves WHERE target = ?", [target])
            record = parse_record(text, BatchRecord)
            if record and digest_of_file(source) == digest:
                self.move(decoded(name), digest, record)
        self.journal.commit()

    def move(self, name: str, digest: str, record: BatchRecord) -> None:
        """Moves a file whose content has this digest; ``record`` describes it, with the reason why it is outdated."""
        if not self.path.is_dir():
            self.path.mkdir()
        if self.path.is_symlink():
            raise OSError(ENOTDIR, "not a folder but a link", str(self.path))
        for number in count(1):
            target = name if number == 1 else _numbered(name, record.stem, number)
            if self._is_reserved(target):
                continue
            described = record.model_copy(
                update={
                    "files": {target: digest},
                    "pages": {target: record.pages[name]} if name in record.pages else {},
                }
            )
            row = (encoded(target), encoded(name), digest, described.to_json())
            self.database.execute("INSERT INTO moves (target, name, digest, record) VALUES (?, ?, ?, ?)", row)
            self.journal.commit()
            try:
                # reserves the name, so that replacing this empty file overwrites nothing
                os.close(os.open(self.path / target, NEW_FILE, 0o666))
            except FileExistsError:
                self.database.execute("DELETE FROM moves WHERE target = ?", row[:1])
                continue
            (self.parent / name).replace(self.path / target)
            _flush(self.path)
            self._mark_done(row[0])
            return

    def moved(self) -> Iterator[BatchRecord]:
        """The records of the files that this batch has moved, in their order."""
        for [text] in self.database.execute("SELECT record FROM moves WHERE done ORDER BY rowid").fetchall():
            if record := parse_record(text, BatchRecord):
                yield record

    def write_manifest(self) -> None:
        """Adds the records of the moved files to the manifest in the folder."""
        manifest = self.path / MANIFEST
        lines = manifest.read_bytes().splitlines(keepends=True) if manifest.exists() else []
        known = {name for line in lines if (record := parse_record(line, BatchRecord)) for name in record.files}
        added = [f"{each.to_json()}\n".encode() for each in self.moved() if known.isdisjoint(each.files)]
        if added:
            write_atomically(manifest, [*lines, *added])
            _flush(self.path)

    def _is_reserved(self, target: str) -> bool:
        query = "SELECT 1 FROM moves WHERE target = ?"
        return self.database.execute(query, [encoded(target)]).fetchone() is not None or target == MANIFEST

    def _mark_done(self, target: bytes) -> None:
        self.database.execute("UPDATE moves SET done = 1 WHERE target = ?", [target])
        self.journal.commit()


def _numbered(name: str, stem: str, number: int) -> str:
    """The name of a file with a number after the stem: "a.signed.pdf" becomes "a-2.signed.pdf"."""
    return f"{stem}-{number}{name.removeprefix(stem)}"


def _flush(folder: Path) -> None:
    """Makes the names in a folder durable, where the system opens folders."""
    if not OPENS_FOLDERS:
        return
    descriptor = os.open(folder, FOLDER)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
