import type { CriterionId, PersonKey } from './ids.ts';
import type { Unit } from './rubric.ts';

/** The criteria that somebody is to judge of a submission; null for all of them. */
export type Scope = readonly CriterionId[] | null;

/** The part of a unit that is judged by. */
export type Rubric = Pick<Unit, 'criteria'>;

/** What somebody is asked for as it stands: everything, where they are not asked for something in particular. */
export function scopeOf(
  allocations: readonly { readonly person: PersonKey; readonly criteria: Scope }[],
  person: PersonKey,
): Scope {
  return allocations.find((one) => one.person === person)?.criteria ?? null;
}

export const isInScope = (scope: Scope, criterion: CriterionId): boolean =>
  scope === null || scope.includes(criterion);

/** The unit, with the criteria of a scope alone. */
export function inScope(unit: Rubric, scope: Scope): Rubric {
  return scope === null ? unit : { criteria: unit.criteria.filter(({ id }) => scope.includes(id)) };
}
