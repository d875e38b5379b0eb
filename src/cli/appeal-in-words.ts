import type { Appeal, AppealDetail } from '../api/shapes.ts';

const NEXT: Readonly<Record<Appeal['next'], string>> = {
  check: 'next: the clerical check',
  choose: 'next: choose how it is dealt with',
  remark: 'waits for marks',
  decide: 'next: decide',
  close: 'next: close',
  release: 'next: release the changed outcome',
  nothing: '',
};

/** One line: whose it is, where it stands, and what comes next. */
export function appealRowInWords(row: Appeal): string {
  const { appeal, learner, unitCode, state, result, due, next, remarks, remarked } = row;
  const came = state === 'closed' && result ? `closed (${result})` : state.replaceAll('_', ' ');
  const marks = remarks > 0 ? ` ${remarked} of ${remarks} marks` : '';
  const until = due ? `, due ${due.slice(0, 10)}` : '';
  return `${appeal.slice(0, 12)}  ${learner}, ${unitCode}  ${came}${marks}${until}${NEXT[next] ? `; ${NEXT[next]}` : ''}`;
}

export function appealInWords({
  appeal,
  grounds,
  chain,
  releasedAs,
  outcome,
  decision,
}: AppealDetail): string {
  const verdict = (one: { verdict: string }) => (one.verdict === 'passed' ? 'passed' : 'not yet');
  return [
    appealRowInWords(appeal),
    `About “${releasedAs.label}”, version ${releasedAs.version}: ${verdict(outcome)}.`,
    `Grounds: ${grounds}`,
    appeal.mayLower ? 'The mark may be lowered.' : 'The mark will not be lowered.',
    ...chain.map(({ at, by, what }) => `  ${at.slice(0, 16).replace('T', ' ')}  ${by}  ${what}`),
    ...(decision ? [`${decision.by}: ${decision.reason}`] : []),
  ].join('\n');
}
