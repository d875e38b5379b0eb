import {
  BinaryCriterion,
  type Criterion,
  LevelsCriterion,
  NumericCriterion,
  Unit,
} from '../../src/domain/rubric.ts';

const base = (id: string) => ({
  id,
  code: id.toUpperCase(),
  title: `Criterion ${id}`,
  description: '',
  critical: false,
  weight: 1,
  alignments: [],
});

/** Met or not yet met. */
export function aBinary(id: string, change: { critical?: boolean; weight?: number } = {}): Criterion {
  return BinaryCriterion.parse({
    ...base(id),
    kind: 'binary',
    metDescriptor: '',
    notYetMetDescriptor: '',
    ...change,
  });
}

/** Four levels, `l1` to `l4`, worth 1 to 4 points; `l3` is required. */
export function aLevels(
  id: string,
  change: {
    critical?: boolean;
    weight?: number;
    points?: readonly (number | null)[];
    requiredLevel?: string;
  } = {},
): LevelsCriterion {
  const { points = [1, 2, 3, 4], ...rest } = change;
  return LevelsCriterion.parse({
    ...base(id),
    kind: 'levels',
    levels: points.map((worth, index) => ({
      id: `l${index + 1}`,
      label: `Level ${index + 1}`,
      descriptor: '',
      points: worth,
    })),
    requiredLevel: 'l3',
    ...rest,
  });
}

/** 0 to 20 points in steps of 0.5; 12 pass. */
export function aNumeric(
  id: string,
  change: {
    critical?: boolean;
    weight?: number;
    min?: number;
    max?: number;
    step?: number;
    passMark?: number;
  } = {},
): NumericCriterion {
  return NumericCriterion.parse({
    ...base(id),
    kind: 'numeric',
    min: 0,
    max: 20,
    step: 0.5,
    passMark: 12,
    guidance: '',
    ...change,
  });
}

/** A unit with these criteria (one of each kind when nothing is said), passed when all are met. */
export function aUnit(
  change: {
    criteria?: number | readonly Criterion[];
    passRule?: Unit['passRule'];
    id?: string;
    versionLabel?: string;
  } = {},
): Unit {
  const { criteria = [aLevels('c1'), aBinary('c2'), aNumeric('c3')], ...rest } = change;
  return Unit.parse({
    id: 'unit:hs-2',
    code: 'HS-2',
    title: 'Site risk assessment',
    versionLabel: '2026.1',
    description: '',
    learningOutcomes: [],
    expectedLevel: null,
    methods: ['observation'],
    recommendedPriorLearning: null,
    credit: null,
    alignments: [],
    criteria:
      typeof criteria === 'number'
        ? Array.from({ length: criteria }, (_, index) => aLevels(`c${index + 1}`))
        : criteria,
    passRule: { kind: 'all_met' },
    ...rest,
  });
}
