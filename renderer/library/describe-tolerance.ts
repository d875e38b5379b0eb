import type { ToleranceRule } from '../../src/domain/tolerance.ts';
import { formatPercent, t } from '../messages/t.ts';

/** How far two markers may differ, in sentences. */
export function describeTolerance(rule: ToleranceRule): string {
  const parts = [
    rule.maxLevelGap === 0 ? t('tolerance.says.same') : t('tolerance.says.levels', { n: rule.maxLevelGap }),
    rule.maxCriticalLevelGap === 0
      ? t('tolerance.says.criticalSame')
      : t('tolerance.says.critical', { n: rule.maxCriticalLevelGap }),
    t('tolerance.says.numeric', { share: formatPercent(rule.maxNumericShare) }),
  ];
  if (rule.maxTotalGap !== null) parts.push(t('tolerance.says.total', { n: rule.maxTotalGap }));
  parts.push(t('tolerance.says.straddle'), t(`tolerance.says.value.${rule.value}`));
  if (rule.third === 'nearest_pair') parts.push(t('tolerance.says.nearestPair'));
  return parts.join(' ');
}
