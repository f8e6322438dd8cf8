"""The database refuses invalid changes, whichever program makes them."""

import sqlite3

import pytest

from determinations.store import Store

DIGEST = "0" * 64
ISSUE = (
    "UPDATE determination SET status = 'issued', public_pdf = x'00', parties_pdf = x'00',"
    f" public_sha256 = '{DIGEST}', parties_sha256 = '{DIGEST}'"
)
INSERT = "INTO determination (case_number, version, replaces, status, case_file) VALUES"


@pytest.fixture
def database(store: Store) -> sqlite3.Connection:
    """An issued determination and the draft of another."""
    store.database.execute(f"INSERT {INSERT} ('issued', 1, NULL, 'draft', x'00'), ('draft', 1, NULL, 'draft', x'00')")
    store.database.execute("UPDATE determination SET status = 'checked' WHERE case_number = 'issued'")
    store.database.execute(f"{ISSUE} WHERE case_number = 'issued'")
    store.database.commit()
    return store.database


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE determination SET public_pdf = x'01' WHERE case_number = 'issued'", "cannot be changed"),
        (f"UPDATE determination SET parties_sha256 = '{'1' * 64}' WHERE case_number = 'issued'", "cannot be changed"),
        ("UPDATE determination SET status = 'draft' WHERE case_number = 'issued'", "cannot be changed"),
        (
            "UPDATE OR REPLACE determination SET case_number = 'issued' WHERE case_number = 'draft'",
            "number of a version cannot be changed",
        ),
        ("DELETE FROM determination WHERE case_number = 'issued'", "cannot be deleted"),
        (f"INSERT OR REPLACE {INSERT} ('issued', 1, NULL, 'draft', x'00')", "already exists"),
        (f"REPLACE {INSERT} ('draft', 1, NULL, 'draft', x'00')", "already exists"),
        (f"INSERT {INSERT} ('new', 1, NULL, 'checked', x'00')", "must be a draft"),
        (f"INSERT {INSERT} ('new', 1, NULL, 'sent', x'00')", "must be a draft"),
        (f"INSERT {INSERT} ('new', 0, NULL, 'draft', x'00')", "CHECK constraint failed: version >= 1"),
        (f"INSERT {INSERT} ('draft', 2, 1, 'draft', x'00')", "replaced version is not issued"),
        (f"INSERT {INSERT} ('issued', 3, 2, 'draft', x'00')", "replaced version is not issued"),
        (f"INSERT {INSERT} ('issued', 2, NULL, 'draft', x'00')", "CHECK constraint failed: replaces"),
        (f"INSERT {INSERT} ('issued', 2, 2, 'draft', x'00')", "CHECK constraint failed: replaces"),
        (f"{ISSUE} WHERE case_number = 'draft'", "only a checked determination can be issued"),
        (
            "UPDATE determination SET status = 'checked', case_file = x'01' WHERE case_number = 'draft'",
            "must be a draft",
        ),
        ("UPDATE determination SET public_pdf = x'01' WHERE case_number = 'draft'", "CHECK constraint failed"),
        ("UPDATE determination SET status = 'sent' WHERE case_number = 'draft'", "CHECK constraint failed: status"),
        (f"{ISSUE}, status = 'draft' WHERE case_number = 'draft'", "CHECK constraint failed"),
        (
            "UPDATE determination SET warnings = 'C05' WHERE case_number = 'draft'",
            "failed: json_valid",
        ),
        ("INSERT INTO log (case_number, version, event, problems) VALUES ('draft', 1, 'edited', 'C05')", "json_valid"),
        ("INSERT INTO log (case_number, version, event) VALUES ('draft', 1, 'sent')", "CHECK constraint failed: event"),
    ],
)
def test_invalid_changes_are_refused(database: sqlite3.Connection, statement: str, message: str) -> None:
    before = database.execute("SELECT * FROM determination").fetchall()
    with pytest.raises(sqlite3.IntegrityError, match=message):
        database.execute(statement)
    assert database.execute("SELECT * FROM determination").fetchall() == before


@pytest.mark.parametrize(
    "change",
    [*(f"{audience}_{part} = NULL" for audience in ("public", "parties") for part in ("pdf", "sha256"))]
    + [f"{audience}_sha256 = '{'0' * 63}'" for audience in ("public", "parties")],
)
def test_issuing_needs_both_letters_and_their_digests(database: sqlite3.Connection, change: str) -> None:
    database.execute("UPDATE determination SET status = 'checked' WHERE case_number = 'draft'")
    with pytest.raises(sqlite3.IntegrityError, match="CHECK constraint failed"):
        database.execute(f"{ISSUE}, {change} WHERE case_number = 'draft'")
    database.execute(f"{ISSUE} WHERE case_number = 'draft'")


def test_valid_changes_are_accepted(database: sqlite3.Connection) -> None:
    database.execute("UPDATE determination SET case_file = x'01' WHERE case_number = 'draft'")
    database.execute("DELETE FROM determination WHERE case_number = 'draft'")
    database.execute(f"INSERT {INSERT} ('issued', 2, 1, 'draft', x'00')")
