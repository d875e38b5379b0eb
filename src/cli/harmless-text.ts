// Controls but the line end (C0, DEL, C1), marks that turn text round, and line ends that are none to JSON.
const COMMANDING = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/**
 * Text for a terminal, with whatever could command it written out as `\u001b`. JSON stays the same JSON: there such
 * characters stand inside strings only.
 */
export function harmless(text: string): string {
  return text.replace(COMMANDING, (one) =>
    one === '\n' ? one : `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** `text` with the line ends inside the strings of `value` written out: a name must not begin a line of its own. */
export function keepLines(text: string, value: unknown): string {
  const broken = [...new Set(stringsIn(value))].filter((one) => one.includes('\n') && one.trim() !== '');
  // The longest first: one may stand in another.
  return broken
    .sort((a, b) => b.length - a.length)
    .reduce((kept, one) => kept.replaceAll(one, one.replaceAll('\n', '\\n')), text);
}

function* stringsIn(value: unknown): Iterable<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null)
    for (const member of Object.values(value)) yield* stringsIn(member);
}
