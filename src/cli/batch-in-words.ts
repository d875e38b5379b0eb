import type { BatchDetail, ModeratedBatch } from '../api/shapes.ts';
import { coverageInWords } from './coverage-in-words.ts';

/** A batch in one line. */
export const rowInWords = (row: ModeratedBatch) =>
  `${row.batch.slice(0, 12)}  ${row.label}  ${row.unitCode}  ${row.mode}  ${row.state.replace('_', ' ')}, version ${row.version}: ${row.members} in it, ${row.sampled} drawn, ${row.lookedAt} looked at${row.returned > 0 ? `, ${row.returned} returned` : ''}`;

/** With what was drawn, and what was said of it. */
export function batchInWords({ batch, members, coverage, decision, unseen }: BatchDetail): string {
  const drawn = members.filter(({ why }) => why.length > 0);
  return [
    rowInWords(batch),
    ...drawn.map(
      ({ submission, learner, why, looked }) =>
        `  ${submission.slice(0, 12)}  ${learner}: ${why.map(({ reason }) => reason).join(' ')}${looked === null ? '' : ` → ${looked.kind === 'finding' ? looked.finding : looked.as.kind}, ${looked.by}`}`,
    ),
    ...(drawn.length > 0 ? coverageInWords(coverage).map((line) => `  ${line}`) : []),
    ...(decision ? [`  ${decision.decision.kind}, ${decision.by}: ${decision.reason}`] : []),
    ...unseen.map(({ what }) => `  not seen when it was confirmed: ${what}`),
  ].join('\n');
}
