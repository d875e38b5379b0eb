import { LevelId } from '../../../domain/ids.ts';
import type { Criterion, Level } from '../../../domain/rubric.ts';
import { criterionId, demoUrn } from './demo-types.ts';

interface About {
  readonly name: string;
  readonly code: string;
  readonly title: string;
  readonly description: string;
  readonly weight?: number;
  readonly critical?: boolean;
}

/** Levels of every levels criterion, lowest first, by the short names the demo's judgments use. */
export const LEVEL_NAMES = ['not_yet', 'pass', 'merit', 'distinction'] as const;
export type LevelName = (typeof LEVEL_NAMES)[number];
const LABELS: Record<LevelName, string> = {
  not_yet: 'Not yet',
  pass: 'Pass',
  merit: 'Merit',
  distinction: 'Distinction',
};

/** The id of a level, such as `merit` of `site/hazards`. */
export function levelId(criterion: string, level: LevelName): LevelId {
  return LevelId.parse(demoUrn(`level ${criterion} ${level}`));
}

function base({ name, code, title, description, weight = 1, critical = false }: About) {
  return { id: criterionId(name), code, title, description, critical, weight, alignments: [] };
}

export function levels(about: About, descriptors: Readonly<Record<LevelName, string>>): Criterion {
  const each = LEVEL_NAMES.map(
    (level, points): Level => ({
      id: levelId(about.name, level),
      label: LABELS[level],
      descriptor: descriptors[level],
      points,
    }),
  );
  return { kind: 'levels', ...base(about), levels: each, requiredLevel: levelId(about.name, 'pass') };
}

export function binary(about: About, metDescriptor: string, notYetMetDescriptor: string): Criterion {
  return { kind: 'binary', ...base(about), metDescriptor, notYetMetDescriptor };
}

export function numeric(
  about: About,
  range: { readonly min: number; readonly max: number; readonly step: number; readonly passMark: number },
  guidance: string,
): Criterion {
  return { kind: 'numeric', ...base(about), ...range, guidance };
}
