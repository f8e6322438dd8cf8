"""The journal of a running batch: a SQLite database of the cases to render and the records of those rendered.

A crash cannot damage it. Its file name and tables are those of version 0.1.0, so that any version resumes a batch.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from imrletters.batch.files import in_use
from imrletters.files import create_if_missing
from imrletters.manifest import BatchRecord, parse_record

PRAGMAS = """
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
"""
"""A power cut may undo the last entries, but cannot damage the file; a case without an entry is rendered again."""
MADE = "CREATE TABLE IF NOT EXISTS made (stem BLOB PRIMARY KEY, record TEXT NOT NULL);"
PLAN = """
DROP TABLE IF EXISTS wanted;
CREATE TABLE wanted (
    place INTEGER PRIMARY KEY, stem BLOB UNIQUE, source BLOB, number BLOB, digest TEXT, other_stem BLOB
);
DROP TABLE IF EXISTS clashes;
CREATE TABLE clashes (name BLOB PRIMARY KEY, one BLOB, other BLOB) WITHOUT ROWID;
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
        create_if_missing(path)
        self.database = sqlite3.connect(path)
        try:
            self.database.executescript(PRAGMAS + MADE)
        except sqlite3.Error as error:
            self.database.close()
            if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_BUSY:  # where the folder cannot be locked
                raise in_use(path.parent) from None
            raise

    def has_plan(self) -> bool:
        """Whether there are cases to render: those of the call before until ``start_plan``."""
        return self.database.execute("SELECT 1 FROM sqlite_master WHERE name = 'wanted'").fetchone() is not None

    def start_plan(self) -> None:
        """Drops the cases to render of the call before; its records stay."""
        self.database.executescript(PLAN)

    def plan(self, stem: str, source: str, number: str | None, digest: str, other_stem: str = "") -> None:
        """Adds a case to render; of several cases with the same stem only the first is added.

        ``other_stem`` replaces the stem if that of another case is the same (see ``Document``).
        """
        row = (
            encoded(stem),
            encoded(source),
            None if number is None else encoded(number),
            digest,
            encoded(other_stem),
        )
        insert = "INSERT OR IGNORE INTO wanted (stem, source, number, digest, other_stem) VALUES (?, ?, ?, ?, ?)"
        self.database.execute(insert, row)

    def add_clash(self, name: str, one: str, other: str) -> None:
        """Records that cases of two sources have the same stem; that of the first is replaced."""
        self.database.execute("INSERT OR IGNORE INTO clashes VALUES (?, ?, ?)", tuple(map(encoded, (name, one, other))))
        replaced = "UPDATE OR IGNORE wanted SET stem = other_stem WHERE source = ? AND other_stem <> x''"
        self.database.execute(replaced, [encoded(one)])

    def clash(self, name: str) -> tuple[str, str] | None:
        """Two sources whose cases have the same stem; None if the stem is that of one case only."""
        row = self.database.execute("SELECT one, other FROM clashes WHERE name = ?", [encoded(name)]).fetchone()
        return (decoded(row[0]), decoded(row[1])) if row else None

    def wants(self, stem: str, number: str | None) -> bool:
        """Whether a case to render has this stem or this case number."""
        row = (encoded(stem), None if number is None else encoded(number))
        query = "SELECT 1 FROM wanted WHERE stem = ? UNION ALL SELECT 1 FROM wanted WHERE number = ? LIMIT 1"
        return self.database.execute(query, row).fetchone() is not None

    def reserve(self, name: str, source: str) -> str | None:
        """Reserves a file name for a source. Returns None, or the source for which it is already reserved."""
        row = (encoded(name), encoded(source))
        if self.database.execute("INSERT OR IGNORE INTO names VALUES (?, ?)", row).rowcount:
            return None
        [[other]] = self.database.execute("SELECT source FROM names WHERE name = ?", row[:1])
        return decoded(other)

    def ambiguous_numbers(self) -> Iterator[tuple[str, str, str]]:
        """Each case number of cases with different content, with two sources that have it."""
        for row in self.database.execute(AMBIGUOUS):
            number, one, other = map(decoded, row)
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
        found = self.database.execute("SELECT record FROM made WHERE stem = ?", [encoded(stem)]).fetchone()
        return parse_record(found[0], BatchRecord) if found else None

    def add(self, record: BatchRecord) -> None:
        """Adds or replaces the record of a case; ``commit`` makes it durable."""
        row = (encoded(record.stem), record.to_json())
        self.database.execute(
            "INSERT INTO made VALUES (?, ?) ON CONFLICT (stem) DO UPDATE SET record = ?", (*row, row[1])
        )

    def remove(self, record: BatchRecord) -> None:
        """Removes the record of a case."""
        self.database.execute("DELETE FROM made WHERE stem = ?", [encoded(record.stem)])

    def gone(self) -> Iterator[BatchRecord]:
        """The records of cases that are not to be rendered now, in the order in which they were added."""
        query = "SELECT record FROM made LEFT JOIN wanted USING (stem) WHERE place IS NULL ORDER BY made.rowid"
        return self._records(query)

    def refused(self, record: BatchRecord) -> bool:
        """Whether the case of a record of an earlier call is refused now.

        That is every case with its number; or, if there is none, a case without a number at its place.
        """
        number = None if record.case_number is None else encoded(record.case_number)
        joined = "SELECT record FROM wanted LEFT JOIN made USING (stem)"
        found = self.database.execute(f"{joined} WHERE number = ?", [number]).fetchall()
        if not found:
            self.database.execute("CREATE INDEX IF NOT EXISTS sources ON wanted (source)")  # few calls need it
            at_place = f"{joined} WHERE source = ? AND number IS NULL"
            found = self.database.execute(at_place, [encoded(record.source)]).fetchall()
        records = [parse_record(text, BatchRecord) if text else None for [text] in found]
        return bool(records) and all(each and each.problems for each in records)

    def _records(self, query: str) -> Iterator[BatchRecord]:
        for [text] in self.database.execute(query).fetchall():
            if record := parse_record(text, BatchRecord):
                yield record

    def commit(self) -> None:
        """Makes everything added durable, even if the process is killed."""
        self.database.commit()

    def manifest(self) -> Iterator[BatchRecord]:
        """The records of the manifest: that of each planned case, in their order, with its current source."""
        joined = "SELECT record, source FROM wanted JOIN made USING (stem) ORDER BY place"
        for text, source in self.database.execute(joined):
            if record := parse_record(text, BatchRecord):
                yield record.model_copy(update={"source": decoded(source)})

    def with_earlier(self) -> Iterator[BatchRecord]:
        """All records in the order in which they were added, those of planned cases with their current source."""
        joined = "SELECT record, source FROM made LEFT JOIN wanted USING (stem) ORDER BY made.rowid"
        for text, source in self.database.execute(joined):
            if record := parse_record(text, BatchRecord):
                yield record if source is None else record.model_copy(update={"source": decoded(source)})

    def close(self) -> None:
        """Closes the file."""
        self.database.close()


def encoded(text: str) -> bytes:
    """A text as the database stores it: file names and case numbers may contain lone surrogates."""
    return text.encode("utf-8", "surrogatepass")


def decoded(stored: bytes) -> str:
    """The text that is stored in the database."""
    return stored.decode("utf-8", "surrogatepass")
