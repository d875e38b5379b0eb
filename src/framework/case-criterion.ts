import type { Problem } from '../api/shapes.ts';
import type { Alignment } from '../domain/rubric.ts';
import type { CaseCriterion, CaseLevel } from './case-shapes.ts';

interface Setting {
  readonly fallbackId: string;
  readonly alignments: readonly Alignment[];
  readonly code: string | null;
  /** Each criterion of the rubric has a category of its own, so that it serves as a title. */
  readonly categoriesName: boolean;
  readonly warnings: Problem[];
}

const NOT_MET =
  /^(not[ -]?(yet[ -]?)?(met|competent|achieved|satisfactory|passed)|no|fail(ed)?|refer(red)?|incomplete)$/i;
const MET = /^(met|competent|achieved|satisfactory|yes|pass(ed)?|complete)$/i;

/** One CFRubricCriterion as a criterion of ours, still to be checked against the schema of a unit. */
export function readCriterion(criterion: CaseCriterion, setting: Setting): unknown {
  const description = criterion.description ?? '';
  const title =
    (setting.categoriesName ? criterion.category : null) ?? (description || criterion.category) ?? '';
  const base = {
    id: criterion.uri ?? criterion.identifier ?? setting.fallbackId,
    code: setting.code,
    title: title.length > 2000 ? `${title.slice(0, 1999)}…` : title,
    description: title === description ? '' : description.slice(0, 8000),
    critical: criterion.extensions['assay:critical'] === true,
    weight: criterion.weight !== null && criterion.weight >= 0 ? criterion.weight : 1,
    alignments: setting.alignments,
  };
  const numeric = criterion.extensions['assay:numeric'];
  if (typeof numeric === 'object' && numeric !== null)
    return { guidance: '', ...base, ...numeric, kind: 'numeric' };

  const levels = sortLevels(criterion.CFRubricCriterionLevels);
  const [lower, upper] = levels;
  if (lower === undefined || upper === undefined) {
    return {
      ...base,
      kind: 'binary',
      metDescriptor: describe(lower) || description.slice(0, 8000),
      notYetMetDescriptor: '',
    };
  }
  if (levels.length === 2 && readsAsBinary(lower, upper)) {
    return { ...base, kind: 'binary', metDescriptor: describe(upper), notYetMetDescriptor: describe(lower) };
  }
  const ours = levels.map((level, index) => ({
    id: level.uri ?? level.identifier ?? `${base.id}/level-${index + 1}`,
    label: (level.quality ?? `Level ${index + 1}`).slice(0, 400),
    descriptor: describe(level),
    points: level.score,
  }));
  return {
    ...base,
    kind: 'levels',
    levels: ours,
    requiredLevel: requiredLevel(criterion, levels, ours, setting),
  };
}

/** Lowest first: by score where every level has one, else in the order given. */
function sortLevels(levels: readonly CaseLevel[]): readonly CaseLevel[] {
  const scored = levels.every((level) => level.score !== null);
  return levels
    .map((level, index) => ({ level, index }))
    .sort((a, b) => {
      const byScore = scored ? (a.level.score ?? 0) - (b.level.score ?? 0) : 0;
      return byScore || (a.level.position ?? a.index) - (b.level.position ?? b.index);
    })
    .map(({ level }) => level);
}

function readsAsBinary(lower: CaseLevel, upper: CaseLevel): boolean {
  if (lower.score === 0 && upper.score === 1) return true;
  return NOT_MET.test(lower.quality?.trim() ?? '') && MET.test(upper.quality?.trim() ?? '');
}

function requiredLevel(
  criterion: CaseCriterion,
  levels: readonly CaseLevel[],
  ours: readonly { readonly id: string; readonly label: string }[],
  setting: Setting,
): string {
  const wanted = criterion.extensions['assay:requiredLevel'];
  const index = levels.findIndex(
    (level) => wanted !== undefined && (level.uri === wanted || level.identifier === wanted),
  );
  const named = ours[index];
  if (named !== undefined) return named.id;
  const assumed = ours.length >= 3 ? ours.at(-2) : ours.at(-1);
  setting.warnings.push({
    code: 'case.required_level_assumed',
    message: `The framework does not say which level is needed; "${assumed?.label ?? ''}" was assumed. Check it before assessing.`,
    at: criterion.description ?? criterion.category ?? criterion.identifier,
    severity: 'warning',
  });
  return assumed?.id ?? '';
}

function describe(level: CaseLevel | undefined): string {
  return (level?.description ?? level?.feedback ?? '').slice(0, 8000);
}
