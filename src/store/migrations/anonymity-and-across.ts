/** Step 3: units marked anonymously, and what marking one criterion across submissions asks for. */
export const ANONYMITY_AND_ACROSS = `
-- Units whose submissions are marked without knowing whose they are.
CREATE TABLE anonymous_units (unit TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

ALTER TABLE submissions ADD COLUMN is_anonymous INTEGER NOT NULL DEFAULT 0 CHECK (is_anonymous IN (0, 1));
DROP INDEX submissions_by_unit;
CREATE INDEX submissions_by_unit ON submissions (unit, received_at, submission);

-- Which criteria a draft has decided. The database itself keeps it in step with the drafts.
CREATE TABLE draft_decisions (
  person TEXT NOT NULL,
  criterion TEXT NOT NULL,
  submission TEXT NOT NULL,
  PRIMARY KEY (person, criterion, submission)
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_decisions_by_draft ON draft_decisions (submission, person);
CREATE INDEX drafts_by_person ON drafts (person, submission, to_do);

CREATE TRIGGER drafts_decide AFTER INSERT ON drafts BEGIN
  INSERT INTO draft_decisions
    SELECT DISTINCT new.person, value ->> '$.criterion', new.submission
    FROM json_each(CASE WHEN json_valid(new.draft) THEN new.draft ELSE '{}' END, '$.judgments')
    WHERE type = 'object' AND value ->> '$.decision' IS NOT NULL AND value ->> '$.criterion' IS NOT NULL;
END;
CREATE TRIGGER drafts_decide_anew AFTER UPDATE ON drafts BEGIN
  DELETE FROM draft_decisions WHERE submission = old.submission AND person = old.person;
  INSERT INTO draft_decisions
    SELECT DISTINCT new.person, value ->> '$.criterion', new.submission
    FROM json_each(CASE WHEN json_valid(new.draft) THEN new.draft ELSE '{}' END, '$.judgments')
    WHERE type = 'object' AND value ->> '$.decision' IS NOT NULL AND value ->> '$.criterion' IS NOT NULL;
END;
CREATE TRIGGER drafts_decide_nothing AFTER DELETE ON drafts BEGIN
  DELETE FROM draft_decisions WHERE submission = old.submission AND person = old.person;
END;
INSERT INTO draft_decisions
  SELECT DISTINCT person, value ->> '$.criterion', submission
  FROM drafts, json_each(CASE WHEN json_valid(draft) THEN draft ELSE '{}' END, '$.judgments')
  WHERE type = 'object' AND value ->> '$.decision' IS NOT NULL AND value ->> '$.criterion' IS NOT NULL;

-- A view has a new column: all are rebuilt from the records when the workspace is opened next.
UPDATE views_built_from SET position = 0;
`;
