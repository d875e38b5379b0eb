import type { ToResolve } from '../../api/shapes.ts';
import type { SubmissionId } from '../../domain/ids.ts';
import { ok } from '../../domain/result.ts';
import type { RepeatedAttempt } from '../../store/unresolved.ts';
import { identityOf, loadSubmission, type Opened } from '../load-submission.ts';
import { mayResume, maySetAside, resumeSubmission, setAside } from '../set-aside.ts';
import { recordInWords } from '../timeline.ts';
import type { Workspace } from '../workspace.ts';
import { leaveAsItIs, type Matter, seenChoice, unknownChoice, unknownMatter } from './matter.ts';

const KEEP = 'keep:';
const RESUME = 'resume:';

/**
 * Submissions of one learner for one unit that were taken in on two machines as the same attempt; and those that were
 * set aside on two machines, each for another, so that none is left.
 */
export const repeatedAttempts: Matter = {
  count: ({ store }) => open(store).length,
  list: (workspace) => open(workspace.store).map((attempt) => describe(workspace, attempt)),
  async decide(workspace, decision) {
    const { command, about, choice, reason } = decision;
    const attempt = open(workspace.store).find((one) => idOf(one) === about);
    if (!attempt) return unknownMatter();
    const opened = submissionsOf(workspace, attempt);
    const chosen = choicesOf(workspace, opened).find(({ id }) => id === choice);
    if (!chosen) return unknownChoice();
    const named = opened.map(idIn).find((id) => choice === `${KEEP}${id}` || choice === `${RESUME}${id}`);
    if (!named) return leaveAsItIs(workspace, 'attempts', decision);
    const done = choice.startsWith(RESUME)
      ? await resumeSubmission(workspace, command, named, reason)
      : await setAside(
          workspace,
          command,
          opened
            .filter((one) => idIn(one) !== named && !one.view.setAside)
            .map((one) => ({ submission: idIn(one), duplicateOf: named })),
          reason,
        );
    return done.ok ? ok(undefined) : done;
  },
};

const idOf = ({ learner, unit, attempt }: RepeatedAttempt) => `${learner}:${attempt}:${unit}`;
const idIn = ({ view }: Opened): SubmissionId => view.received.body.submission;

function open({ unresolved }: Workspace['store']): readonly RepeatedAttempt[] {
  const attempts = unresolved.attemptsTwice();
  if (attempts.length === 0) return attempts;
  const aside = unresolved.asidePuts();
  return attempts.filter((one) => !aside.has(`attempts:${idOf(one)}`));
}

/** In order of receipt. */
function submissionsOf(workspace: Workspace, attempt: RepeatedAttempt): readonly Opened[] {
  return workspace.store.unresolved
    .submissionsOf(attempt)
    .flatMap((id) => {
      const one = loadSubmission(workspace, id);
      return one.ok ? [one.value] : [];
    })
    .sort((a, b) => (a.view.received.at < b.view.received.at ? -1 : 1));
}

function describe(workspace: Workspace, attempt: RepeatedAttempt): ToResolve {
  const opened = submissionsOf(workspace, attempt);
  const [first] = opened;
  const code = first?.unit.code ?? attempt.unit;
  const name = first ? identityOf(first).name : 'A learner';
  const isNoneLeft = opened.every(({ view }) => view.setAside);
  return {
    id: `attempts:${idOf(attempt)}`,
    kind: 'attempts',
    title: isNoneLeft
      ? `Every submission of ${name} for ${code} as attempt ${attempt.attempt} is set aside`
      : `${name} has ${opened.filter(({ view }) => !view.setAside).length} submissions for ${code} as attempt ${attempt.attempt}`,
    about: isNoneLeft
      ? 'Each was set aside for another, so none is assessed. Say which one is to be.'
      : 'They were taken in on machines that did not know of each other. They hold different evidence, so both can be marked; nothing was overwritten. Say which one is to be assessed.',
    at: opened.at(-1)?.view.received.at ?? null,
    submission: first ? idIn(first) : null,
    person: null,
    records: opened.flatMap(({ view }) =>
      recordInWords(workspace, view.setAside?.record ?? view.received.id),
    ),
    choices: choicesOf(workspace, opened),
    notMine: null,
  };
}

function choicesOf(workspace: Workspace, opened: readonly Opened[]): ToResolve['choices'] {
  const left = opened.filter(({ view }) => !view.setAside);
  const reversibly = { reason: 'needed', leaves: 'reversible' } as const;
  if (left.length === 0)
    return [
      ...opened
        .filter(({ view }) => mayResume(workspace, view).allowed)
        .map((one) => ({
          id: `${RESUME}${idIn(one)}`,
          label: `Take up the ${which(opened, one)}`,
          about: 'It is assessed, with all that was decided about it before. The others stay set aside.',
          ...reversibly,
        })),
      seenChoice('None of them is assessed.'),
    ];
  return [
    ...left
      .filter((one) => left.every(({ view }) => view === one.view || maySetAside(workspace, view).allowed))
      .map((one) => ({
        id: `${KEEP}${idIn(one)}`,
        label: `Assess the ${which(opened, one)}`,
        about: `The ${left.length > 2 ? 'others are' : 'other is'} set aside as a duplicate: kept with all that was decided about it, and neither marked nor released.`,
        ...reversibly,
      })),
    seenChoice('All of them stay in the queue.'),
  ];
}

/** Told apart by when and by whom they were taken in: what they hold is on the screen of each. */
function which(opened: readonly Opened[], one: Opened): string {
  const { received } = one.view;
  const place = ['first', 'second', 'third'][opened.indexOf(one)] ?? `${opened.indexOf(one) + 1}th`;
  const artifacts = received.body.artifacts.length;
  return `${place}, received on ${received.at.slice(0, 10)} with ${artifacts} ${artifacts === 1 ? 'artifact' : 'artifacts'}`;
}
