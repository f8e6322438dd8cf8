"""The record of printed letters that is kept elsewhere: a JSON Lines file, one line for each case."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from imrletters.errors import DataError, Problem

EXPECTED = 'expected {"case_number": "...", "files": {"NAME.pdf": "its SHA-256 digest"}}'


class Record(BaseModel):
    """What the record keeps of one case: its number, and the SHA-256 digest (hexadecimal) of each file, by its name."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    case_number: str | None = None
    files: dict[str, str]


def read_manifest(path: Path) -> Iterator[Record]:
    """The records of a manifest, line by line. Raises DataError, with its line, for a line that is no record."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield Record.model_validate_json(line)
                except ValidationError:
                    raise DataError([Problem(f"no record; {EXPECTED}", source=str(path), line=number)]) from None


def missing_from(records: Iterable[Record], case_number: str | None, digests: Collection[str]) -> str:
    """Why the records do not hold a file of a case, known by any of ``digests``; "" if they do."""
    of_case, of_file = False, None
    for record in records:
        same_file = any(digest.lower() in digests for digest in record.files.values())
        if same_file and record.case_number == case_number:
            return ""
        of_case = of_case or record.case_number == case_number
        of_file = record if same_file else of_file
    if of_file:
        return f"the record holds this file, but as one of {_named(of_file.case_number)}"
    if of_case:
        return f"the record of {_named(case_number)} holds other files than this one"
    return f"the record does not hold {_named(case_number)}"


def _named(case_number: str | None) -> str:
    return f"case {case_number}" if case_number else "a case without a number"
