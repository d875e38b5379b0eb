import type { Anchor, AnchorTarget } from '../../src/domain/anchor.ts';
import { assertNever } from '../../src/domain/result.ts';
import { t } from '../messages/t.ts';

/** Where an anchor points, in a word or two: `p. 7`, `lines 3 – 9`, in an archive `file 2, lines 3 – 9`. */
export function placeInWords({ target, member }: Pick<Anchor, 'target' | 'member'>): string {
  const place = targetInWords(target);
  // By number: what the file is called may not be shown where the learner's name is withheld.
  return member
    ? [...member.entries.map((entry) => t('anchor.file', { n: entry + 1 })), place].join(', ')
    : place;
}

function targetInWords(target: AnchorTarget): string {
  switch (target.kind) {
    case 'whole':
      return t('anchor.whole');
    case 'page':
      return t(target.quote === null ? 'anchor.pageBox' : 'anchor.page', { page: target.page });
    case 'image':
      return t('anchor.image');
    case 'time':
      return t('anchor.time', { from: clock(target.startMs), to: clock(target.endMs) });
    case 'lines':
      return target.from === target.to
        ? t('anchor.line', { from: target.from })
        : t('anchor.lines', { from: target.from, to: target.to });
    case 'text':
      return target.part === null ? t('anchor.text') : t('anchor.textIn', { part: target.part });
    case 'cells':
      return t('anchor.cells', { sheet: target.sheet, range: target.range });
    default:
      return assertNever(target);
  }
}

/** What was quoted there, if anything. */
export function quoteOf(target: AnchorTarget): string | null {
  return 'quote' in target ? target.quote : null;
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
