/** Step 7: who is to assess what, and what this machine has sealed and not opened yet. */
export const SEALS = `
-- A view: whom a submission is allocated to, by person, and where that person's work stands.
CREATE TABLE allocations (
  submission TEXT NOT NULL,
  person TEXT NOT NULL,
  record TEXT NOT NULL,
  place TEXT NOT NULL CHECK (place IN ('first', 'second')),
  is_sealed INTEGER NOT NULL CHECK (is_sealed IN (0, 1)),
  due TEXT,
  stands TEXT NOT NULL CHECK (stands IN ('to_do', 'sealed', 'opened', 'submitted')),
  PRIMARY KEY (submission, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX allocations_by_person ON allocations (person, stands, submission);

-- How many it is allocated to, and whether they seal, so that nobody else may assess it.
ALTER TABLE submissions ADD COLUMN allocated INTEGER NOT NULL DEFAULT 0;
ALTER TABLE submissions ADD COLUMN is_reserved INTEGER NOT NULL DEFAULT 0 CHECK (is_reserved IN (0, 1));

-- Local to this machine: assessments that were sealed here, with their salts. Gone from here once they are opened.
CREATE TABLE sealed_assessments (
  seal TEXT PRIMARY KEY,
  submission TEXT NOT NULL,
  person TEXT NOT NULL,
  salt TEXT NOT NULL,
  body TEXT NOT NULL,
  sealed_at TEXT NOT NULL,
  sum TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sealed_assessments_by_person ON sealed_assessments (person, submission);

-- There are new views: all are rebuilt from the records when the workspace is opened next.
UPDATE views_built_from SET position = 0;
`;
