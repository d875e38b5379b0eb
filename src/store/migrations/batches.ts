/** Step 10: batches that are moderated together, and what is in them. */
export const BATCHES = `
-- Views.
CREATE TABLE moderated_batches (
  batch TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  unit TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('moderation', 'verification')),
  opened_at TEXT NOT NULL,
  author TEXT NOT NULL,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  members INTEGER NOT NULL,
  sampled INTEGER NOT NULL,
  looked_at INTEGER NOT NULL,
  returned INTEGER NOT NULL,
  unseen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Members of the newest version of each.
CREATE TABLE batch_members (
  submission TEXT NOT NULL,
  batch TEXT NOT NULL,
  PRIMARY KEY (submission, batch)
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_members_by_batch ON batch_members (batch);
`;
