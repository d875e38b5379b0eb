import type { Failure } from './result.ts';
import type { Criterion, Unit } from './rubric.ts';
import { mostPoints } from './verdict.ts';

/** What makes a well-formed unit unusable for assessing; empty when nothing does. `at` is the criterion's id. */
export function checkUnit(unit: Unit): Failure[] {
  const failures: Failure[] = [];
  if (unit.title.trim() === '') {
    failures.push({ code: 'unit.title_missing', message: 'The unit has no title; give it one.' });
  }
  for (const id of repeated(unit.criteria.map((criterion) => criterion.id))) {
    failures.push({
      code: 'unit.criterion_repeated',
      message: `Two criteria have the id "${id}"; each needs its own.`,
      at: id,
    });
  }
  for (const criterion of unit.criteria) failures.push(...checkCriterion(criterion));
  if (unit.passRule.kind === 'total_points') {
    const most = unit.criteria.reduce(
      (sum, criterion) => sum + (mostPoints(criterion) ?? 0) * criterion.weight,
      0,
    );
    if (unit.passRule.atLeast > most) {
      failures.push({
        code: 'unit.pass_out_of_reach',
        message: `Passing takes ${unit.passRule.atLeast} points, and the rubric gives at most ${most}; lower the pass mark.`,
      });
    }
  }
  return failures;
}

function checkCriterion(criterion: Criterion): Failure[] {
  const at = criterion.id;
  if (criterion.kind === 'levels') {
    const ids = criterion.levels.map((level) => level.id);
    const failures: Failure[] = repeated(ids).map((id) => ({
      code: 'unit.level_repeated',
      message: `Two levels of "${criterion.title}" have the id "${id}"; each needs its own.`,
      at,
    }));
    if (!ids.includes(criterion.requiredLevel)) {
      failures.push({
        code: 'unit.required_level_unknown',
        message: `The required level of "${criterion.title}" is none of its levels; name one of them.`,
        at,
      });
    }
    return failures;
  }
  if (criterion.kind === 'numeric') {
    if (criterion.min >= criterion.max) {
      return [
        {
          code: 'unit.range_empty',
          message: `The lowest mark of "${criterion.title}" is not below its highest; correct the range.`,
          at,
        },
      ];
    }
    if (criterion.passMark < criterion.min || criterion.passMark > criterion.max) {
      return [
        {
          code: 'unit.pass_mark_outside',
          message: `The pass mark of "${criterion.title}" lies outside its range; correct one of them.`,
          at,
        },
      ];
    }
  }
  return [];
}

function repeated(ids: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(ids.filter((id) => seen.size === seen.add(id).size))];
}
