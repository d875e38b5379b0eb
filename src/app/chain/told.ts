import type { ChainStage, ChainStep } from '../../api/shapes.ts';

/** A step with its place in its author's chain, by which steps of one moment are put in order. */
export interface Told extends ChainStep {
  readonly seq: number;
}

/** From the confirmation on, rounds may follow each other: a batch opened again, an appeal, another release. */
const RANK: Readonly<Record<ChainStage, number>> = {
  evidence: 0,
  allocation: 1,
  assessment: 2,
  agreement: 3,
  moderation: 4,
  confirmation: 4,
  release: 4,
  appeal: 4,
  not_counted: 5,
};

const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Every copy tells the steps in one order: by stage, then by time. */
export function inOrderTold(a: Told, b: Told): number {
  return (
    RANK[a.stage] - RANK[b.stage] ||
    text(a.at ?? '', b.at ?? '') ||
    (a.by?.key === b.by?.key ? a.seq - b.seq : 0) ||
    Number(a.type === 'artifact') - Number(b.type === 'artifact') ||
    text(a.record ?? '', b.record ?? '')
  );
}
