import { describe, expect, it } from 'vitest';
import {
  agreedJudgment,
  type Comparison,
  firstDecision,
  standingChoice,
} from '../../../renderer/moderation/agree.ts';
import { compareAssessments } from '../../../src/domain/compare.ts';
import { AssessmentId, PersonKey, SubmissionId, UnitVersionId } from '../../../src/domain/ids.ts';
import type { Decision } from '../../../src/domain/judgment.ts';
import { DEFAULT_TOLERANCE, type ToleranceRule } from '../../../src/domain/tolerance.ts';
import { judgments, level, met, notYet, points } from '../../builders/a-judgment.ts';
import { aUnit } from '../../builders/a-unit.ts';

const unit = aUnit();
const hash = (digit: string) => digit.repeat(64);
const submission = SubmissionId.parse(hash('5'));

function anAssessment(
  digit: string,
  name: string,
  decisions: Record<string, Decision>,
): Comparison['a']['assessments'][number] {
  return {
    id: AssessmentId.parse(hash(digit)),
    submission,
    unitVersion: UnitVersionId.parse(hash('7')),
    assessor: { key: PersonKey.parse(`did:key:z6Mk${'a'.repeat(44)}`), name },
    at: '2026-10-01T08:00:00.000Z',
    judgments: judgments(decisions),
    anchors: [],
    feedback: '',
    actions: [],
    pleaseCheck: false,
    carried: [],
    isMine: false,
    supersedes: null,
    counts: { counted: true, reason: null },
  };
}

function aComparison(
  a: Record<string, Decision>,
  b: Record<string, Decision>,
  change: Partial<ToleranceRule> = {},
): Comparison {
  const tolerance = { ...DEFAULT_TOLERANCE, ...change };
  const [one, two] = [anAssessment('a', 'Ana', a), anAssessment('b', 'Ben', b)];
  const compared = compareAssessments(unit, tolerance, one.judgments, two.judgments);
  return {
    submission,
    unit,
    tolerance,
    a: { id: one.id, judgments: one.judgments, assessments: [one] },
    b: { id: two.id, judgments: two.judgments, assessments: [two] },
    criteria: compared.criteria.map((each) => ({
      ...each,
      from: { a: each.a && one.id, b: each.b && two.id },
    })),
    overall: [...compared.overall],
    within: compared.within,
    outcome: null,
    referred: null,
    mayRefer: { allowed: false, reason: null },
    mayModerate: { allowed: true, reason: null },
  };
}

const comparison = aComparison(
  { c1: level('l3'), c2: met, c3: points(12) },
  { c1: level('l4'), c2: notYet, c3: points(14) },
  { value: 'mean' },
);
const [levels, binary, numeric] = comparison.criteria;

describe('agreeing', () => {
  it('starts from what the tolerance rule settled, taken from the marker who gave it', () => {
    expect(levels && standingChoice(comparison, levels, 'rule')).toEqual({ kind: 'a' });
  });

  it('starts from a settled value nobody gave as a new value with the rule as its reason', () => {
    expect(numeric && standingChoice(comparison, numeric, 'rule')).toEqual({
      kind: 'own',
      decision: points(13),
      reason: 'rule',
    });
  });

  it('chooses nothing where the marks are out of tolerance', () => {
    expect(
      binary && standingChoice(comparison, { ...binary, within: false, settled: null }, 'rule'),
    ).toBeNull();
  });

  it('on one marker’s value names the assessment it came from and keeps its rationale', () => {
    expect(binary && agreedJudgment(binary, { kind: 'b' })).toEqual({
      criterion: 'c2',
      decision: notYet,
      from: comparison.b?.id,
      rationale: 'Seen in the plan.',
    });
  });

  it('on a new value is incomplete until it has a reason', () => {
    if (levels === undefined) throw new Error('no criterion');
    const own = { kind: 'own', decision: level('l2'), reason: '  ' } as const;
    expect(agreedJudgment(levels, own)).toBeNull();
    expect(agreedJudgment(levels, { ...own, reason: ' Two guards missing. ' })).toEqual({
      criterion: 'c1',
      decision: level('l2'),
      from: null,
      rationale: 'Two guards missing.',
    });
  });

  it('cannot take the mark of someone who gave none', () => {
    expect(binary && agreedJudgment({ ...binary, b: null }, { kind: 'b' })).toBeNull();
  });

  it('starts a new value from what the first marker gave, else from the lowest', () => {
    const criterion = unit.criteria[0];
    if (levels === undefined || criterion === undefined) throw new Error('no criterion');
    expect(firstDecision(criterion, levels)).toEqual(level('l3'));
    expect(firstDecision(criterion, { ...levels, a: null, b: null })).toEqual(level('l1'));
  });

  it('keeps an earlier agreement standing', () => {
    const earlier: Comparison = {
      ...comparison,
      outcome: {
        state: 'agreed',
        how: 'agreed',
        sources: [comparison.a.id],
        judgments: comparison.criteria.map(({ criterion }) => ({
          criterion,
          decision: notYet,
          from: comparison.b?.id ?? null,
          rationale: '',
        })),
        verdict: 'not_yet',
        reasons: [],
        total: null,
        by: null,
        at: null,
        record: null,
      },
    };
    expect(binary && standingChoice(earlier, binary, 'rule')).toEqual({ kind: 'b' });
  });
});
