import type { ToResolve } from '../../api/shapes.ts';
import { AUTHOR_ROLES } from '../../domain/author-roles.ts';
import type { UnitId } from '../../domain/ids.ts';
import { ok, refused } from '../../domain/result.ts';
import { confirmUnchanged } from '../confirm-unchanged.ts';
import { nowIn } from '../load-submission.ts';
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
    const confirmed = await confirmUnchanged(workspace, command, store.unresolved.staleIn(unit));
    if (!confirmed.ok) return confirmed;
    const [first] = confirmed.value.refused;
    return confirmed.value.confirmed === 0 && first
      ? refused('resolve.not_allowed', first.reason)
      : ok(undefined);
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
        reason: 'none',
        leaves: 'record',
      },
    ],
    notMine: whyNotMine(workspace, unit),
  };
}

function whyNotMine(workspace: Workspace, unit: UnitId): string | null {
  const roles = AUTHOR_ROLES['assessment.confirmed_unchanged'];
  return workspace.store.authority().holds(workspace.me(), roles, unit, nowIn(workspace)).reason;
}
