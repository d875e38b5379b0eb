import type { AboutRef } from '../bundle/read-types.ts';
import type { CriterionId } from '../domain/ids.ts';
import type { Alignment, Criterion, Unit } from '../domain/rubric.ts';

const normal = (text: string) => text.trim().toLowerCase();

function aligns(alignments: readonly Alignment[], about: AboutRef): boolean {
  return alignments.some(
    (alignment) =>
      about.uris.includes(alignment.uri) ||
      (about.code !== null && alignment.code !== null && normal(alignment.code) === normal(about.code)),
  );
}

/** Whether people would take one for the other: by its id or its code. */
export function isSameUnit(one: Unit, other: Unit): boolean {
  return one.id === other.id || normal(one.code) === normal(other.code);
}

/** Whether a bundle's reference means this unit: by its id, its code, or a competency it is aligned to. */
export function isAboutUnit(unit: Unit, about: AboutRef): boolean {
  return (
    about.uris.includes(unit.id) ||
    (about.code !== null && normal(about.code) === normal(unit.code)) ||
    aligns(unit.alignments, about)
  );
}

function isAboutCriterion(criterion: Criterion, about: AboutRef): boolean {
  return (
    about.uris.includes(criterion.id) ||
    (about.code !== null &&
      (about.code === criterion.id ||
        (criterion.code !== null && normal(about.code) === normal(criterion.code)))) ||
    aligns(criterion.alignments, about)
  );
}

/** What a learner's claims on an artifact mean in this unit. Claims that fit nothing are named in `unknown`. */
export function resolveClaims(
  unit: Unit,
  claims: readonly AboutRef[],
): { readonly claims: CriterionId[]; readonly claimsUnit: boolean; readonly unknown: readonly AboutRef[] } {
  const criteria = new Set<CriterionId>();
  const unknown: AboutRef[] = [];
  let claimsUnit = false;
  for (const about of claims) {
    const fitting = unit.criteria.filter((criterion) => isAboutCriterion(criterion, about));
    // A competency the whole unit is aligned to says nothing about one criterion among several.
    if (isAboutUnit(unit, about)) claimsUnit = true;
    else if (fitting.length > 0) for (const criterion of fitting) criteria.add(criterion.id);
    else unknown.push(about);
  }
  return { claims: [...criteria], claimsUnit, unknown };
}
