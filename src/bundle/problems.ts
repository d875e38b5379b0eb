import type { Problem } from '../api/shapes.ts';

export function fault(code: string, message: string, at: string | null = null): Problem {
  return { code, message, at, severity: 'error' };
}

export function warning(code: string, message: string, at: string | null = null): Problem {
  return { code, message, at, severity: 'warning' };
}

/** Adds problems one by one: a hostile bundle has more of them than a call may have arguments. */
export function append(problems: Problem[], more: readonly Problem[]): void {
  for (const problem of more) problems.push(problem);
}

export function hasFault(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}

/** Ends the reading of one file, or of a whole bundle, for the reason it carries. Whoever reads catches it: it never reaches a use case. */
export class Refusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.name = 'Refusal';
    this.problem = problem;
  }
}

/** What the file system said, as a sentence with what to do next. */
export function unreadable(error: unknown, at: string | null): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') {
    return fault('bundle.not_found', 'There is nothing at this place; check the path and try again.', at);
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return fault(
      'bundle.no_permission',
      'You may not read this; change its permissions or copy it elsewhere.',
      at,
    );
  }
  if (code === 'EBUSY') {
    return fault('bundle.locked', 'Another program holds this file; close it there and try again.', at);
  }
  return fault(
    'bundle.unreadable',
    `The system could not read this${code === '' ? '' : ` (${code})`}; copy it afresh and try again.`,
    at,
  );
}
