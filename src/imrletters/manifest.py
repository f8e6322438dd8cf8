"""The manifest of printed letters: a JSON Lines file with one record for each case."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from imrletters.errors import DataError, Problem

MANIFEST = "manifest.jsonl"
"""The name of the manifest that a batch writes beside its letters."""
EXPECTED = 'expected {"case_number": "...", "files": {"NAME.pdf": "its SHA-256 digest"}}'
BATCH_KEYS = ("stem", "case_number", "source", "case_digest", "files", "pages", "problems", "printed_by")
"""The keys of a record that a batch writes, in their order."""


class Record(BaseModel):
    """A record of any manifest: the case number, and the SHA-256 digest (hexadecimal) of each file, by name."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    case_number: str | None = None
    files: dict[str, str]


class BatchRecord(Record):
    """A record of the manifest of a batch; docs/batch.md describes each key."""

    stem: str
    source: str = ""
    case_digest: str
    pages: dict[str, Annotated[int, Field(strict=True)]] = {}
    problems: tuple[str, ...] = ()
    printed_by: dict[str, str]

    def to_json(self) -> str:
        """The record as one line of JSON, without a line feed."""
        data: dict[str, Any] = self.model_dump()
        return json.dumps({key: data[key] for key in BATCH_KEYS})


AnyRecord = TypeVar("AnyRecord", bound=Record)


def parse_record(line: bytes | str, form: type[AnyRecord]) -> AnyRecord | None:
    """The record in a line of JSON; None if the line is not such a record."""
    try:
        # not pydantic's JSON parser, which refuses the escaped bytes of a file name that is not UTF-8
        return form.model_validate(json.loads(line.decode() if isinstance(line, bytes) else line))
    except (ValueError, RecursionError):  # includes UnicodeDecodeError and pydantic's ValidationError
        return None


def read_manifest(path: Path, form: type[AnyRecord]) -> Iterator[AnyRecord]:
    """The records of a manifest, line by line; empty lines are skipped.

    Raises DataError, with the line number, for a line that is not a record of this form.
    """
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                record = parse_record(line, form)
                if record is None:
                    raise DataError([Problem(f"not a record; {EXPECTED}", source=str(path), line=number)])
                yield record
