/**
 * Step 14: which submissions are scripts that markers are taught and tested by, and what each marker sees of them; the board
 * of disagreements, in its order.
 */
export const STANDARDS_AND_BOARD = `
-- Views. Each submission that is named as a script by a set that stands.
CREATE TABLE standard_scripts (
  script TEXT NOT NULL,
  unit TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('practice', 'qualifying', 'seeds')),
  set_record TEXT NOT NULL,
  made_at TEXT NOT NULL,
  -- Not where its learner has a result, or has one coming.
  counts INTEGER NOT NULL CHECK (counts IN (0, 1)),
  PRIMARY KEY (script, unit)
) STRICT, WITHOUT ROWID;
CREATE INDEX standard_scripts_by_unit ON standard_scripts (unit);

-- What whoever is tested by a script sees in lists, in place of what the row of the submission says.
CREATE TABLE seen_apart (
  submission TEXT NOT NULL,
  person TEXT NOT NULL,
  state TEXT NOT NULL,
  marks INTEGER NOT NULL,
  please_check INTEGER NOT NULL CHECK (please_check IN (0, 1)),
  is_stale INTEGER NOT NULL CHECK (is_stale IN (0, 1)),
  is_returned INTEGER NOT NULL CHECK (is_returned IN (0, 1)),
  how TEXT,
  verdict TEXT,
  points REAL,
  max_points REAL,
  allocated INTEGER NOT NULL,
  is_reserved INTEGER NOT NULL CHECK (is_reserved IN (0, 1)),
  is_double INTEGER NOT NULL CHECK (is_double IN (0, 1)),
  due TEXT,
  PRIMARY KEY (submission, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX seen_apart_by_person ON seen_apart (person);

-- Beside what the board shows, what it is sorted and chosen by, so that a page of it reads a page.
DROP TABLE disagreements;
CREATE TABLE disagreements (
  submission TEXT PRIMARY KEY,
  unit TEXT NOT NULL,
  is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
  weight REAL NOT NULL,
  learner_name TEXT NOT NULL,
  json TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX disagreements_in_order
  ON disagreements (is_open DESC, weight DESC, learner_name, submission, unit);
CREATE INDEX disagreements_of_unit
  ON disagreements (unit, is_open DESC, weight DESC, learner_name, submission);

-- Views have other columns: all are rebuilt from the records when the workspace is opened next.
UPDATE views_built_from SET position = 0;
`;
