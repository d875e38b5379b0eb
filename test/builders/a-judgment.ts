import { AnchorId, CriterionId, LevelId } from '../../src/domain/ids.ts';
import { type Decision, type Draft, type Judgment, NO_VACS } from '../../src/domain/judgment.ts';
import type { Unit } from '../../src/domain/rubric.ts';

export const met: Decision = { kind: 'binary', met: true };
export const notYet: Decision = { kind: 'binary', met: false };
export const level = (id: string): Decision => ({ kind: 'level', level: LevelId.parse(id) });
export const points = (worth: number): Decision => ({ kind: 'numeric', points: worth });

export function aJudgment(criterion: string, decision: Decision, rationale = 'Seen in the plan.'): Judgment {
  return {
    criterion: CriterionId.parse(criterion),
    decision,
    rationale,
    anchors: [],
    vacs: NO_VACS,
    confidence: null,
  };
}

/** Judgments by criterion id. */
export const judgments = (decisions: Readonly<Record<string, Decision>>): Judgment[] =>
  Object.entries(decisions).map(([criterion, decision]) => aJudgment(criterion, decision));

/** Decisions as the verdict takes them. */
export const decided = (decisions: Readonly<Record<string, Decision>>): Map<CriterionId, Decision> =>
  new Map(Object.entries(decisions).map(([criterion, decision]) => [CriterionId.parse(criterion), decision]));

/** The best decision on every criterion of the unit. */
export function allMet(unit: Unit): Record<string, Decision> {
  return Object.fromEntries(
    unit.criteria.map((criterion): [string, Decision] => {
      if (criterion.kind === 'binary') return [criterion.id, met];
      if (criterion.kind === 'numeric') return [criterion.id, points(criterion.max)];
      return [criterion.id, level(criterion.levels.at(-1)?.id ?? '')];
    }),
  );
}

/** A draft with these decisions and nothing else. */
export function aDraft(decisions: Readonly<Record<string, Decision>>, change: Partial<Draft> = {}): Draft {
  return {
    judgments: judgments(decisions),
    anchors: [],
    feedback: '',
    actions: [],
    pleaseCheck: false,
    ...change,
  };
}

export const anchorId = (id: string) => AnchorId.parse(id);
