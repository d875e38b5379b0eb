/** Step 12: allocations of some criteria. */
export const SOME_CRITERIA = `
-- The criteria that somebody is to judge, as JSON; null for all.
ALTER TABLE allocations ADD COLUMN criteria TEXT;

-- Whether some criterion is judged twice, so that nobody begins another mark who was not asked for one.
ALTER TABLE submissions ADD COLUMN is_double INTEGER NOT NULL DEFAULT 0 CHECK (is_double IN (0, 1));

-- Views have new columns: all are rebuilt from the records when the workspace is opened next.
UPDATE views_built_from SET position = 0;
`;
