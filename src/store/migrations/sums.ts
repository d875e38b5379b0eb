/**
 * Step 5: what nothing else proves carries a sum (`sumOf`), so that a damaged byte is met when it is read. What is there
 * already is summed when the step is taken; an empty sum fits nothing.
 */
export const SUMS = `
ALTER TABLE drafts ADD COLUMN sum TEXT NOT NULL DEFAULT '';
ALTER TABLE agreement_drafts ADD COLUMN sum TEXT NOT NULL DEFAULT '';
ALTER TABLE comment_bank ADD COLUMN sum TEXT NOT NULL DEFAULT '';
ALTER TABLE local_keys ADD COLUMN sum TEXT NOT NULL DEFAULT '';
ALTER TABLE local_facts ADD COLUMN sum TEXT NOT NULL DEFAULT '';
ALTER TABLE commands ADD COLUMN sum TEXT NOT NULL DEFAULT '';

-- The first workspaces that took step 3 have no such index.
CREATE INDEX IF NOT EXISTS drafts_by_person ON drafts (person, submission, to_do);
`;
