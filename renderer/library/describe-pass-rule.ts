import { assertNever } from '../../src/domain/result.ts';
import type { Unit } from '../../src/domain/rubric.ts';
import { t } from '../messages/t.ts';

/** When the unit is passed, in one or two sentences. */
export function describePassRule(unit: Pick<Unit, 'passRule' | 'criteria'>): string {
  const critical = unit.criteria.filter((criterion) => criterion.critical).length;
  const whatever = critical === 0 ? '' : ` ${t('units.pass.critical', { n: critical })}`;
  const { passRule } = unit;
  switch (passRule.kind) {
    case 'all_met':
      return t('units.pass.all_met');
    case 'total_points':
      return t('units.pass.total_points', { points: passRule.atLeast }) + whatever;
    case 'weighted_percent':
      return t('units.pass.weighted_percent', { percent: passRule.atLeast }) + whatever;
    default:
      return assertNever(passRule);
  }
}
