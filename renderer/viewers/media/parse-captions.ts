/** Words that go with a stretch of a recording, as plain text. */
export interface Cue {
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
}

/** An hour of talk has about a thousand. */
export const MAX_CUES = 5000;
const MAX_CUE_CHARACTERS = 1000;
const TIMES = /^\s*((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})\s+-->\s+((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})/;

/**
 * Captions from WebVTT (W3C) or SubRip, which differ little: blocks between empty lines, with a line of times before
 * the words. Styles, positions and scripts of any kind are left out; what cannot be read is skipped. In order of time.
 */
export function parseCaptions(source: string): readonly Cue[] {
  const cues: Cue[] = [];
  const lines = source.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  for (let at = 0; at < lines.length && cues.length < MAX_CUES; at += 1) {
    const times = TIMES.exec(lines[at] ?? '');
    if (!times) continue;
    const words: string[] = [];
    while (at + 1 < lines.length && (lines[at + 1] ?? '').trim() !== '') {
      at += 1;
      words.push(lines[at] ?? '');
    }
    const text = plainText(words.join('\n').slice(0, MAX_CUE_CHARACTERS));
    const [startMs, endMs] = [msOf(times[1] ?? ''), msOf(times[2] ?? '')];
    if (text !== '' && endMs > startMs) cues.push({ startMs, endMs, text });
  }
  return cues.sort((a, b) => a.startMs - b.startMs);
}

/** The cue being spoken at that time, the later one where two overlap; -1 where none is. */
export function cueAt(cues: readonly Cue[], ms: number): number {
  let [low, high] = [0, cues.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cues[middle]?.startMs ?? Number.POSITIVE_INFINITY) <= ms) low = middle + 1;
    else high = middle;
  }
  const at = low - 1;
  return at >= 0 && ms < (cues[at]?.endMs ?? 0) ? at : -1;
}

/** Tags and style codes taken out; who speaks (`<v Name>`) put before what is said. */
export function plainText(marked: string): string {
  return marked
    .replaceAll(/<v(?:\.[^\s>]*)?\s+([^<>]+)>/g, '$1: ')
    .replaceAll(/<[^<>]*>/g, '')
    .replaceAll(/\{\\[^{}]*\}/g, '')
    .replaceAll(/&(amp|lt|gt|nbsp|quot|lrm|rlm|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

function msOf(time: string): number {
  const [seconds = '', minutes = '0', hours = '0'] = time.replace(',', '.').split(':').reverse();
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000);
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  quot: '"',
  '#39': '’',
};
