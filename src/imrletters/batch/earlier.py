"""The files of earlier calls that no current record describes, in the journal of a batch."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from imrletters.batch.journal import Journal, decoded, encoded
from imrletters.manifest import BatchRecord, parse_record

TABLE = """
CREATE TABLE IF NOT EXISTS earlier (
    name BLOB, digest TEXT, stem BLOB, reason TEXT, record TEXT NOT NULL, PRIMARY KEY (name, digest)
);
CREATE INDEX IF NOT EXISTS earlier_stems ON earlier (stem);
"""


class EarlierFile(NamedTuple):
    """A file that an earlier call made: its name, its digest then, why it is outdated, and its record.

    The reason is "" for a file of another copy or format that is still that of its case.
    """

    name: str
    digest: str
    reason: str
    record: BatchRecord


class EarlierFiles:
    """The files of earlier calls in a journal; ``Journal.commit`` makes changes durable."""

    def __init__(self, journal: Journal) -> None:
        self.database = journal.database
        self.database.executescript(TABLE)

    def add(self, record: BatchRecord, names: Collection[str], reason: str) -> None:
        """Adds files of a record that is replaced."""
        for name in names:
            only = record.only([name]).model_copy(update={"outdated": ""}).to_json()
            row = (encoded(name), record.files[name], encoded(record.stem), reason, only)
            self.database.execute("INSERT OR REPLACE INTO earlier VALUES (?, ?, ?, ?, ?)", row)

    def of(self, stem: str) -> list[EarlierFile]:
        """The files with this stem."""
        return self._rows("WHERE stem = ?", [encoded(stem)])

    def knows(self, name: str, digest: str) -> bool:
        """Whether an earlier call made this file."""
        return bool(self._rows("WHERE name = ? AND digest = ?", [encoded(name), digest]))

    def forget(self, name: str, digest: str) -> None:
        """Removes a file that is current again."""
        self.database.execute("DELETE FROM earlier WHERE name = ? AND digest = ?", [encoded(name), digest])

    def of_gone_cases(self) -> list[EarlierFile]:
        """The files without a reason whose cases are not to be rendered now."""
        return self._rows("WHERE reason = '' AND stem NOT IN (SELECT stem FROM wanted) ORDER BY rowid", [])

    def __iter__(self) -> Iterator[EarlierFile]:
        """All files, in the order in which they were added."""
        return iter(self._rows("ORDER BY rowid", []))

    def _rows(self, condition: str, values: list[bytes | str]) -> list[EarlierFile]:
        found = []
        for name, digest, reason, text in self.database.execute(
            f"SELECT name, digest, reason, record FROM earlier {condition}",  # noqa: S608 - the conditions of this class
            values,
        ):
            if record := parse_record(text, BatchRecord):
                found.append(EarlierFile(decoded(name), digest, reason, record))
        return found
