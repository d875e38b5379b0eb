import type { AnchorTarget } from '../../domain/anchor.ts';

/** A line as it was set: where its text stands, in PDF points from the top left of the page. */
export interface SetLine {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly text: string;
  readonly width: (part: string) => number;
}

/** Finds the passage in the set lines, also across line breaks; a passage stays on the page where it begins. */
export function locateQuote(lines: readonly SetLine[], quote: string): AnchorTarget | null {
  for (let first = 0; first < lines.length; first += 1) {
    let text = '';
    for (let last = first; last < Math.min(lines.length, first + 12); last += 1) {
      if (lines[last]?.page !== lines[first]?.page) break;
      text += (last === first ? '' : ' ') + (lines[last]?.text ?? '');
      const at = text.indexOf(quote);
      const begin = lines[first];
      if (at < 0 || begin === undefined || at >= begin.text.length) continue;
      return {
        kind: 'page',
        page: begin.page,
        rects: rectsOf(lines.slice(first, last + 1), at, quote.length),
        quote,
      };
    }
  }
  return null;
}

function rectsOf(lines: readonly SetLine[], at: number, length: number) {
  let skip = at;
  let left = length;
  return lines.map((line) => {
    const part = line.text.slice(skip, skip + left);
    const x = line.x + line.width(line.text.slice(0, skip));
    const rect = {
      x: round(x),
      y: round(line.y),
      width: round(line.width(part)),
      height: round(line.height),
    };
    left -= part.length + 1;
    skip = 0;
    return rect;
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
