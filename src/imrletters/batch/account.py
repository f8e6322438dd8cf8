"""The account of a running batch: what is wanted and what is made, in a database that no crash spoils."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

PRAGMAS = """
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
"""
"""A power cut may undo the last entries, never spoil the file; what is not entered is made again."""
TABLES = """
CREATE TABLE IF NOT EXISTS made (stem BLOB PRIMARY KEY, record TEXT NOT NULL);
DROP TABLE IF EXISTS wanted;
CREATE TABLE wanted (place INTEGER PRIMARY KEY, stem BLOB UNIQUE, source BLOB, number BLOB, digest TEXT);
DROP TABLE IF EXISTS names;
CREATE TABLE names (name BLOB PRIMARY KEY, source BLOB) WITHOUT ROWID;
CREATE INDEX numbers ON wanted (number, digest);
"""
TWICE = """
SELECT number, source, (
    SELECT b.source FROM wanted b WHERE b.number = a.number AND b.digest <> a.digest ORDER BY b.place LIMIT 1
)
FROM wanted a WHERE place IN (
    SELECT min(place) FROM wanted WHERE number IS NOT NULL GROUP BY number HAVING count(DISTINCT digest) > 1
) ORDER BY place
"""


class Account:
    """An account in the file ``path``. Raises OSError and sqlite3.Error where it cannot be kept there."""

    def __init__(self, path: Path) -> None:
        path.touch()  # says why not, where it cannot; SQLite does not
        self.database = sqlite3.connect(path)
        try:
            self.database.executescript(PRAGMAS + TABLES)
        except sqlite3.Error:
            self.database.close()
            raise

    def want(self, stem: str, source: str, number: str | None, digest: str) -> None:
        """Notes a case to be made; the first of those of one name counts."""
        row = (_kept(stem), _kept(source), None if number is None else _kept(number), digest)
        self.database.execute("INSERT OR IGNORE INTO wanted (stem, source, number, digest) VALUES (?, ?, ?, ?)", row)

    def reserve(self, name: str, source: str) -> str | None:
        """Notes that a file will be made of a source; gives the source that has its name already."""
        row = (_kept(name), _kept(source))
        if self.database.execute("INSERT OR IGNORE INTO names VALUES (?, ?)", row).rowcount:
            return None
        [[other]] = self.database.execute("SELECT source FROM names WHERE name = ?", row[:1])
        return _told(other)

    def twice(self) -> Iterator[tuple[str, str, str]]:
        """Each case number wanted with different content, and two sources that have it."""
        for row in self.database.execute(TWICE):
            number, one, other = map(_told, row)
            yield number, one, other

    def wanted(self) -> int:
        """How many cases are wanted."""
        return int(self.database.execute("SELECT count(*) FROM wanted").fetchone()[0])

    def missing(self) -> int:
        """How many cases are wanted that have no record."""
        joined = "SELECT count(*) FROM wanted LEFT JOIN made USING (stem) WHERE record IS NULL"
        return int(self.database.execute(joined).fetchone()[0])

    def any_made(self) -> bool:
        """Whether anything is made."""
        return self.database.execute("SELECT 1 FROM made LIMIT 1").fetchone() is not None

    def made(self, stem: str) -> dict[str, Any]:
        """The record of what was made of a case; empty if there is none."""
        found = self.database.execute("SELECT record FROM made WHERE stem = ?", [_kept(stem)]).fetchone()
        record: dict[str, Any] = json.loads(found[0]) if found else {}
        return record

    def enter(self, record: Mapping[str, Any]) -> None:
        """Notes what was made of a case; kept by ``save``."""
        row = (_kept(record["stem"]), json.dumps(record))
        self.database.execute("INSERT OR REPLACE INTO made VALUES (?, ?)", row)

    def save(self) -> None:
        """Keeps what was noted, whatever happens to the process from now on."""
        self.database.commit()

    def lines(self) -> Iterator[bytes]:
        """The records of what is wanted, in its order, each a line of JSON."""
        joined = "SELECT record, source FROM wanted JOIN made USING (stem) ORDER BY place"
        for record, source in self.database.execute(joined):
            yield f"{json.dumps(json.loads(record) | {'source': _told(source)})}\n".encode()

    def close(self) -> None:
        """Lets go of the file."""
        self.database.close()


def _kept(text: str) -> bytes:
    """A text as it is kept: names of files and numbers of cases may hold what is no character."""
    return text.encode("utf-8", "surrogatepass")


def _told(kept: bytes) -> str:
    return kept.decode("utf-8", "surrogatepass")
