"""The manifest of printed letters: a JSON Lines file with one record for each case."""

import json
from collections.abc import Collection, Iterator
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from imrletters.errors import DataError, Problem
from imrletters.path_names import PathName, file_path

EXPECTED = 'expected {"case_number": "...", "files": {"NAME.pdf": "its SHA-256 digest"}}'
BATCH_KEYS = ("stem", "case_number", "source", "case_digest", "files", "pages", "problems", "printed_by")
"""The keys of a record that a batch writes, in their order."""
OPTIONAL_KEYS = ("findings", "outdated", "last")
"""The keys that follow them where they have a value."""
END_OF_PRINT = b"%%EOF\n"
State = Literal["current", "outdated", "refused"]


class Record(BaseModel):
    """A record of any manifest: the case number, and the SHA-256 digest (hexadecimal) of each file, by name.

    ``outdated`` states why the files are no longer those of the case; "" if they are.
    """

    # deferred, because a single letter needs no manifest
    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    case_number: str | None = None
    files: dict[str, str]
    outdated: str = ""


class BatchRecord(Record):
    """A record of the manifest of a batch; docs/batch.md describes each key."""

    stem: str
    source: str = ""
    case_digest: str
    pages: dict[str, Annotated[int, Field(strict=True)]] = {}
    problems: tuple[str, ...] = ()
    printed_by: dict[str, str]
    findings: dict[str, Annotated[int, Field(strict=True)]] = {}
    last: bool = False

    @property
    def state(self) -> State:
        """Whether the files are those of the case, those of an earlier state of it, or missing because of problems."""
        if self.outdated:
            return "outdated"
        return "refused" if self.problems else "current"

    def only(self, names: Collection[str]) -> Self:
        """The same record with only the files of these names."""
        files = {name: digest for name, digest in self.files.items() if name in names}
        pages = {name: count for name, count in self.pages.items() if name in names}
        return self.model_copy(update={"files": files, "pages": pages})

    def to_json(self) -> str:
        """The record as one line of JSON, without a line feed."""
        data: dict[str, Any] = self.model_dump()
        return json.dumps({key: data[key] for key in (*BATCH_KEYS, *(key for key in OPTIONAL_KEYS if data[key]))})


AnyRecord = TypeVar("AnyRecord", bound=Record)


def as_printed(letter: bytes) -> bytes:
    """The bytes of a PDF letter without the signatures after its first end of a file: those that a manifest records."""
    end = letter.find(END_OF_PRINT)
    return letter if end < 0 else letter[: end + len(END_OF_PRINT)]


def parse_record(line: bytes | str, form: type[AnyRecord]) -> AnyRecord | None:
    """The record in a line of JSON; None if the line is not such a record."""
    try:
        return _record(line, form)
    except (ValueError, RecursionError):  # includes UnicodeDecodeError and pydantic's ValidationError
        return None


def read_manifest(path: PathName, form: type[AnyRecord]) -> Iterator[AnyRecord]:
    """The records of a manifest, line by line; empty lines are skipped.

    Raises DataError, with the line number, for a line that is not a record of this form, and OSError.
    """
    with file_path(path).open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                record = parse_record(line, form)
                if record is None:
                    message = f"not a record; {_expected(line, form)}"
                    raise DataError([Problem(message, source=str(path), line=number)])
                yield record


def _record(line: bytes | str, form: type[AnyRecord]) -> AnyRecord:
    # not pydantic's JSON parser, which refuses the escaped bytes of a file name that is not UTF-8
    return form.model_validate(json.loads(line.decode() if isinstance(line, bytes) else line))


def _expected(line: bytes, form: type[Record]) -> str:
    """What a line that is not a record of this form would have to be; the keys that it lacks are named."""
    try:
        _record(line, form)
    except ValidationError as error:
        if missing := [str(each["loc"][0]) for each in error.errors() if each["type"] == "missing"]:
            return f"expected also these keys: {', '.join(missing)}"
    except (ValueError, RecursionError):
        pass
    return EXPECTED
