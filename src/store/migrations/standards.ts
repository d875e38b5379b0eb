/** Step 14: which submissions are scripts that markers are taught and tested by. */
export const STANDARDS = `
-- A view: each script that is in a set.
CREATE TABLE standard_scripts (
  script TEXT NOT NULL,
  unit TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('practice', 'qualifying', 'seeds')),
  set_record TEXT NOT NULL,
  PRIMARY KEY (script, unit)
) STRICT, WITHOUT ROWID;
CREATE INDEX standard_scripts_by_unit ON standard_scripts (unit);
`;
