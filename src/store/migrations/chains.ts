/** Step 6: where chains fork or miss a record, and records of newer versions. */
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
  SELECT author, seq, id, prev, at FROM records
  UNION ALL SELECT author, seq, id, prev, at FROM newer_records WHERE author IS NOT NULL;

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

-- Submissions of one learner for one unit that claim to be the same attempt. Kept in step by the database itself.
DROP INDEX submissions_by_learner_and_unit;
CREATE INDEX submissions_by_attempt ON submissions (learner, unit, attempt);
CREATE TABLE attempts_twice (
  learner TEXT NOT NULL,
  unit TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  PRIMARY KEY (learner, unit, attempt)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER submissions_twice AFTER INSERT ON submissions
  WHEN EXISTS (SELECT 1 FROM submissions WHERE learner = new.learner AND unit = new.unit
    AND attempt = new.attempt AND submission <> new.submission)
  BEGIN INSERT OR IGNORE INTO attempts_twice VALUES (new.learner, new.unit, new.attempt); END;
CREATE TRIGGER submissions_once AFTER DELETE ON submissions BEGIN
  DELETE FROM attempts_twice WHERE learner = old.learner AND unit = old.unit AND attempt = old.attempt
    AND 2 > (SELECT count(*) FROM submissions
      WHERE learner = old.learner AND unit = old.unit AND attempt = old.attempt);
END;
CREATE TRIGGER submissions_renumbered AFTER UPDATE OF learner, unit, attempt ON submissions
  WHEN old.learner <> new.learner OR old.unit <> new.unit OR old.attempt <> new.attempt BEGIN
  DELETE FROM attempts_twice WHERE learner = old.learner AND unit = old.unit AND attempt = old.attempt
    AND 2 > (SELECT count(*) FROM submissions
      WHERE learner = old.learner AND unit = old.unit AND attempt = old.attempt);
  INSERT OR IGNORE INTO attempts_twice SELECT new.learner, new.unit, new.attempt
    WHERE 1 < (SELECT count(*) FROM submissions
      WHERE learner = new.learner AND unit = new.unit AND attempt = new.attempt);
END;
CREATE INDEX submissions_stale ON submissions (unit) WHERE is_stale = 1;

-- Local to this machine: records whose time cannot be right, and what somebody here has seen and put aside.
CREATE TABLE wrong_clocks (
  record TEXT PRIMARY KEY,
  -- Dated long after it arrived, or long before the record that it follows.
  how TEXT NOT NULL CHECK (how IN ('ahead', 'back')),
  seen_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE put_aside (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Personal data may come after the record that names it.
INSERT OR IGNORE INTO record_subjects
  SELECT 'd:' || (CAST(bytes AS TEXT) ->> '$.body.details'), position FROM records
  WHERE type = 'submission.received' AND json_valid(CAST(bytes AS TEXT))
    AND CAST(bytes AS TEXT) ->> '$.body.details' IS NOT NULL;

-- There are new views: all are rebuilt from the records when the workspace is opened next.
UPDATE views_built_from SET position = 0;
`;
