import type { ImportOutcome, Problem } from '../api/shapes.ts';

export const problem = (
  code: string,
  message: string,
  at: string | null = null,
  severity: Problem['severity'] = 'error',
): Problem => ({ code, message, at, severity });

/** What becomes of a path that is not taken in. */
export const refusedImport = (path: string, problems: readonly Problem[]): ImportOutcome => ({
  path,
  status: 'refused',
  submissions: [],
  problems: [...problems],
});
