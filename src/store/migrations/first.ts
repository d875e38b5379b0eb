/** Step 1: the ledger, its views, and what is local to a machine. */
export const FIRST = `
-- The ledger. Rows are only ever added.
CREATE TABLE records (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 64),
  type TEXT NOT NULL,
  author TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 1),
  prev TEXT,
  at TEXT NOT NULL,
  bytes BLOB NOT NULL,
  signature BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT;
CREATE INDEX records_by_author ON records (author, seq);
CREATE INDEX records_by_type ON records (type, position);
CREATE TRIGGER records_are_never_changed BEFORE UPDATE ON records
  BEGIN SELECT RAISE(ABORT, 'records are append-only'); END;
CREATE TRIGGER records_are_never_removed BEFORE DELETE ON records
  BEGIN SELECT RAISE(ABORT, 'records are append-only'); END;

CREATE TABLE record_subjects (
  subject TEXT NOT NULL,
  position INTEGER NOT NULL REFERENCES records (position),
  PRIMARY KEY (subject, position)
) STRICT, WITHOUT ROWID;

-- Personal data, named in records by hash only; may be erased.
CREATE TABLE private_objects (
  hash TEXT PRIMARY KEY CHECK (length(hash) = 64),
  json TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Views: rebuilt from the records at will.
CREATE TABLE units (
  unit TEXT NOT NULL,
  version TEXT NOT NULL,
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  version_label TEXT NOT NULL,
  criteria INTEGER NOT NULL,
  json TEXT NOT NULL,
  published_at TEXT NOT NULL,
  author TEXT NOT NULL,
  is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
  PRIMARY KEY (unit, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX units_by_version ON units (version);

CREATE TABLE tolerances (
  unit TEXT PRIMARY KEY,
  rule TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE submissions (
  submission TEXT PRIMARY KEY,
  unit TEXT NOT NULL,
  unit_version TEXT NOT NULL,
  unit_code TEXT NOT NULL,
  unit_title TEXT NOT NULL,
  criteria INTEGER NOT NULL,
  learner TEXT NOT NULL,
  learner_name TEXT NOT NULL,
  title TEXT NOT NULL,
  search TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  state TEXT NOT NULL,
  received_at TEXT NOT NULL,
  artifacts INTEGER NOT NULL,
  marks INTEGER NOT NULL,
  please_check INTEGER NOT NULL CHECK (please_check IN (0, 1)),
  is_stale INTEGER NOT NULL CHECK (is_stale IN (0, 1)),
  has_gaps INTEGER NOT NULL CHECK (has_gaps IN (0, 1)),
  weight REAL NOT NULL,
  how TEXT,
  verdict TEXT,
  points REAL,
  max_points REAL,
  outcome_record TEXT,
  confirmed_at TEXT,
  batch TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX submissions_by_received ON submissions (received_at, submission);
CREATE INDEX submissions_by_unit ON submissions (unit);
CREATE INDEX submissions_by_state ON submissions (state, unit);
CREATE INDEX submissions_by_learner_and_unit ON submissions (learner, unit);

CREATE TABLE assessments (
  assessment TEXT NOT NULL,
  submission TEXT NOT NULL,
  author TEXT NOT NULL,
  at TEXT NOT NULL,
  met INTEGER NOT NULL,
  not_yet INTEGER NOT NULL,
  to_do INTEGER NOT NULL,
  PRIMARY KEY (submission, author)
) STRICT, WITHOUT ROWID;

-- Where two assessments part, ready for the board.
CREATE TABLE disagreements (
  submission TEXT PRIMARY KEY,
  json TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE batches (
  batch TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  version INTEGER NOT NULL,
  exported_at TEXT NOT NULL,
  author TEXT NOT NULL,
  results INTEGER NOT NULL,
  passed INTEGER NOT NULL,
  manifest TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Records that do not count, with the reason.
CREATE TABLE not_counted (
  record TEXT PRIMARY KEY,
  reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The ledger position the views were built from.
CREATE TABLE views_built_from (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  position INTEGER NOT NULL
) STRICT;
INSERT INTO views_built_from VALUES (1, 0);

-- Local to this machine: neither records nor views.
CREATE TABLE drafts (
  submission TEXT NOT NULL,
  person TEXT NOT NULL,
  draft TEXT NOT NULL,
  revision INTEGER NOT NULL,
  saved_at TEXT NOT NULL,
  met INTEGER NOT NULL,
  not_yet INTEGER NOT NULL,
  to_do INTEGER NOT NULL,
  please_check INTEGER NOT NULL,
  PRIMARY KEY (submission, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE local_keys (
  key TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  sealing TEXT NOT NULL CHECK (sealing IN ('keychain', 'passphrase')),
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE local_facts (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Commands already carried out: a retry after a crash does nothing twice.
CREATE TABLE commands (
  command TEXT PRIMARY KEY,
  record TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
