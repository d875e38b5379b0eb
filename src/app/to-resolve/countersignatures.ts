import type { ToResolve } from '../../api/shapes.ts';
import { AUTHOR_ROLES } from '../../domain/author-roles.ts';
import { mayJudge } from '../../domain/permissions.ts';
import { ok } from '../../domain/result.ts';
import type { ToCountersign } from '../../store/unresolved.ts';
import { countersign } from '../countersign.ts';
import { identityOf, loadSubmission, nowIn } from '../load-submission.ts';
import { recordInWords } from '../timeline.ts';
import type { Workspace } from '../workspace.ts';
import { type Matter, unknownChoice, unknownMatter } from './matter.ts';

const ACCEPT = 'countersign';
const RETURN = 'return';

/** Trainees' assessments that whoever is at the desk may stand behind, or return. */
export const countersignatures: Matter = {
  count: (workspace) => mine(workspace).length,
  list: (workspace) => mine(workspace).flatMap((one) => describe(workspace, one)),
  async decide(workspace, { command, about, choice, reason }) {
    const one = mine(workspace).find(({ assessment }) => assessment === about);
    if (!one) return unknownMatter();
    if (choice !== ACCEPT && choice !== RETURN) return unknownChoice();
    const { submission, assessment } = one;
    const said = { submission, assessment, accepted: choice === ACCEPT, note: reason };
    const done = await countersign(workspace, command, said);
    return done.ok ? ok(undefined) : done;
  },
};

function mine(workspace: Workspace): readonly ToCountersign[] {
  const { unresolved, authority } = workspace.store;
  const waiting = unresolved.countersignUnits();
  if (waiting.length === 0) return [];
  const [me, person, now] = [workspace.me(), workspace.person(), nowIn(workspace)];
  const { holds, isTraineeAt, keysOf } = authority();
  const units = waiting.filter(
    (unit) =>
      holds(me, AUTHOR_ROLES['assessment.countersigned'], unit, now).allowed &&
      !isTraineeAt(person, unit, now),
  );
  const marks = units.filter((unit) => holds(me, AUTHOR_ROLES['assessment.submitted'], unit, now).allowed);
  return unresolved
    .toCountersign({ person, keys: keysOf(person), units, marks })
    .filter(({ learner }) => mayJudge(authority(), me, learner, now).allowed);
}

function describe(workspace: Workspace, one: ToCountersign): ToResolve[] {
  const { submission, assessment, author, at } = one;
  const opened = loadSubmission(workspace, submission);
  if (!opened.ok) return [];
  const name = workspace.store.authority().nameOf(author);
  const whose = identityOf(opened.value).name;
  return [
    {
      id: `countersign:${assessment}`,
      kind: 'countersign',
      title: `What ${name} decided about ${whose}, ${opened.value.unit.code}, waits for a countersignature`,
      about: `${name} is a trainee: the assessment counts once somebody qualified stands behind it. Open the submission and read it before you decide; afterwards you cannot mark this submission yourself.`,
      at,
      submission,
      person: { key: author, name },
      records: recordInWords(workspace, assessment),
      choices: [
        {
          id: ACCEPT,
          label: 'Countersign it',
          about: `It counts, as ${name}’s, with you behind it.`,
          reason: 'welcome',
          leaves: 'record',
        },
        {
          id: RETURN,
          label: 'Return it',
          about: `It does not count. ${name} reads your reason, and takes it up again from there.`,
          reason: 'needed',
          leaves: 'record',
        },
      ],
      notMine: null,
    },
  ];
}
