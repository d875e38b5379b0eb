/** Learners about whom nothing is to be kept, and for whom that was done here. */
export const ERASURES = `
-- A view.
CREATE TABLE erased_learners (
  learner TEXT PRIMARY KEY,
  record TEXT NOT NULL,
  erased_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Local to this machine: carried out, so that it need not be looked for again.
CREATE TABLE erasures_done (
  learner TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
`;
