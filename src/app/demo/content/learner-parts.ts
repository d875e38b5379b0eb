import type { AnchorTarget } from '../../../domain/anchor.ts';
import { AnchorId, type CriterionId } from '../../../domain/ids.ts';
import { type DraftJudgment, type Judgment, NO_VACS, type Vacs } from '../../../domain/judgment.ts';
import type { DemoFile } from '../build-evidence.ts';
import { criterionId, type DemoAnchor, type DemoAssessor, type DemoEvidence } from './demo-types.ts';
import { type LevelName, levelId } from './unit-parts.ts';

type UnitPrefix = 'site' | 'logger';
type Mark = LevelName | boolean | number;

interface Notes {
  /** Numbers of the assessment's anchors, as in `a1`. */
  readonly anchors?: readonly number[];
  readonly confidence?: 'low' | 'medium' | 'high';
  /** One letter a rule, V A C S in order: y, n, u (unsure) or - (not checked). */
  readonly vacs?: string;
}

/** Makes the helpers of one unit, so that learners read as marks and words. */
export function learnerParts(unit: UnitPrefix) {
  const id = (short: string): CriterionId => criterionId(`${unit}/${short}`);
  const judge = (short: string, mark: Mark, rationale: string, notes: Notes = {}): Judgment => ({
    criterion: id(short),
    decision:
      typeof mark === 'boolean'
        ? { kind: 'binary', met: mark }
        : typeof mark === 'number'
          ? { kind: 'numeric', points: mark }
          : { kind: 'level', level: levelId(`${unit}/${short}`, mark) },
    rationale,
    anchors: (notes.anchors ?? []).map((n) => AnchorId.parse(`a${n}`)),
    vacs: readVacs(notes.vacs ?? '----'),
    confidence: notes.confidence ?? 'high',
  });
  const undecided = (short: string, rationale: string): DraftJudgment => ({
    criterion: id(short),
    decision: null,
    rationale,
    anchors: [],
    vacs: NO_VACS,
    confidence: null,
  });
  const settle = (judgment: Judgment, ...from: readonly DemoAssessor[]) => ({ ...judgment, from });
  const file = (
    path: string,
    title: string,
    source: DemoFile,
    createdAt: string,
    about: readonly string[],
  ): DemoEvidence => ({
    path: `evidence/${path}`,
    title,
    source,
    about: about.map(id),
    createdAt: `${createdAt}:00.000Z`,
  });
  return { judge, undecided, settle, file };
}

export const report = (name: string): DemoFile => ({ kind: 'report', from: `reports/${name}.md` });
export const slides = (name: string): DemoFile => ({ kind: 'slides', from: `slides/${name}.md` });
export const copy = (from: string): DemoFile => ({ kind: 'copy', from });
export const photo = (name: string): DemoFile => copy(`photos/${name}.jpg`);

/** Anchors `a1`, `a2`, … in the order given. */
export function anchors(...places: readonly (readonly [path: string, at: DemoAnchor['at']])[]): DemoAnchor[] {
  return places.map(([path, at], n) => ({ id: AnchorId.parse(`a${n + 1}`), path: `evidence/${path}`, at }));
}

export function quote(text: string): DemoAnchor['at'] {
  return { kind: 'quote', quote: text };
}

/** A rectangle in the picture's own pixels. */
export function area(x: number, y: number, width: number, height: number): AnchorTarget {
  return { kind: 'image', rect: { x, y, width, height } };
}

export const whole: AnchorTarget = { kind: 'whole' };

export function seconds(from: number, to: number): AnchorTarget {
  return { kind: 'time', startMs: from * 1000, endMs: to * 1000 };
}

const CHECKS = new Map<string, Vacs['valid']>([
  ['y', 'yes'],
  ['n', 'no'],
  ['u', 'unsure'],
]);

function readVacs(letters: string): Vacs {
  const [valid = null, authentic = null, current = null, sufficient = null] = [...letters].map(
    (letter) => CHECKS.get(letter) ?? null,
  );
  return { valid, authentic, current, sufficient };
}

/** For a learner whose story goes no further. */
export const nothingYet = { assessments: [], draft: null, agreed: null, confirmed: false } as const;
