import type { Inspection, Problem } from '../api/shapes.ts';

/** The inspection of something of which nothing is known but its problems. */
export function emptyInspection(
  path: string,
  container: Inspection['container'],
  problems: readonly Problem[],
): Inspection {
  return {
    path,
    ok: false,
    kind: 'unknown',
    container,
    problems: [...problems],
    title: null,
    identifier: null,
    learner: null,
    units: [],
    carriesUnits: [],
    artifacts: [],
    totalBytes: 0,
  };
}
