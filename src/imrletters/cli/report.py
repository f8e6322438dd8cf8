"""The report of a batch: a table with a row for each letter, for ``imrletters render --report``."""

from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from imrletters.documents import Document
from imrletters.manifest import BatchRecord
from imrletters.tables import LETTER_COLUMNS, Checks, LetterSubject, Row, read_facts, row_of, write_table


@dataclass
class Report:
    """The report to write to ``path``; ``kept`` collects the stems of the letters that were not rendered again."""

    path: Path
    checks: Checks
    kept: set[str] = field(default_factory=set)

    def with_kept(self, on_kept: Callable[[BatchRecord], None]) -> Callable[[BatchRecord], None]:
        """A function that collects a letter that is kept, and calls ``on_kept``."""

        def add(record: BatchRecord) -> None:
            self.kept.add(record.stem)
            on_kept(record)

        return add

    def write(
        self,
        documents: Callable[[], Iterable[Document]],
        record_of: Callable[[Document], BatchRecord | None],
        *,
        jobs: int | None,
        executor: Executor | None,
    ) -> None:
        """Reads the cases once more, and writes a row for each; ``documents`` returns them from the start.

        ``record_of`` returns the record of a case. Raises as ``write_table`` does.
        """
        with closing(read_facts(documents(), self.checks, jobs=jobs, executor=executor)) as facts:
            subjects = (
                LetterSubject(record, state_of(record, self.kept), read.content)
                for document, read in zip(documents(), facts, strict=True)
                if (record := record_of(document))
            )
            write_table(self.path, LETTER_COLUMNS, _rows(subjects))


def state_of(record: BatchRecord, kept: Collection[str]) -> str:
    """The state of a letter after a batch."""
    if record.problems:
        return "refused"
    return "kept" if record.stem in kept else "made"


def _rows(subjects: Iterable[LetterSubject]) -> Iterator[Row]:
    return (row_of(LETTER_COLUMNS, subject) for subject in subjects)
