/**
 * Where bytes stop being JSON (RFC 8259) as records hold it, without spaces: the offset of the first byte that cannot
 * stand there, or the length where something is missing at the end; null where nothing is wrong.
 */
export function jsonBreak(bytes: Uint8Array): number | null {
  // One character a byte: what is beyond ASCII stands in strings only, where `utf8Break` looks at it.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const inText = utf8Break(bytes);
  const scan = new Scan(text);
  const broken = scan.value() && scan.at === text.length ? null : scan.at;
  if (inText === null || broken === null) return inText ?? broken;
  return Math.min(inText, broken);
}

/** Looks for the end of JSON values. Each step says whether it got through; where not, `at` is the byte that stops it. */
class Scan {
  readonly #text: string;
  at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(): boolean {
    const start = this.#text[this.at];
    if (start === '{') return this.#list('}', () => this.#string() && this.#is(':') && this.value());
    if (start === '[') return this.#list(']', () => this.value());
    if (start === '"') return this.#string();
    return this.#matches(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y) || this.#word();
  }

  #list(end: string, member: () => boolean): boolean {
    this.at += 1;
    if (this.#is(end)) return true;
    while (member()) {
      if (this.#is(end)) return true;
      if (!this.#is(',')) return false;
    }
    return false;
  }

  #string(): boolean {
    if (!this.#is('"')) return false;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON strings hold none as they are.
    this.#matches(/(?:[^"\\\u0000-\u001f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*/y);
    return this.#is('"');
  }

  #word(): boolean {
    const word = ['true', 'false', 'null'].find((one) => one[0] === this.#text[this.at]);
    for (const letter of word ?? '?') if (!this.#is(letter)) return false;
    return true;
  }

  #is(character: string): boolean {
    if (this.#text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  #matches(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.at += found.length;
    return found !== '';
  }
}

/** The first byte that is not UTF-8, or null. */
function utf8Break(bytes: Uint8Array): number | null {
  const isText = (end: number) => {
    try {
      // A character that is only begun is no error yet.
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  if (isText(bytes.length)) return null;
  let [whole, broken] = [0, bytes.length];
  while (broken - whole > 1) {
    const middle = (whole + broken) >> 1;
    if (isText(middle)) whole = middle;
    else broken = middle;
  }
  return broken - 1;
}
