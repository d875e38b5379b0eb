/** Step 5: where chains fork or miss a record, and records of newer versions. */
export const CHAINS = `
-- Records that only a newer version can read: kept as they came, passed on, and tried again when the workspace opens.
CREATE TABLE newer_records (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 64),
  v INTEGER NOT NULL,
  type TEXT NOT NULL,
  -- The place in a chain, where it can be told.
  author TEXT,
  seq INTEGER,
  prev TEXT,
  at TEXT,
  bytes BLOB NOT NULL,
  signature BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT;
CREATE INDEX newer_records_by_author ON newer_records (author, seq);

CREATE VIEW chain_places AS
  SELECT author, seq, id, prev FROM records
  UNION ALL SELECT author, seq, id, prev FROM newer_records WHERE author IS NOT NULL;

-- Places in a chain that more than one record claims.
CREATE TABLE forks (
  author TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (author, seq)
) STRICT, WITHOUT ROWID;

-- Records that others name as the one before, and that are not here.
CREATE TABLE missing_records (
  author TEXT NOT NULL,
  seq INTEGER NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (author, seq, id)
) STRICT, WITHOUT ROWID;

-- Personal data may come after the record that names it.
INSERT OR IGNORE INTO record_subjects
  SELECT 'd:' || (CAST(bytes AS TEXT) ->> '$.body.details'), position FROM records
  WHERE type = 'submission.received' AND json_valid(CAST(bytes AS TEXT))
    AND CAST(bytes AS TEXT) ->> '$.body.details' IS NOT NULL;

-- There are new views: all are rebuilt from the records when the workspace is opened next.
UPDATE views_built_from SET position = 0;
`;
