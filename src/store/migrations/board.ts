/** Step 14: the board of disagreements, in its order. */
export const BOARD = `
-- Beside what the board shows, what it is sorted and chosen by, so that a page of it reads a page.
DROP TABLE disagreements;
CREATE TABLE disagreements (
  submission TEXT PRIMARY KEY,
  unit TEXT NOT NULL,
  is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
  weight REAL NOT NULL,
  learner_name TEXT NOT NULL,
  json TEXT NOT NULL
) STRICT;
CREATE INDEX disagreements_in_order
  ON disagreements (is_open DESC, weight DESC, learner_name, submission, unit);
CREATE INDEX disagreements_of_unit
  ON disagreements (unit, is_open DESC, weight DESC, learner_name, submission);

-- Views have other columns: all are rebuilt from the records when the workspace is opened next.
UPDATE views_built_from SET position = 0;
`;
