import type { ToleranceRule, ValueRule } from './tolerance.ts';

const VALUE: Readonly<Record<ValueRule, string>> = {
  first: 'the first mark is taken',
  lower: 'the lower mark is taken',
  higher: 'the higher mark is taken',
  mean: 'the mean is taken',
};

/** How far two marks may differ, and which is taken then. */
export function toleranceInWords(rule: ToleranceRule): string {
  const total = rule.maxTotalGap === null ? '' : `, totals by ${rule.maxTotalGap} points`;
  const share = Math.round(rule.maxNumericShare * 1000) / 10;
  return `Marks may differ by ${rule.maxLevelGap} on a level, by ${rule.maxCriticalLevelGap} where a criterion must be met, by ${share} % of the points${total}, and never across the pass boundary; ${VALUE[rule.value]}.${
    rule.third === 'nearest_pair' ? ' Of three marks the two nearest are taken.' : ''
  }`;
}
