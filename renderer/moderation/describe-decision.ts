import type { Decision } from '../../src/domain/judgment.ts';
import type { Criterion } from '../../src/domain/rubric.ts';
import { t } from '../messages/t.ts';

/** A decision in the words of its criterion: `3 Proficient`, `Met`, `14 of 20`. */
export function describeDecision(criterion: Criterion, decision: Decision | null): string {
  if (decision === null) return t('decision.none');
  switch (decision.kind) {
    case 'binary':
      return t(decision.met ? 'decision.met' : 'decision.notYet');
    case 'numeric':
      return t('decision.points', {
        points: decision.points,
        max: criterion.kind === 'numeric' ? criterion.max : '',
      });
    case 'level': {
      const index =
        criterion.kind === 'levels' ? criterion.levels.findIndex((level) => level.id === decision.level) : -1;
      const level = criterion.kind === 'levels' ? criterion.levels[index] : undefined;
      return level === undefined ? decision.level : `${index + 1} ${level.label}`;
    }
  }
}
