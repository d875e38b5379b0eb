import type { AnchorTarget } from '../../src/domain/anchor.ts';

type TextTarget = Extract<AnchorTarget, { kind: 'text' }>;

/** A text node of the document, in the part it belongs to. */
interface Piece {
  readonly node: Text;
  readonly part: PartText;
  /** Among all pieces of the document. */
  readonly index: number;
  /** Where it begins in the text of its part, in UTF-16 code units. */
  readonly start: number;
  /** Whether a new block or line begins here, so that what is quoted over it needs a blank. */
  readonly isApart: boolean;
}

interface PartText {
  readonly name: string | null;
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** The words of a document as anchors count them: a node belongs to the nearest `data-part` around it. */
export interface DocumentText {
  readonly pieces: readonly Piece[];
  readonly parts: ReadonlyMap<string | null, PartText>;
}

const MAX_NAME = 400;
const MAX_QUOTE = 4000;
const AROUND = 60;
const MAX_PLACES = 200;
/** More places that say the same are not told apart. */
const MAX_CANDIDATES = 5_000;

/** Neither read nor counted: not words of the document. `data-furniture` is what a reader puts around them. */
const SKIPPED = 'style, script, template, title, noscript, [data-furniture]';
const BLOCKS = new Set(
  (
    'address article aside blockquote body caption dd details dialog div dl dt fieldset figcaption figure footer ' +
    'form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main nav ol p pre section summary table tbody td tfoot th ' +
    'thead tr ul text svg foreignobject'
  ).split(' '),
);

/** Reads the words below `root`. To be read again when the document has changed. */
export function readText(root: Element): DocumentText {
  interface Growing {
    readonly name: string | null;
    text: string;
    pieces: Piece[];
  }
  const parts = new Map<string | null, Growing>();
  const pieces: Piece[] = [];
  const homes = new Map<Node, { part: string | null; block: Node } | null>();
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  let lastBlock: Node | null = null;
  let lineEnded = false;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof Element) {
      if (node.localName === 'br') lineEnded = true;
      continue;
    }
    if (!(node instanceof Text) || node.data === '' || node.parentElement === null) continue;
    const home = homeOf(node.parentElement, root, homes);
    if (home === null) continue;
    let part = parts.get(home.part);
    if (!part) {
      part = { name: home.part, text: '', pieces: [] };
      parts.set(home.part, part);
    }
    const piece: Piece = {
      node,
      index: pieces.length,
      part,
      start: part.text.length,
      isApart: lineEnded || home.block !== lastBlock,
    };
    part.text += node.data;
    part.pieces.push(piece);
    pieces.push(piece);
    lastBlock = home.block;
    lineEnded = false;
  }
  return { pieces, parts };
}

function homeOf(
  element: Element,
  root: Element,
  known: Map<Node, { part: string | null; block: Node } | null>,
): { part: string | null; block: Node } | null {
  const seen = known.get(element);
  if (seen !== undefined) return seen;
  const above =
    element === root || element.parentElement === null
      ? { part: null, block: root }
      : homeOf(element.parentElement, root, known);
  let home = above;
  if (above !== null && element !== root) {
    const name = element.getAttribute('data-part');
    if (element.matches(SKIPPED)) home = null;
    else if (name !== null) home = { part: name.slice(0, MAX_NAME), block: element };
    else if (BLOCKS.has(element.localName.toLowerCase())) home = { part: above.part, block: element };
  }
  known.set(element, home);
  return home;
}

/** The words a selection covers as places, one a part; `null` where it covers none. */
export function targetsOfRange(range: Range, document: DocumentText): readonly TextTarget[] | null {
  const { pieces } = document;
  // In document order, so that both ends are found by halving.
  const first = firstWhere(pieces, ({ node }) => range.comparePoint(node, node.length) >= 0);
  const afterLast = firstWhere(pieces, ({ node }) => range.comparePoint(node, 0) > 0);
  const spans = new Map<PartText, { start: number; end: number; quote: string }>();
  for (const piece of pieces.slice(first, afterLast)) {
    const from = piece.node === range.startContainer ? range.startOffset : 0;
    const to = piece.node === range.endContainer ? range.endOffset : piece.node.length;
    if (to <= from) continue;
    const span = spans.get(piece.part);
    const words = piece.node.data.slice(from, to);
    if (!span) spans.set(piece.part, { start: piece.start + from, end: piece.start + to, quote: words });
    else {
      span.end = piece.start + to;
      if (span.quote.length < 2 * MAX_QUOTE) span.quote += (piece.isApart ? ' ' : '') + words;
    }
  }
  const targets = [...spans].flatMap(([part, { start, end, quote }]): TextTarget[] => {
    const trimmed = trimSpan(part.text, start, end);
    if (trimmed === null) return [];
    return [
      {
        kind: 'text',
        part: part.name,
        start: trimmed.start,
        end: trimmed.end,
        quote: collapse(quote).slice(0, MAX_QUOTE),
        before: collapse(part.text.slice(Math.max(0, trimmed.start - 2 * AROUND), trimmed.start)).slice(
          -AROUND,
        ),
        after: collapse(part.text.slice(trimmed.end, trimmed.end + 2 * AROUND)).slice(0, AROUND),
      },
    ];
  });
  return targets.length === 0 ? null : targets.slice(0, MAX_PLACES);
}

/** Blanks at the ends are no part of what was meant. */
function trimSpan(text: string, start: number, end: number): { start: number; end: number } | null {
  const words = text.slice(start, end);
  const leading = words.length - words.trimStart().length;
  const trailing = words.length - words.trimEnd().length;
  return leading === words.length ? null : { start: start + leading, end: end - trailing };
}

/**
 * The words a place names: where it says, if they still say what was quoted; otherwise where the quote stands, at the
 * occurrence whose surroundings fit best, nearest first. `null` where the document does not say it.
 */
export function rangesOfTarget(target: TextTarget, document: DocumentText): readonly Range[] | null {
  const named = document.parts.get(target.part);
  const others = [...document.parts.values()].filter((part) => part !== named);
  for (const part of named ? [named, ...others] : others) {
    const span = findSpan(target, part);
    if (span) return rangesOfSpan(part, span.start, span.end);
  }
  return null;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function findSpan(target: TextTarget, part: PartText): Span | null {
  const wanted = squeeze(target.quote);
  if (wanted === '') return null;
  // Of a long selection only the beginning is quoted.
  const isCut = target.quote.length >= MAX_QUOTE;
  if (part.name === target.part && target.end > target.start && target.end <= part.text.length) {
    const there = squeeze(part.text.slice(target.start, target.end));
    if (there === wanted || (isCut && there.startsWith(wanted))) return target;
  }
  const { squeezed, offsets } = squeezeWithOffsets(part.text);
  const before = squeeze(target.before);
  const after = squeeze(target.after);
  let best: (Span & { readonly fit: number; readonly far: number }) | null = null;
  let at = squeezed.indexOf(wanted);
  for (let tried = 0; at >= 0 && tried < MAX_CANDIDATES; tried += 1, at = squeezed.indexOf(wanted, at + 1)) {
    const start = offsets[at] ?? 0;
    const end = isCut
      ? Math.min(part.text.length, start + target.end - target.start)
      : (offsets[at + wanted.length - 1] ?? start) + 1;
    const behind = at + wanted.length;
    const fit =
      commonEnd(squeezed.slice(Math.max(0, at - before.length), at), before) +
      commonStart(squeezed.slice(behind, behind + after.length), after);
    const far = Math.abs(start - target.start);
    if (best === null || fit > best.fit || (fit === best.fit && far < best.far))
      best = { start, end, fit, far };
  }
  return best;
}

/** One range for each run of text nodes that follow one another. */
export function rangesOfSpan(part: PartText, start: number, end: number): Range[] {
  const ranges: Range[] = [];
  let previous: Piece | null = null;
  let range: Range | null = null;
  const from = firstWhere(part.pieces, (piece) => piece.start + piece.node.length > start);
  for (const piece of part.pieces.slice(from)) {
    if (piece.start >= end) break;
    // Words of another part may lie between.
    const isNext = previous !== null && piece.index === previous.index + 1;
    if (range === null || !isNext) {
      range = piece.node.ownerDocument.createRange();
      range.setStart(piece.node, Math.max(0, start - piece.start));
      ranges.push(range);
    }
    range.setEnd(piece.node, Math.min(piece.node.length, end - piece.start));
    previous = piece;
  }
  return ranges;
}

function firstWhere<T>(sorted: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = sorted[middle];
    if (item !== undefined && holds(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const BLANK = /[\s\u00ad\u200b\ufeff]/;
const BLANKS = /[\s\u00ad\u200b\ufeff]+/g;

export function collapse(text: string): string {
  return text.replace(BLANKS, ' ').trim();
}

/** Versions of a reader may differ in the blanks they leave between blocks, so blanks do not count in comparing. */
function squeeze(text: string): string {
  return text.replace(BLANKS, '');
}

function squeezeWithOffsets(text: string): { squeezed: string; offsets: Uint32Array } {
  const offsets = new Uint32Array(text.length);
  const kept: string[] = [];
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text[index] ?? '';
    if (BLANK.test(unit)) continue;
    offsets[count] = index;
    kept.push(unit);
    count += 1;
  }
  return { squeezed: kept.join(''), offsets };
}

function commonEnd(one: string, other: string): number {
  let length = 0;
  while (length < Math.min(one.length, other.length) && one.at(-1 - length) === other.at(-1 - length))
    length += 1;
  return length;
}

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < Math.min(one.length, other.length) && one[length] === other[length]) length += 1;
  return length;
}
