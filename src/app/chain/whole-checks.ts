import type { ChainStep, VerifyCheck } from '../../api/shapes.ts';
import type { PersonKey } from '../../domain/ids.ts';
import { decideVerdict } from '../../domain/verdict.ts';
import type { Opened } from '../load-submission.ts';
import type { Workspace } from '../workspace.ts';
import { check, notChecked } from './checks.ts';
import type { Gathered } from './gather-records.ts';

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** What the steps come to together, and what nobody can see from any one of them: that a step is missing. */
export function wholeChecks(
  workspace: Workspace,
  { view, unit }: Opened,
  { records }: Gathered,
  steps: readonly ChainStep[],
): VerifyCheck[] {
  const { outcome } = view;
  const counted = steps.filter(({ stage }) => stage !== 'not_counted');
  const failing = steps.filter(({ checked }) => checked === 'fails').length;
  const unchecked = counted.filter(({ checked }) => checked === 'not_checked').length;
  return [
    failing > 0
      ? check(
          'steps',
          false,
          '',
          `${plural(failing, 'step')} of ${steps.length} ${failing === 1 ? 'does' : 'do'} not hold.`,
        )
      : unchecked > 0
        ? notChecked(
            'steps',
            `${plural(unchecked, 'step')} of ${counted.length} could not be checked in full.`,
          )
        : check('steps', true, `All ${counted.length} steps were checked, and hold.`, ''),
    missingCheck(workspace, new Set(records.flatMap(({ fact }) => fact?.author ?? []))),
    ...newerCheck(workspace),
    ...(outcome
      ? [
          check(
            'verdict',
            decideVerdict(unit, new Map(outcome.judgments.map((one) => [one.criterion, one.decision])))
              .verdict === outcome.verdict,
            'The verdict comes out of the judgments by the unit’s own rule.',
            'The verdict does not come out of the judgments by the unit’s own rule.',
          ),
        ]
      : []),
  ];
}

/** A step that was taken away leaves a gap in the chain of whoever signed it, as long as they signed anything since. */
function missingCheck({ store }: Workspace, authors: ReadonlySet<PersonKey>): VerifyCheck {
  const gaps = [...authors].flatMap((author) => {
    const missing = missingOf(store.chains.heads(author));
    return missing === 0 ? [] : [`${plural(missing, 'record')} of ${store.authority().nameOf(author)}`];
  });
  return gaps.length === 0
    ? check(
        'complete',
        true,
        `The chains of the ${plural(authors.size, 'key')} that signed these steps have no gap here.`,
        '',
      )
    : notChecked('complete', `Not here are ${gaps.join(', ')}: a step may be missing.`);
}

/** How many places below the last one nothing claims. */
function missingOf(places: Iterable<{ readonly seq: number }>): number {
  let missing = 0;
  let above: number | null = null;
  for (const { seq } of places) {
    if (above !== null && seq < above - 1) missing += above - 1 - seq;
    above = seq;
  }
  return missing + Math.max(0, (above ?? 1) - 1);
}

function newerCheck({ store }: Workspace): VerifyCheck[] {
  const count = store.newer.count();
  return count === 0
    ? []
    : [
        notChecked(
          'newer',
          `${plural(count, 'record')} here can be read only by a newer version of Assay, and may be about this outcome.`,
        ),
      ];
}
