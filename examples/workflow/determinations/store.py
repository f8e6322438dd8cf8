"""Stores the versions of determinations in a SQLite database; schema.sql has its constraints."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from imrletters import Audience, Problem

SCHEMA = Path(__file__).with_name("schema.sql")
COLUMNS = "case_number, version, replaces, status, case_file, warnings"


class RefusedError(Exception):
    """The workflow refuses an action; the message states why."""


@dataclass(frozen=True)
class Version:
    """One version of a determination, with the version it replaces, its case file and its warnings as JSON."""

    case_number: str
    version: int
    replaces: int | None
    status: Literal["draft", "checked", "issued"]
    case_file: bytes
    warnings: str = "[]"

    def __str__(self) -> str:
        replacing = f", replaces version {self.replaces}" if self.replaces else ""
        return f"{self.case_number} version {self.version}{replacing}: {self.status}"


class Store:
    """The determinations in a database file, which is created if missing. Each thread needs its own Store."""

    def __init__(self, path: Path) -> None:
        self.database = sqlite3.connect(path, timeout=30)
        self.database.execute("PRAGMA foreign_keys = ON")
        self.database.executescript(SCHEMA.read_text(encoding="utf-8"))

    def close(self) -> None:
        """Closes the database."""
        self.database.close()

    def versions(self, case_number: str) -> list[Version]:
        """Returns the versions of a determination, the newest last. Raises RefusedError if there is none."""
        query = f"SELECT {COLUMNS} FROM determination WHERE case_number = ? ORDER BY version"
        found = [Version(*row) for row in self.database.execute(query, (case_number,))]
        if not found:
            raise RefusedError(f"there is no determination {case_number}")
        return found

    def add(self, draft: Version) -> None:
        """Adds a new version. Raises RefusedError if the database refuses it."""
        try:
            with self.database:
                insert = f"INSERT INTO determination ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)"
                self.database.execute(insert, astuple(draft))
                self.log(draft, "drafted")
        except sqlite3.IntegrityError as error:
            raise RefusedError(f"{draft.case_number} version {draft.version}: {error}") from None

    def change(self, read: Version, event: str, fields: Mapping[str, object], problems: Iterable[Problem] = ()) -> None:
        """Sets fields of a version and logs the event. Raises RefusedError if it has changed since it was read."""
        setting = ", ".join(f"{name} = ?" for name in fields)
        unchanged = "case_number = ? AND version = ? AND status = ? AND case_file = ?"
        values = (*fields.values(), read.case_number, read.version, read.status, read.case_file)
        with self.database:
            if not self.database.execute(f"UPDATE determination SET {setting} WHERE {unchanged}", values).rowcount:
                raise RefusedError(f"{read.case_number} was changed by somebody else in the meantime")
            self.log(read, event, problems)

    def log(self, version: Version, event: str, problems: Iterable[Problem] = ()) -> None:
        """Writes an event to the log, in the caller's transaction."""
        insert = "INSERT INTO log (case_number, version, event, problems) VALUES (?, ?, ?, ?)"
        self.database.execute(insert, (version.case_number, version.version, event, brief(problems)))

    def letter(self, case_number: str, audience: Audience, version: int | None = None) -> bytes:
        """Returns the PDF of the newest issued version, or of ``version``, as it was issued.

        Raises RefusedError if there is no such letter, or if the PDF does not match its digest.
        """
        query = (
            f"SELECT version, {audience}_pdf, {audience}_sha256 FROM determination"
            " WHERE case_number = ? AND status = 'issued' AND version = coalesce(?, version) ORDER BY version DESC"
        )
        row = self.database.execute(query, (case_number, version)).fetchone()
        if row is None:
            raise RefusedError(f"{case_number} has no such issued letter")
        version, pdf, digest = row
        if sha256(pdf).hexdigest() != digest:
            raise RefusedError(f"{case_number} version {version}: the {audience} letter does not match its digest")
        return bytes(pdf)


def brief(problems: Iterable[Problem]) -> str:
    """Returns the codes and pointers of problems as JSON, without text from the case."""
    return json.dumps([{"code": each.code, "pointer": each.without_values().pointer} for each in problems])
