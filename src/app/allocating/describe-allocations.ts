import type { ProposedAllocations, TableOfAllocations, Workload } from '../../api/shapes.ts';
import { AUTHOR_ROLES } from '../../domain/author-roles.ts';
import type { PersonKey, UnitId } from '../../domain/ids.ts';
import { identityOf, loadSubmission, nowIn } from '../load-submission.ts';
import type { Workspace } from '../workspace.ts';
import type { ReadTable } from './allocation-table.ts';
import type { ProposedSpread } from './propose-spread.ts';
import { workloads } from './workloads.ts';

const namedIn = (workspace: Workspace) => (key: PersonKey) => ({
  key,
  name: workspace.store.authority().nameOf(key),
});

/** What everybody who may assess now has to mark, and whoever else something is allocated to. */
export function workloadsOfAll(workspace: Workspace, unit: UnitId | null): Workload[] {
  const authority = workspace.store.authority();
  const now = nowIn(workspace);
  const known = new Map(workloads(workspace, unit).map((one) => [one.person, one]));
  const seesAll = authority.holds(workspace.me(), AUTHOR_ROLES['submission.allocated'], unit, now).allowed;
  const assessors = authority.people.filter(
    (person) =>
      (seesAll || person === workspace.person()) &&
      authority.holds(person, AUTHOR_ROLES['assessment.submitted'], unit, now).allowed,
  );
  const nothing = { toDo: 0, sealed: 0, done: 0, overdue: 0, nextDue: null };
  return [...new Set([...assessors, ...known.keys()])].map((person) => ({
    ...nothing,
    ...known.get(person),
    person: namedIn(workspace)(person),
  }));
}

export function proposedShape(workspace: Workspace, spread: ProposedSpread): ProposedAllocations {
  return {
    seed: spread.seed,
    proposed: [...spread.proposed],
    left: [...spread.left],
    loads: spread.loads.map((one) => ({ ...one, person: namedIn(workspace)(one.person) })),
  };
}

export function tableShape(workspace: Workspace, read: ReadTable): TableOfAllocations {
  return {
    unchanged: read.unchanged,
    problems: [...read.problems],
    wanted: read.wanted.map((one) => {
      const opened = loadSubmission(workspace, one.submission);
      return {
        ...one,
        learner: opened.ok ? identityOf(opened.value).name : '',
        name: workspace.store.authority().nameOf(one.person),
      };
    }),
  };
}
