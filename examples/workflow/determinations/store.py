"""Keeps the versions of determinations in a SQLite database, whose own rules are in schema.sql."""

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
    """What the workflow does not do; says why."""


@dataclass(frozen=True)
class Version:
    """One version of a determination: which version it replaces, its case file, and the warnings about it as JSON."""

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
    """The determinations in a database file, which is made if there is none; for the thread that opens it."""

    def __init__(self, path: Path) -> None:
        self.database = sqlite3.connect(path, timeout=30)
        self.database.execute("PRAGMA foreign_keys = ON")
        self.database.executescript(SCHEMA.read_text(encoding="utf-8"))

    def close(self) -> None:
        """Closes the database."""
        self.database.close()

    def versions(self, case_number: str) -> list[Version]:
        """The versions of a determination, the newest one last. Raises RefusedError if there is none."""
        query = f"SELECT {COLUMNS} FROM determination WHERE case_number = ? ORDER BY version"
        found = [Version(*row) for row in self.database.execute(query, (case_number,))]
        if not found:
            raise RefusedError(f"there is no determination {case_number}")
        return found

    def add(self, draft: Version) -> None:
        """Keeps a new version. Raises RefusedError if the database does."""
        try:
            with self.database:
                insert = f"INSERT INTO determination ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)"
                self.database.execute(insert, astuple(draft))
                self.log(draft, "drafted")
        except sqlite3.IntegrityError as error:
            raise RefusedError(f"{draft.case_number} version {draft.version}: {error}") from None

    def change(self, seen: Version, event: str, fields: Mapping[str, object], problems: Iterable[Problem] = ()) -> None:
        """Sets fields of a version and logs why. Raises RefusedError if another has changed it since it was seen."""
        setting = ", ".join(f"{name} = ?" for name in fields)
        as_seen = "case_number = ? AND version = ? AND status = ? AND case_file = ?"
        values = (*fields.values(), seen.case_number, seen.version, seen.status, seen.case_file)
        with self.database:
            if not self.database.execute(f"UPDATE determination SET {setting} WHERE {as_seen}", values).rowcount:
                raise RefusedError(f"{seen.case_number} was edited, checked or issued by another meanwhile")
            self.log(seen, event, problems)

    def log(self, version: Version, event: str, problems: Iterable[Problem] = ()) -> None:
        """Writes what happened into the log, within the caller's transaction."""
        insert = "INSERT INTO log (case_number, version, event, problems) VALUES (?, ?, ?, ?)"
        self.database.execute(insert, (version.case_number, version.version, event, brief(problems)))

    def letter(self, case_number: str, audience: Audience, version: int | None = None) -> bytes:
        """The PDF of the newest issued version, or of the one that is told, as it was issued.

        Raises RefusedError if none is issued, or if the PDF is not what its digest says.
        """
        query = (
            f"SELECT version, {audience}_pdf, {audience}_sha256 FROM determination"
            " WHERE case_number = ? AND status = 'issued' AND version = coalesce(?, version) ORDER BY version DESC"
        )
        row = self.database.execute(query, (case_number, version)).fetchone()
        if row is None:
            raise RefusedError(f"no such letter of {case_number} is issued")
        version, pdf, digest = row
        if sha256(pdf).hexdigest() != digest:
            raise RefusedError(f"{case_number} version {version}: the {audience} letter is not what was issued")
        return bytes(pdf)


def brief(problems: Iterable[Problem]) -> str:
    """The codes and places of problems as JSON, without a word of the case."""
    return json.dumps([{"code": each.code, "pointer": each.without_values().pointer} for each in problems])
