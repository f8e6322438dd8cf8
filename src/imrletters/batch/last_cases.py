"""The last case of each JSON Lines file, in the journal of a batch. A file without its last case may be cut off.

It is that of the last call which had the one before too. So a call that is repeated always meets the same last case.
"""

from collections.abc import Iterable, Iterator

from imrletters.batch.journal import Journal, decoded, encoded
from imrletters.batch.sources import line_of, lines_file
from imrletters.manifest import BatchRecord, parse_record

TABLE = "CREATE TABLE IF NOT EXISTS last_cases (file BLOB PRIMARY KEY, stem BLOB NOT NULL, number BLOB) WITHOUT ROWID;"


class LastCases:
    """The last cases with a letter in a journal; ``Journal.commit`` makes changes durable."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.database = journal.database
        self.database.executescript(TABLE)

    def noted(self, records: Iterable[BatchRecord]) -> Iterator[BatchRecord]:
        """Yields the records of a manifest without their marks, and at the end stores the last case of each file.

        That is the marked one, or else the one with the highest line number.
        """
        last: dict[str, BatchRecord] = {}
        for record in records:
            file = lines_file(record.source)
            if file and record.files and (record.last or not record.outdated):
                last[file] = max(last.get(file, record), record, key=lambda each: (each.last, line_of(each.source)))
            yield record.model_copy(update={"last": False}) if record.last else record
        for file, record in last.items():
            self._store(file, record)

    def update(self) -> None:
        """Takes the last case of each file that the planned call had, unless it did not have the one before."""
        last: dict[str, BatchRecord] = {}
        query = "SELECT source, record FROM wanted JOIN made USING (stem) ORDER BY place DESC"
        for source, text in self.database.execute(query):
            file = lines_file(decoded(source))
            if file and file not in last:
                record = parse_record(text, BatchRecord)
                if record and record.files:
                    last[file] = record
        for file, record in last.items():
            if not self.lacks(file):
                self._store(file, record)

    def lacks(self, file: str) -> bool:
        """Whether the planned call does not have the last case of a file."""
        found = self._stored(file)
        return found is not None and not self.journal.wants(*found)

    def is_last(self, record: BatchRecord) -> bool:
        """Whether a record is that of the last case of its file."""
        found = self._stored(lines_file(record.source))
        return found is not None and found[0] == record.stem

    def _stored(self, file: str) -> tuple[str, str | None] | None:
        """The stem and the case number of the last case of a file."""
        query = "SELECT stem, number FROM last_cases WHERE file = ?"
        row = self.database.execute(query, [encoded(file)]).fetchone()
        return (decoded(row[0]), None if row[1] is None else decoded(row[1])) if row else None

    def _store(self, file: str, record: BatchRecord) -> None:
        number = None if record.case_number is None else encoded(record.case_number)
        row = (encoded(file), encoded(record.stem), number)
        self.database.execute("INSERT OR REPLACE INTO last_cases VALUES (?, ?, ?)", row)
