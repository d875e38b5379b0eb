/**
 * Step 4: the words of evidence and of comments, to be searched. Local to this machine and made again at will: what is
 * erased here is lost to the search and to nothing else.
 */
export const EVIDENCE_TEXT = `
CREATE TABLE evidence_artifacts (
  -- Its parts are numbered number * 4096 + 0, 1, 2, …
  number INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
  media_type TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'read', 'in_part', 'no_text', 'unreadable')),
  -- Why it is unreadable.
  why TEXT,
  -- The version of the extractor that said so; 0 where none has.
  extractor INTEGER NOT NULL
) STRICT;
CREATE INDEX evidence_artifacts_waiting ON evidence_artifacts (state, number);

-- Never reused: what holds these in memory asks for the newer ones only.
CREATE TABLE evidence_links (
  link INTEGER PRIMARY KEY AUTOINCREMENT,
  submission TEXT NOT NULL,
  artifact INTEGER NOT NULL REFERENCES evidence_artifacts (number),
  UNIQUE (submission, artifact)
) STRICT;

CREATE TABLE evidence_parts (
  part INTEGER PRIMARY KEY,
  place TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE evidence_words USING fts5 (
  text, content = 'evidence_parts', content_rowid = 'part', tokenize = 'unicode61 remove_diacritics 2', prefix = '3'
);

-- What people wrote of a submission: standing assessments, and drafts, whose source is 'draft'.
CREATE TABLE comment_texts (
  comment INTEGER PRIMARY KEY AUTOINCREMENT,
  submission TEXT NOT NULL,
  person TEXT NOT NULL,
  source TEXT NOT NULL,
  -- Of the draft; 0 for an assessment, which never changes.
  revision INTEGER NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (submission, person, source)
) STRICT;
CREATE VIRTUAL TABLE comment_words USING fts5 (
  text, content = 'comment_texts', content_rowid = 'comment', tokenize = 'unicode61 remove_diacritics 2', prefix = '3'
);

-- The ledger position up to which received submissions are linked to their evidence.
CREATE TABLE evidence_linked_to (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  position INTEGER NOT NULL
) STRICT;
INSERT INTO evidence_linked_to VALUES (1, 0);
`;
