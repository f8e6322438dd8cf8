-- The versions of determinations. Constraints and triggers refuse invalid changes, whichever program makes them.

CREATE TABLE IF NOT EXISTS determination (
  case_number    TEXT NOT NULL,
  version        INTEGER NOT NULL CHECK (version >= 1),
  replaces       INTEGER CHECK (replaces IS nullif(version - 1, 0)), -- the version that this one corrects
  status         TEXT NOT NULL CHECK (status IN ('draft', 'checked', 'issued')),
  case_file      BLOB NOT NULL,
  warnings       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(warnings)), -- code and pointer of each
  public_pdf     BLOB,
  public_sha256  TEXT CHECK (length(public_sha256) = 64),
  parties_pdf    BLOB,
  parties_sha256 TEXT CHECK (length(parties_sha256) = 64),
  PRIMARY KEY (case_number, version),
  FOREIGN KEY (case_number, replaces) REFERENCES determination (case_number, version),
  -- an issued determination has both letters and their digests; any other has none of them
  CHECK ((status = 'issued') = (coalesce(public_pdf, public_sha256, parties_pdf, parties_sha256) IS NOT NULL)),
  CHECK ((public_pdf IS NULL) + (public_sha256 IS NULL) + (parties_pdf IS NULL) + (parties_sha256 IS NULL) IN (0, 4))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER IF NOT EXISTS must_begin_as_draft BEFORE INSERT ON determination
WHEN NEW.status <> 'draft'
BEGIN SELECT RAISE(ABORT, 'a new determination must be a draft'); END;

-- INSERT OR REPLACE would delete the old row without firing a delete trigger
CREATE TRIGGER IF NOT EXISTS no_second_insert BEFORE INSERT ON determination
WHEN EXISTS (SELECT * FROM determination WHERE case_number = NEW.case_number AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'this version already exists'); END;

CREATE TRIGGER IF NOT EXISTS replaced_version_is_issued BEFORE INSERT ON determination
WHEN NEW.version > 1 AND NOT EXISTS (
  SELECT * FROM determination WHERE case_number = NEW.case_number AND version = NEW.version - 1 AND status = 'issued'
)
BEGIN SELECT RAISE(ABORT, 'the replaced version is not issued'); END;

CREATE TRIGGER IF NOT EXISTS no_change_after_issue BEFORE UPDATE ON determination
WHEN OLD.status = 'issued'
BEGIN SELECT RAISE(ABORT, 'an issued determination cannot be changed'); END;

CREATE TRIGGER IF NOT EXISTS no_delete_after_issue BEFORE DELETE ON determination
WHEN OLD.status = 'issued'
BEGIN SELECT RAISE(ABORT, 'an issued determination cannot be deleted'); END;

CREATE TRIGGER IF NOT EXISTS no_renumbering BEFORE UPDATE ON determination
WHEN NEW.case_number <> OLD.case_number OR NEW.version <> OLD.version
BEGIN SELECT RAISE(ABORT, 'the number of a version cannot be changed'); END;

CREATE TRIGGER IF NOT EXISTS edit_makes_draft BEFORE UPDATE ON determination
WHEN NEW.case_file <> OLD.case_file AND NEW.status <> 'draft'
BEGIN SELECT RAISE(ABORT, 'an edited determination must be a draft'); END;

CREATE TRIGGER IF NOT EXISTS checked_before_issue BEFORE UPDATE ON determination
WHEN NEW.status = 'issued' AND OLD.status = 'draft'
BEGIN SELECT RAISE(ABORT, 'only a checked determination can be issued'); END;

-- The log contains no text from a case.
CREATE TABLE IF NOT EXISTS log (
  id          INTEGER PRIMARY KEY,
  at          TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  case_number TEXT NOT NULL,
  version     INTEGER NOT NULL,
  event       TEXT NOT NULL CHECK (event IN ('drafted', 'edited', 'refused', 'checked', 'issued')),
  problems    TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(problems)) -- code and pointer of each
) STRICT;
