import type { Input } from '../../src/api/contract.ts';

export type Rule = Input<'batches.draw'>['rule'];
export type Strategy = Rule['strategies'][number];

/** The strategies one can tick, each with the number it is asked for. */
export interface RuleForm {
  readonly census: boolean;
  readonly size: boolean;
  readonly percentage: number | null;
  readonly perAssessor: number | null;
  readonly perCriterion: number | null;
  readonly perMethod: number | null;
  readonly fails: boolean;
  /** Percent on either side of the pass boundary. */
  readonly boundary: number | null;
  readonly newAssessor: number | null;
  readonly failedSeed: boolean;
}

export const FIRST_RULE: RuleForm = {
  census: false,
  size: true,
  percentage: null,
  perAssessor: 1,
  perCriterion: null,
  perMethod: null,
  fails: false,
  boundary: null,
  newAssessor: null,
  failedSeed: false,
};

/** As awarding bodies publish it for work that is assessed at the centre. */
const SIZE_TABLE = [
  { upTo: 15, draw: null },
  { upTo: 100, draw: 15 },
  { upTo: 200, draw: 20 },
  { upTo: null, draw: 25 },
];

/** What was ticked, as the rule that is recorded; null where nothing was. */
export function ruleOf(form: RuleForm): Rule | null {
  const each = (of: 'assessor' | 'criterion' | 'method', atLeast: number | null): Strategy[] =>
    atLeast === null ? [] : [{ kind: 'minimum', each: of, atLeast }];
  const strategies: Strategy[] = [
    ...(form.census ? [{ kind: 'census' as const }] : []),
    ...(form.size ? [{ kind: 'size_table' as const, steps: SIZE_TABLE }] : []),
    ...(form.percentage === null ? [] : [{ kind: 'percentage' as const, percent: form.percentage }]),
    ...each('assessor', form.perAssessor),
    ...each('criterion', form.perCriterion),
    ...each('method', form.perMethod),
    ...(form.fails ? [{ kind: 'fails' as const }] : []),
    ...(form.boundary === null
      ? []
      : [{ kind: 'boundary' as const, withinMilliPercent: Math.round(form.boundary * 1000) }]),
    ...(form.newAssessor === null ? [] : [{ kind: 'new_assessor' as const, first: form.newAssessor }]),
    ...(form.failedSeed ? [{ kind: 'failed_seed' as const }] : []),
  ];
  return strategies.length === 0 ? null : { v: 1, strategies };
}
