/** Step 13: appeals, and what is marked anew for them. */
export const APPEALS = `
-- Views.
CREATE TABLE appeals (
  appeal TEXT PRIMARY KEY,
  submission TEXT NOT NULL,
  state TEXT NOT NULL,
  process TEXT,
  result TEXT,
  asker TEXT NOT NULL,
  received TEXT NOT NULL,
  due TEXT,
  may_lower INTEGER NOT NULL CHECK (may_lower IN (0, 1)),
  -- Of the re-marks asked for, those that have come.
  remarks INTEGER NOT NULL,
  remarked INTEGER NOT NULL,
  -- Whether its outcome is still to be released.
  to_release INTEGER NOT NULL CHECK (to_release IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX appeals_by_submission ON appeals (submission);

-- Whom a submission is allocated to for an open appeal, by person: none of it shows in what else is told of it.
CREATE TABLE remarking (
  submission TEXT NOT NULL,
  person TEXT NOT NULL,
  record TEXT NOT NULL,
  is_sealed INTEGER NOT NULL CHECK (is_sealed IN (0, 1)),
  due TEXT,
  stands TEXT NOT NULL CHECK (stands IN ('to_do', 'sealed', 'opened', 'submitted')),
  PRIMARY KEY (submission, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX remarking_by_person ON remarking (person, submission);
`;
