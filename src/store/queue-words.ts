import { foldWords, type SearchTerm } from '../domain/search-terms.ts';

/** From here on a sorted list of all words is worth its making. */
const LISTED_FROM = 2000;
/** From so many changed texts on the list is made anew. */
const MANY_CHANGED = 4000;

interface WordList {
  /** Sorted. */
  readonly words: readonly string[];
  /** Where the slots of each word begin in `slots`; one more than there are words. */
  readonly starts: Uint32Array;
  readonly slots: Uint32Array;
}

/**
 * The words of names, titles and units, by slot of the queue. A beginning of a word is a stretch of a sorted list, so
 * looking one up costs what is found, however many submissions there are.
 */
export class QueueWords {
  /** Each text's words with blanks around them, its lines apart. */
  readonly #texts: string[] = [];
  #list: WordList | null = null;
  /** Slots whose text is not the one the list was made from. */
  readonly #changed = new Set<number>();
  readonly #listedFrom: number;

  constructor(listedFrom = LISTED_FROM) {
    this.#listedFrom = listedFrom;
  }

  put(slot: number, search: string): void {
    const text = ` ${search
      .split('\n')
      .map((line) => foldWords(line).join(' '))
      .join(' | ')} `;
    if (this.#texts[slot] === text) return;
    this.#texts[slot] = text;
    if (this.#list) this.#changed.add(slot);
    if (this.#changed.size > MANY_CHANGED) {
      this.#list = null;
      this.#changed.clear();
    }
  }

  /** Makes the list, if it is worth it and not there. */
  prepare(): void {
    if (this.#list === null && this.#texts.length >= this.#listedFrom) this.#list = listWords(this.#texts);
  }

  /** Sets a bit for each slot whose text holds the term. */
  find({ words, isPhrase }: SearchTerm, found: Uint8Array, bit: number): void {
    this.prepare();
    const [first = ''] = words;
    const needle = ` ${words.join(' ')}${isPhrase ? ' ' : ''}`;
    const look = (slot: number) => {
      if (this.#texts[slot]?.includes(needle)) found[slot] = (found[slot] ?? 0) | bit;
    };
    if (this.#list === null) {
      for (let slot = 0; slot < this.#texts.length; slot += 1) look(slot);
      return;
    }
    const { words: all, starts, slots } = this.#list;
    const isPrefix = !isPhrase && words.length === 1;
    let place = firstFrom(all, first);
    while (place < all.length && (isPrefix ? all[place]?.startsWith(first) : all[place] === first)) {
      const end = starts[place + 1] ?? 0;
      for (let at = starts[place] ?? 0; at < end; at += 1) {
        const slot = slots[at] ?? 0;
        if (words.length > 1) look(slot);
        else found[slot] = (found[slot] ?? 0) | bit;
      }
      place += 1;
    }
    for (const slot of this.#changed) {
      found[slot] = (found[slot] ?? 0) & ~bit;
      look(slot);
    }
  }
}

function listWords(texts: readonly string[]): WordList {
  const places = new Map<string, number>();
  const counts: number[] = [];
  const occurrences: number[] = [];
  const owners: number[] = [];
  for (let slot = 0; slot < texts.length; slot += 1) {
    for (const word of new Set(texts[slot]?.split(' '))) {
      if (word === '' || word === '|') continue;
      let place = places.get(word);
      if (place === undefined) {
        place = places.size;
        places.set(word, place);
        counts.push(0);
      }
      counts[place] = (counts[place] ?? 0) + 1;
      occurrences.push(place);
      owners.push(slot);
    }
  }
  const words = [...places.keys()].sort();
  const rank = new Uint32Array(words.length);
  const starts = new Uint32Array(words.length + 1);
  for (const [index, word] of words.entries()) {
    const place = places.get(word) ?? 0;
    rank[place] = index;
    starts[index + 1] = (starts[index] ?? 0) + (counts[place] ?? 0);
  }
  const next = starts.slice();
  const slots = new Uint32Array(occurrences.length);
  for (let at = 0; at < occurrences.length; at += 1) {
    const index = rank[occurrences[at] ?? 0] ?? 0;
    slots[next[index] ?? 0] = owners[at] ?? 0;
    next[index] = (next[index] ?? 0) + 1;
  }
  return { words, starts, slots };
}

/** The place of the first word that does not come before this one. */
function firstFrom(words: readonly string[], word: string): number {
  let from = 0;
  let to = words.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((words[middle] ?? '') < word) from = middle + 1;
    else to = middle;
  }
  return from;
}
