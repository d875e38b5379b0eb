import type { OwnStandard } from '../../api/shapes.ts';
import { AUTHOR_ROLES } from '../../domain/author-roles.ts';
import type { PersonKey, UnitId } from '../../domain/ids.ts';
import type { Unit } from '../../domain/rubric.ts';
import type { MarkerStanding } from '../../domain/standardisation/marker-standing.ts';
import { mayBeShown } from '../../domain/standardisation/standards-sight.ts';
import {
  knowsMarks,
  requiresApproval,
  type StandardSet,
  type StandardsView,
} from '../../domain/standardisation/standards-view.ts';
import { identityOf, loadSubmission, nowIn } from '../load-submission.ts';
import type { Workspace } from '../workspace.ts';
import { readStandards, type Standards } from './read-standards.ts';

/**
 * Where whoever is at the desk stands in each unit that they mark: what they practise and qualify with, and whether they
 * may be given anything else. Nothing tells of a seed, nor that there are any.
 */
export function ownStandards(workspace: Workspace): OwnStandard[] {
  const { store } = workspace;
  const person = workspace.person();
  const own: OwnStandard[] = [];
  // Asked with each submission that is opened: where there are no standards, it reads nothing.
  for (const subjects of store.records.subjects('q:', 0))
    for (const subject of subjects) {
      const unit = subject.slice(2) as UnitId;
      const marks = store
        .authority()
        .holds(person, AUTHOR_ROLES['assessment.submitted'], unit, nowIn(workspace));
      const standards = marks.allowed ? readStandards(workspace, unit) : null;
      const standing = standards && ownStandard(workspace, standards, person);
      if (standing) own.push(standing);
    }
  return own.sort((a, b) => (a.unitCode < b.unitCode ? -1 : a.unitCode > b.unitCode ? 1 : 0));
}

/** Null where nobody needs to be approved and nothing was asked of this person. */
function ownStandard(workspace: Workspace, standards: Standards, person: PersonKey): OwnStandard | null {
  const { view } = standards;
  const now = nowIn(workspace);
  const authority = workspace.store.authority();
  const sets = [...view.sets.values()].flatMap((set) => ownSet(workspace, standards, set, person));
  const standing = standards.standingOf(person);
  const isRequired = requiresApproval(view);
  const wasDecidedAbout = view.decisions.some((fact) => authority.personOf(fact.body.person) === person);
  if (!isRequired && sets.length === 0 && !wasDecidedAbout) return null;
  const { state, approval } = standing;
  return {
    unit: view.unit,
    ...titleOf(standards.unit),
    state,
    isRequired,
    isTested: !knowsMarks(authority, person, view.unit, now),
    scope: approval?.scope ?? null,
    until: approval?.until ?? null,
    hasExpired: state === 'approved' && approval !== null && approval.until < now,
    because: statedReason(view, standing),
    sets,
  };
}

const titleOf = ({ code, title }: Unit) => ({ unitCode: code, unitTitle: title });

/** What somebody wrote when they suspended or removed the marker. What the program found would tell of seeds. */
function statedReason(view: StandardsView, { because }: MarkerStanding): string | null {
  const isStated = view.decisions.some(
    ({ type, body }) =>
      (type === 'standardisation.suspended' || type === 'standardisation.removed') && body.reason === because,
  );
  return isStated ? because : null;
}

function ownSet(
  workspace: Workspace,
  { view, results }: Standards,
  set: StandardSet,
  person: PersonKey,
): OwnStandard['sets'] {
  const { id, body } = set.made;
  const { rule } = body;
  const given = results.filter((one) => one.person === person && one.set === id);
  if (rule.kind === 'seeds' || given.length === 0) return [];
  return [
    {
      set: id,
      label: body.label,
      kind: rule.kind,
      scriptsInSet: body.scripts.length,
      passAtLeast: rule.kind === 'qualifying' ? rule.passAtLeast : null,
      hasEnded: set.ended !== null,
      scripts: given.map(({ script, assessment, compared }) => {
        const opened = loadSubmission(workspace, script);
        const mayCompare = compared !== null && mayBeShown(view, results, set, person, script);
        return {
          submission: script,
          learner: opened.ok ? identityOf(opened.value).name : script.slice(0, 12),
          isMarked: assessment !== null,
          mayCompare,
          isWithin: mayCompare ? compared.within : null,
        };
      }),
    },
  ];
}
