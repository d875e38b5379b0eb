import type { ToResolve } from '../../api/shapes.ts';
import type { RepeatedAttempt } from '../../store/unresolved.ts';
import { identityOf, loadSubmission } from '../load-submission.ts';
import { recordInWords } from '../timeline.ts';
import type { Workspace } from '../workspace.ts';
import { leaveAsItIs, type Matter, seenChoice } from './matter.ts';

/** Submissions of one learner for one unit that were taken in on two machines as the same attempt. */
export const repeatedAttempts: Matter = {
  count: ({ store }) => open(store).length,
  list: (workspace) => open(workspace.store).map((attempt) => describe(workspace, attempt)),
  decide: (workspace, decision) => leaveAsItIs(workspace, 'attempts', decision),
};

const idOf = ({ learner, unit, attempt }: RepeatedAttempt) => `${learner}:${attempt}:${unit}`;

function open({ unresolved }: Workspace['store']): readonly RepeatedAttempt[] {
  const attempts = unresolved.attemptsTwice();
  if (attempts.length === 0) return attempts;
  const aside = unresolved.asidePuts();
  return attempts.filter((one) => !aside.has(`attempts:${idOf(one)}`));
}

function describe(workspace: Workspace, attempt: RepeatedAttempt): ToResolve {
  const { store } = workspace;
  const submissions = store.unresolved.submissionsOf(attempt);
  const opened = submissions.flatMap((id) => {
    const one = loadSubmission(workspace, id);
    return one.ok ? [one.value] : [];
  });
  const [first] = opened;
  const code = first?.unit.code ?? attempt.unit;
  return {
    id: `attempts:${idOf(attempt)}`,
    kind: 'attempts',
    title: `${first ? identityOf(first).name : 'A learner'} has ${submissions.length} submissions for ${code} as attempt ${attempt.attempt}`,
    about:
      'They were taken in on machines that did not know of each other. They hold different evidence, so both can be marked; nothing was overwritten. See which one is to be assessed.',
    at:
      opened
        .map(({ view }) => view.received.at)
        .sort()
        .at(-1) ?? null,
    submission: submissions[0] ?? null,
    person: null,
    records: opened.flatMap(({ view }) => recordInWords(workspace, view.received.id)),
    choices: [seenChoice('Both stay in the queue.')],
    notMine: null,
  };
}
