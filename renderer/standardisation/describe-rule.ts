import { t } from '../messages/t.ts';
import type { StandardSet } from './may-decide.ts';

/** What a set asks, in a few words. */
export function describeRule({ rule, scripts }: Pick<StandardSet, 'rule' | 'scripts'>): string {
  switch (rule.kind) {
    case 'practice':
      return t('std.rule.practice');
    case 'qualifying':
      return t('std.rule.qualifying', { passAtLeast: rule.passAtLeast, scripts: scripts.length });
    case 'seeds':
      return t('std.rule.seeds', { oneIn: rule.oneIn });
  }
}
