import type { EvidencePlace } from '../../domain/evidence-place.ts';
import type { ArtifactText, TextPart } from './text-types.ts';

const MAX_CHARS = 5_000_000;
/** The store numbers the parts of an artifact below this. */
const MAX_PARTS = 4000;
export const MAX_PAGES = 2000;
const PART_CHARS = 8000;

/** Collects text up to what is kept of one artifact, in parts of a size that is quick to index and to quote from. */
export class TextBudget {
  readonly #parts: TextPart[] = [];
  #chars = 0;
  #isWhole = true;

  get isFull(): boolean {
    return this.#chars >= MAX_CHARS || this.#parts.length >= MAX_PARTS;
  }

  /** There is more than was read. */
  cut(): void {
    this.#isWhole = false;
  }

  /** Adds text that stands in one place; false once nothing more is taken. */
  add(place: EvidencePlace, raw: string): boolean {
    const text = readable(raw, place.kind === 'lines');
    let at = 0;
    while (at < text.length) {
      if (this.isFull) {
        this.cut();
        return false;
      }
      const room = Math.min(PART_CHARS, MAX_CHARS - this.#chars);
      const end = text.length - at <= room ? text.length : lastBlank(text, at, at + room);
      const piece = text.slice(at, end);
      if (piece.trim() !== '') this.#parts.push({ place, text: piece });
      this.#chars += end - at;
      at = end;
    }
    return true;
  }

  result(): ArtifactText {
    return { parts: this.#parts, isWhole: this.#isWhole };
  }
}

/** Without control characters, half characters and runs of blanks; empty lines stay where lines are counted. */
function readable(text: string, hasLines: boolean): string {
  const plain = text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they say nothing, and two of them mark what was found.
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad]+|[^\S\n]+/g, ' ');
  return hasLines ? plain.trimEnd() : plain.replace(/ ?\n[ \n]*/g, '\n').trim();
}

/** Where to cut so that no word is: after the last blank before `end`. */
function lastBlank(text: string, from: number, end: number): number {
  for (let at = end; at > from + 1; at -= 1) if (text[at - 1] === ' ' || text[at - 1] === '\n') return at;
  // A word as long as that is none; only the halves of one character stay together.
  return /[\ud800-\udbff]/.test(text[end - 1] ?? '') && end - 1 > from ? end - 1 : end;
}
