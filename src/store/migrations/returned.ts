/** Step 11: what a verifier returned to its assessor, and rests on what was returned still. */
export const RETURNED = `
ALTER TABLE submissions ADD COLUMN is_returned INTEGER NOT NULL DEFAULT 0 CHECK (is_returned IN (0, 1));

-- There is a new view: all are rebuilt from the records when the workspace is opened next.
UPDATE views_built_from SET position = 0;
`;
