import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldWords, ftsQuery, parseSearch } from '../../src/domain/search-terms.ts';
import { evidenceTexts } from '../../src/store/evidence-text.ts';
import { QueueWords } from '../../src/store/queue-words.ts';
import { aDatabase } from '../builders/a-store.ts';

const WORDS = [
  'ladder',
  'Lad',
  'chloé',
  'ÆRØ',
  'guard',
  'guards',
  '42',
  'o’neil',
  'x',
  'Straße',
  'ñandú',
  'Ärger',
];
const text = fc
  .array(fc.constantFrom(...WORDS, '-', '"', '\n', '(', '*'), { maxLength: 12 })
  .map((all) => all.join(' '));
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        '"',
        '*',
        'AND',
        'OR',
        'NOT',
        'NEAR(',
        ')',
        '^',
        ':',
        '-',
        '+',
        '{',
        '\0',
        'a',
        "'",
        '\\',
        '\ud800',
      ),
      { maxLength: 20 },
    )
    .map((all) => all.join('')),
);
const typed = fc
  .array(
    fc.oneof(fc.constantFrom(...WORDS), fc.constantFrom('lad', 'gua', '"ladder guard"', 'chl', '"x', 'STR')),
    { maxLength: 3 },
  )
  .map((all) => all.join(' '));

/** Looks at every word: pieces must occur, in quotes word for word. */
function holds(plain: string, asked: string): boolean {
  const words = foldWords(plain);
  return parseSearch(asked).every(({ words: wanted, isPhrase }) =>
    words.some((_, at) =>
      wanted.every((word, place) => {
        const isLast = place === wanted.length - 1;
        const mayGoOn = isLast && !isPhrase && [...word].length >= 3;
        return mayGoOn ? words[at + place]?.startsWith(word) : words[at + place] === word;
      }),
    ),
  );
}

describe('searching', () => {
  const db = () => {
    const open = aDatabase();
    return { open, texts: evidenceTexts(open, { fact: () => null }) };
  };

  it('takes whatever is typed, and never lets it be read as syntax', () => {
    const { open } = db();
    const match = open.prepare<[string]>('SELECT count(*) FROM evidence_words WHERE evidence_words MATCH ?');
    fc.assert(
      fc.property(anything, (asked) => {
        const query = ftsQuery(parseSearch(asked));
        if (query !== null) match.get(query);
        expect(query ?? '""').toMatch(/^"[^"*^:(){}+-]*"\*?( AND "[^"*^:(){}+-]*"\*?)*$/);
      }),
      { numRuns: 500 },
    );
  });

  it('finds in evidence what a look at every word finds', () => {
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 8 }),
        fc.array(typed, { minLength: 1, maxLength: 6 }),
        (all, questions) => {
          const { open, texts } = db();
          texts.add(
            3,
            0,
            all.map((one, index) => ({ place: { kind: 'page', page: index + 1 }, text: one })),
          );
          const match = open
            .prepare<[string], number>(
              'SELECT rowid FROM evidence_words WHERE evidence_words MATCH ? ORDER BY rowid',
            )
            .pluck();
          for (const asked of questions) {
            const query = ftsQuery(parseSearch(asked));
            if (query === null) continue;
            const expected = all.flatMap((one, index) => (holds(one, asked) ? [3 * 4096 + index] : []));
            expect(match.all(query)).toEqual(expected);
          }
          open.close();
        },
      ),
      { numRuns: 200 },
    );
  });

  it('finds in a long list of names what a look at each finds, also after some were changed', () => {
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 12 }),
        fc.array(fc.tuple(fc.nat({ max: 14 }), text), { maxLength: 6 }),
        typed,
        (all, changes, asked) => {
          const listed = new QueueWords(0);
          const plain = new QueueWords(Number.POSITIVE_INFINITY);
          for (const [slot, one] of all.entries()) for (const words of [listed, plain]) words.put(slot, one);
          listed.prepare();
          for (const [slot, one] of changes) {
            if (slot > all.length) continue;
            for (const words of [listed, plain]) words.put(slot, one);
          }
          for (const term of parseSearch(asked)) {
            const [a, b] = [new Uint8Array(20), new Uint8Array(20)];
            listed.find(term, a, 1);
            plain.find(term, b, 1);
            expect(a).toEqual(b);
          }
        },
      ),
    );
  });
});
