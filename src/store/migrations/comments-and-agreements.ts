/** Step 2: comments kept for another time, and agreements still being made. Local to this machine. */
export const COMMENTS_AND_AGREEMENTS = `
-- A person's own comments, by criterion, and where it matters by what was decided.
CREATE TABLE comment_bank (
  comment TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  unit TEXT NOT NULL,
  criterion TEXT NOT NULL,
  -- A level's id, 'met' or 'not_yet'; NULL fits every decision.
  decision TEXT,
  text TEXT NOT NULL,
  uses INTEGER NOT NULL CHECK (uses >= 0),
  last_used_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX comment_bank_by_criterion ON comment_bank (person, unit, criterion);

CREATE TABLE agreement_drafts (
  submission TEXT NOT NULL,
  person TEXT NOT NULL,
  draft TEXT NOT NULL,
  revision INTEGER NOT NULL,
  saved_at TEXT NOT NULL,
  PRIMARY KEY (submission, person)
) STRICT, WITHOUT ROWID;
`;
