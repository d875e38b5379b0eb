/** Step 9: what waits for a countersignature or an opening, when marks are due, and submissions set aside. */
export const WAITING = `
-- A view: trainees' assessments that wait for somebody to stand behind them, by the person who made them.
CREATE TABLE to_countersign (
  submission TEXT NOT NULL,
  assessment TEXT NOT NULL,
  author TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (submission, assessment)
) STRICT, WITHOUT ROWID;

-- What about the seal that is asked for may wait for people: it can be opened and is not, others wait for it, or what
-- was opened does not fit it.
ALTER TABLE allocations ADD COLUMN seal_matter TEXT CHECK (seal_matter IN ('to_open', 'late', 'broken'));
CREATE INDEX allocations_in_question ON allocations (seal_matter, due, person, submission)
  WHERE seal_matter IS NOT NULL;

-- When the first mark is due that is still to come.
ALTER TABLE submissions ADD COLUMN due TEXT;

-- Of submissions as the same attempt one is to be assessed; those that are set aside do not count among them.
DROP TRIGGER submissions_twice;
DROP TRIGGER submissions_once;
DROP TRIGGER submissions_renumbered;
CREATE TRIGGER submissions_twice AFTER INSERT ON submissions
  WHEN new.state = 'set_aside' OR EXISTS (SELECT 1 FROM submissions WHERE learner = new.learner AND unit = new.unit
    AND attempt = new.attempt AND submission <> new.submission)
  BEGIN
  DELETE FROM attempts_twice WHERE learner = new.learner AND unit = new.unit AND attempt = new.attempt;
  INSERT INTO attempts_twice SELECT new.learner, new.unit, new.attempt
    WHERE 1 <> (SELECT count(*) FROM submissions
      WHERE learner = new.learner AND unit = new.unit AND attempt = new.attempt AND state <> 'set_aside');
END;
CREATE TRIGGER submissions_once AFTER DELETE ON submissions
  WHEN EXISTS (SELECT 1 FROM attempts_twice WHERE learner = old.learner AND unit = old.unit AND attempt = old.attempt)
    OR EXISTS (SELECT 1 FROM submissions WHERE learner = old.learner AND unit = old.unit AND attempt = old.attempt)
  BEGIN
  DELETE FROM attempts_twice WHERE learner = old.learner AND unit = old.unit AND attempt = old.attempt;
  INSERT INTO attempts_twice SELECT DISTINCT learner, unit, attempt FROM submissions
    WHERE learner = old.learner AND unit = old.unit AND attempt = old.attempt
      AND 1 <> (SELECT count(*) FROM submissions
        WHERE learner = old.learner AND unit = old.unit AND attempt = old.attempt AND state <> 'set_aside');
END;
CREATE TRIGGER submissions_renumbered AFTER UPDATE OF learner, unit, attempt, state ON submissions
  WHEN old.learner <> new.learner OR old.unit <> new.unit OR old.attempt <> new.attempt
    OR (old.state = 'set_aside') <> (new.state = 'set_aside') BEGIN
  DELETE FROM attempts_twice WHERE learner = old.learner AND unit = old.unit AND attempt = old.attempt;
  INSERT INTO attempts_twice SELECT DISTINCT learner, unit, attempt FROM submissions
    WHERE learner = old.learner AND unit = old.unit AND attempt = old.attempt
      AND 1 <> (SELECT count(*) FROM submissions
        WHERE learner = old.learner AND unit = old.unit AND attempt = old.attempt AND state <> 'set_aside');
  DELETE FROM attempts_twice WHERE learner = new.learner AND unit = new.unit AND attempt = new.attempt;
  INSERT INTO attempts_twice SELECT new.learner, new.unit, new.attempt
    WHERE 1 <> (SELECT count(*) FROM submissions
      WHERE learner = new.learner AND unit = new.unit AND attempt = new.attempt AND state <> 'set_aside');
END;

-- There are new views: all are rebuilt from the records when the workspace is opened next.
UPDATE views_built_from SET position = 0;
`;
