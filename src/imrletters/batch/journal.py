"""The journal of a running batch: a SQLite database of the cases to render and the records of those rendered.

A crash cannot damage it. Its file name and tables are those of version 0.1.0, so that any version resumes a batch.
"""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from imrletters.manifest import BatchRecord, parse_record

JOURNAL = ".imrletters-account"
PRAGMAS = """
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
"""
"""A power cut may undo the last entries, but cannot damage the file; a case without an entry is rendered again."""
TABLES = """
CREATE TABLE IF NOT EXISTS made (stem BLOB PRIMARY KEY, record TEXT NOT NULL);
DROP TABLE IF EXISTS wanted;
CREATE TABLE wanted (place INTEGER PRIMARY KEY, stem BLOB UNIQUE, source BLOB, number BLOB, digest TEXT);
DROP TABLE IF EXISTS names;
CREATE TABLE names (name BLOB PRIMARY KEY, source BLOB) WITHOUT ROWID;
CREATE INDEX numbers ON wanted (number, digest);
"""
AMBIGUOUS = """
SELECT number, source, (
    SELECT b.source FROM wanted b WHERE b.number = a.number AND b.digest <> a.digest ORDER BY b.place LIMIT 1
)
FROM wanted a WHERE place IN (
    SELECT min(place) FROM wanted WHERE number IS NOT NULL GROUP BY number HAVING count(DISTINCT digest) > 1
) ORDER BY place
"""


class Journal:
    """The journal in the file ``path``. Raises OSError and sqlite3.Error if the file cannot be written."""

    def __init__(self, path: Path) -> None:
        # its error states the reason, unlike that of SQLite; a link could lead out of the folder
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, 0o666))
        self.database = sqlite3.connect(path)
        try:
            self.database.executescript(PRAGMAS + TABLES)
        except sqlite3.Error:
            self.database.close()
            raise

    def plan(self, stem: str, source: str, number: str | None, digest: str) -> None:
        """Adds a case to render; of several cases with the same stem only the first is added."""
        row = (_encoded(stem), _encoded(source), None if number is None else _encoded(number), digest)
        self.database.execute("INSERT OR IGNORE INTO wanted (stem, source, number, digest) VALUES (?, ?, ?, ?)", row)

    def reserve(self, name: str, source: str) -> str | None:
        """Reserves a file name for a source. Returns None, or the source for which it is already reserved."""
        row = (_encoded(name), _encoded(source))
        if self.database.execute("INSERT OR IGNORE INTO names VALUES (?, ?)", row).rowcount:
            return None
        [[other]] = self.database.execute("SELECT source FROM names WHERE name = ?", row[:1])
        return _decoded(other)

    def ambiguous_numbers(self) -> Iterator[tuple[str, str, str]]:
        """Each case number of cases with different content, with two sources that have it."""
        for row in self.database.execute(AMBIGUOUS):
            number, one, other = map(_decoded, row)
            yield number, one, other

    def planned(self) -> int:
        """The number of cases to render."""
        return int(self.database.execute("SELECT count(*) FROM wanted").fetchone()[0])

    def missing(self) -> int:
        """The number of cases to render that have no record."""
        joined = "SELECT count(*) FROM wanted LEFT JOIN made USING (stem) WHERE record IS NULL"
        return int(self.database.execute(joined).fetchone()[0])

    def has_records(self) -> bool:
        """Whether there is any record, also of cases that are not to be rendered now."""
        return self.database.execute("SELECT 1 FROM made LIMIT 1").fetchone() is not None

    def record(self, stem: str) -> BatchRecord | None:
        """The record of a case; None if there is none."""
        found = self.database.execute("SELECT record FROM made WHERE stem = ?", [_encoded(stem)]).fetchone()
        return parse_record(found[0], BatchRecord) if found else None

    def add(self, record: BatchRecord) -> None:
        """Adds the record of a case; ``commit`` makes it durable."""
        row = (_encoded(record.stem), record.to_json())
        self.database.execute("INSERT OR REPLACE INTO made VALUES (?, ?)", row)

    def commit(self) -> None:
        """Makes everything added durable, even if the process is killed."""
        self.database.commit()

    def manifest(self) -> Iterator[bytes]:
        """The lines of the manifest: the record of each planned case, in their order, with its current source."""
        joined = "SELECT record, source FROM wanted JOIN made USING (stem) ORDER BY place"
        for text, source in self.database.execute(joined):
            if record := parse_record(text, BatchRecord):
                yield f"{record.model_copy(update={'source': _decoded(source)}).to_json()}\n".encode()

    def close(self) -> None:
        """Closes the file."""
        self.database.close()


def _encoded(text: str) -> bytes:
    """A text as the database stores it: file names and case numbers may contain lone surrogates."""
    return text.encode("utf-8", "surrogatepass")


def _decoded(stored: bytes) -> str:
    return stored.decode("utf-8", "surrogatepass")
