import type { ToResolve } from '../../api/shapes.ts';
import type { SubmissionId, UnitId } from '../../domain/ids.ts';
import { AUTHOR_ROLES } from '../../domain/permissions.ts';
import { ok, refused } from '../../domain/result.ts';
import { loadSubmission, nowIn } from '../load-submission.ts';
import type { StatedFact } from '../state-facts.ts';
import type { Workspace } from '../workspace.ts';
import { type Matter, unknownChoice, unknownMatter } from './matter.ts';

const UNCHANGED = 'unchanged';

/** Assessments made with another version of their unit: rubric and marks crossed on the way. */
export const staleUnits: Matter = {
  count: ({ store }) => store.unresolved.staleUnits().length,
  list: (workspace) => workspace.store.unresolved.staleUnits().map((unit) => describe(workspace, unit)),
  async decide(workspace, { command, about, choice }) {
    const { store } = workspace;
    const unit = store.unresolved.staleUnits().find((one) => one === about);
    if (unit === undefined) return unknownMatter();
    if (choice !== UNCHANGED) return unknownChoice();
    const why = whyNotMine(workspace, unit);
    if (why !== null) return refused('resolve.not_allowed', why);
    const facts = store.unresolved.staleIn(unit).flatMap((id) => confirmationOf(workspace, id));
    const stated = await workspace.state(facts, { command });
    return stated.ok ? ok(undefined) : stated;
  },
};

function describe(workspace: Workspace, unit: UnitId): ToResolve {
  const { store } = workspace;
  const count = store.unresolved.staleIn(unit).length;
  const current = store.units.current(unit);
  const code = current?.unit.code ?? unit;
  return {
    id: `stale:${unit}`,
    kind: 'stale',
    title: `${count} ${count === 1 ? 'submission' : 'submissions'} of ${code} were assessed with another version of the unit`,
    about: `The unit changed while they were marked. The marks are as they were given; look at what changed, and mark again where it matters.`,
    at: current?.publishedAt ?? null,
    submission: null,
    person: null,
    records: [],
    choices: [
      {
        id: UNCHANGED,
        label: 'They stand unchanged',
        about: 'The change does not touch what was decided: each assessment stands, under its author’s name.',
        needsReason: false,
      },
    ],
    notMine: whyNotMine(workspace, unit),
  };
}

function whyNotMine(workspace: Workspace, unit: UnitId): string | null {
  const roles = AUTHOR_ROLES['assessment.confirmed_unchanged'];
  return workspace.store.authority().holds(workspace.me(), roles, unit, nowIn(workspace)).reason;
}

function confirmationOf(workspace: Workspace, submission: SubmissionId): StatedFact[] {
  const opened = loadSubmission(workspace, submission);
  if (!opened.ok) return [];
  const { view, unit } = opened.value;
  const current = workspace.store.units.current(unit.id);
  const [first, ...rest] = view.assessments.map((one) => one.id);
  if (!current || first === undefined) return [];
  const body = { submission, assessments: [first, ...rest], unitVersion: current.version };
  return [{ type: 'assessment.confirmed_unchanged', body }];
}
