import type { Anchor, AnchorTarget } from './anchor.ts';
import { assertNever } from './result.ts';

/** Where an anchor points, for reports: `page 7`, `lines 3 to 9`, in an archive `file 2, lines 3 to 9`. */
export function anchorInWords({ target, member }: Pick<Anchor, 'target' | 'member'>): string {
  // By number: what the file is called may not be shown where the learner's name is withheld.
  return [...(member?.entries ?? []).map((entry) => `file ${entry + 1}`), targetInWords(target)].join(', ');
}

function targetInWords(target: AnchorTarget): string {
  switch (target.kind) {
    case 'whole':
      return 'the whole';
    case 'page':
      return `page ${target.page}`;
    case 'image':
      return 'a part of the picture';
    case 'time':
      return `${clock(target.startMs)} to ${clock(target.endMs)}`;
    case 'lines':
      return target.from === target.to ? `line ${target.from}` : `lines ${target.from} to ${target.to}`;
    case 'text':
      return target.part === null ? 'a passage' : `a passage in ${target.part}`;
    case 'cells':
      return `cells ${target.range} of ${target.sheet}`;
    default:
      return assertNever(target);
  }
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
