-- Determinations in their versions. What must never happen is refused here, whoever writes.

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
  -- an issued determination has both letters with their digests, any other has none of them
  CHECK ((status = 'issued') = (coalesce(public_pdf, public_sha256, parties_pdf, parties_sha256) IS NOT NULL)),
  CHECK ((public_pdf IS NULL) + (public_sha256 IS NULL) + (parties_pdf IS NULL) + (parties_sha256 IS NULL) IN (0, 4))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER IF NOT EXISTS begins_as_a_draft BEFORE INSERT ON determination
WHEN NEW.status <> 'draft'
BEGIN SELECT RAISE(ABORT, 'a determination begins as a draft'); END;

-- INSERT OR REPLACE would delete the old row and fire no trigger for that
CREATE TRIGGER IF NOT EXISTS is_written_once BEFORE INSERT ON determination
WHEN EXISTS (SELECT * FROM determination WHERE case_number = NEW.case_number AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'this version is there already'); END;

CREATE TRIGGER IF NOT EXISTS replaces_what_is_issued BEFORE INSERT ON determination
WHEN NEW.version > 1 AND NOT EXISTS (
  SELECT * FROM determination WHERE case_number = NEW.case_number AND version = NEW.version - 1 AND status = 'issued'
)
BEGIN SELECT RAISE(ABORT, 'the version that it replaces is not issued'); END;

CREATE TRIGGER IF NOT EXISTS stays_as_issued BEFORE UPDATE ON determination
WHEN OLD.status = 'issued'
BEGIN SELECT RAISE(ABORT, 'an issued determination is never changed'); END;

CREATE TRIGGER IF NOT EXISTS stays_where_issued BEFORE DELETE ON determination
WHEN OLD.status = 'issued'
BEGIN SELECT RAISE(ABORT, 'an issued determination is never deleted'); END;

CREATE TRIGGER IF NOT EXISTS keeps_its_number BEFORE UPDATE ON determination
WHEN NEW.case_number <> OLD.case_number OR NEW.version <> OLD.version
BEGIN SELECT RAISE(ABORT, 'a version keeps its number'); END;

CREATE TRIGGER IF NOT EXISTS is_a_draft_again BEFORE UPDATE ON determination
WHEN NEW.case_file <> OLD.case_file AND NEW.status <> 'draft'
BEGIN SELECT RAISE(ABORT, 'an edited determination is a draft'); END;

CREATE TRIGGER IF NOT EXISTS is_checked_before_it_is_issued BEFORE UPDATE ON determination
WHEN NEW.status = 'issued' AND OLD.status = 'draft'
BEGIN SELECT RAISE(ABORT, 'only a checked determination is issued'); END;

-- Who looks here reads no word of a case.
CREATE TABLE IF NOT EXISTS log (
  id          INTEGER PRIMARY KEY,
  at          TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  case_number TEXT NOT NULL,
  version     INTEGER NOT NULL,
  event       TEXT NOT NULL CHECK (event IN ('drafted', 'edited', 'refused', 'checked', 'issued')),
  problems    TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(problems)) -- code and pointer of each
) STRICT;
