// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rangesOfTarget, readText, targetsOfRange } from '../../../renderer/reader/text-anchors.ts';

const squeezed = (text: string) => text.replace(/\s+/g, '');

function page(markup: string): HTMLElement {
  const root = document.createElement('main');
  root.innerHTML = markup;
  document.body.replaceChildren(root);
  return root;
}

/** The range from the first occurrence of one text to the end of the first occurrence of another. */
function between(root: HTMLElement, from: string, to = from): Range {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let hasStart = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent ?? '';
    if (!hasStart && text.includes(from)) {
      range.setStart(node, text.indexOf(from));
      hasStart = true;
    }
    if (hasStart && text.includes(to)) {
      range.setEnd(node, text.indexOf(to) + to.length);
      return range;
    }
  }
  throw new Error(`“${from}” to “${to}” is not on the page`);
}

const wordsAt = (root: HTMLElement, target: Parameters<typeof rangesOfTarget>[0]) =>
  (rangesOfTarget(target, readText(root)) ?? []).map(String).join('');

describe('words of a document as places', () => {
  it('counts the text of the document, and quotes it with a blank where a block or line ends', () => {
    const root = page(
      '<h1>Report</h1><p>Two guards<br>were <b>missing</b>.</p><ul><li>one</li><li>two</li></ul>',
    );
    expect(targetsOfRange(between(root, 'guards', 'one'), readText(root))).toEqual([
      {
        kind: 'text',
        part: null,
        start: 10,
        end: 32,
        quote: 'guards were missing. one',
        before: 'ReportTwo',
        after: 'two',
      },
    ]);
  });

  it('is one place for each part the selection reaches into', () => {
    const root = page(
      '<p>Above</p><section data-part="cell 1"><p>first words</p></section><section data-part="cell 2"><p>second words</p></section>',
    );
    const places = targetsOfRange(between(root, 'words', 'second'), readText(root)) ?? [];
    expect(places.map(({ part, quote, start }) => [part, quote, start])).toEqual([
      ['cell 1', 'words', 6],
      ['cell 2', 'second', 0],
    ]);
    expect(places.map((place) => wordsAt(root, place))).toEqual(['words', 'second']);
  });

  it('passes over what a reader put around the words, and over styles', () => {
    const root = page(
      '<style>p { color: red }</style><p><span data-furniture>In [1]</span>mean(readings)</p>',
    );
    const [place] = targetsOfRange(between(root, 'In', 'readings'), readText(root)) ?? [];
    expect(place).toMatchObject({ start: 0, quote: 'mean(readings' });
  });

  it('is nothing where only blanks, or only things that are no words, are selected', () => {
    const root = page('<p>one</p>   <p><img alt="x">two</p>');
    const range = document.createRange();
    range.setStart(root, 1);
    range.setEnd(root, 2);
    expect(targetsOfRange(range, readText(root))).toBeNull();
  });

  it('finds the same words again when another version reads more before them', () => {
    const place = (targetsOfRange(
      between(page('<p>The saw had no guard.</p>'), 'had no guard'),
      readText(document.body),
    ) ?? [])[0];
    if (!place) throw new Error('nothing was selected');
    expect(wordsAt(page('<header>Read aloud: </header><div>The\n saw\n had no\n guard.</div>'), place)).toBe(
      'had no\n guard',
    );
  });

  it('tells equal words apart by what is around them, then by how near they are', () => {
    const text = 'left guard missing. right guard missing. upper guard missing.';
    const range = document.createRange();
    const root = page(`<p>${text}</p>`);
    const node = root.querySelector('p')?.firstChild;
    if (!node) throw new Error('no text');
    range.setStart(node, text.indexOf('guard', text.indexOf('right')));
    range.setEnd(node, text.indexOf('guard', text.indexOf('right')) + 5);
    const [place] = targetsOfRange(range, readText(root)) ?? [];
    if (!place) throw new Error('nothing was selected');
    const moved = page(`<p>An introduction that was not there. ${text}</p>`);
    const found = rangesOfTarget(place, readText(moved))?.[0];
    expect(found?.startOffset).toBe(`An introduction that was not there. ${text}`.indexOf('guard', 57));
    const bare = { ...place, before: '', after: '', start: 0, end: 0 };
    expect(rangesOfTarget(bare, readText(root))?.[0]?.startOffset).toBe(5);
  });

  it('says so where the document does not say it', () => {
    const root = page('<p>Nothing of the kind</p>');
    const place = {
      kind: 'text',
      part: null,
      start: 0,
      end: 7,
      quote: 'guards',
      before: '',
      after: '',
    } as const;
    expect(rangesOfTarget(place, readText(root))).toBeNull();
    expect(rangesOfTarget({ ...place, quote: ' ' }, readText(root))).toBeNull();
  });

  it('finds a place whose part has another name now', () => {
    const root = page('<section data-part="body"><p>He tested twice.</p></section>');
    const place = {
      kind: 'text',
      part: 'text',
      start: 3,
      end: 9,
      quote: 'tested',
      before: 'He',
      after: 'twice.',
    } as const;
    expect(wordsAt(root, place)).toBe('tested');
  });

  it('keeps the whole of a selection longer than what is quoted of it', () => {
    const long = 'word '.repeat(3_000).trim();
    const root = page(`<p>${long}</p>`);
    const [place] = targetsOfRange(between(root, long), readText(root)) ?? [];
    expect(place?.quote.length).toBe(4000);
    if (place) expect(wordsAt(root, place)).toBe(long);
  });
});

const word = fc.constantFrom(
  'saw',
  'guard',
  'the',
  'Zürich',
  '日本',
  'e\u0301',
  '👩‍🔧',
  '1.5',
  'a',
  '\u00a0',
);
const run = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const inline = fc.tuple(fc.constantFrom('', 'b', 'i', 'span data-furniture', 'a'), run).map(([tag, text]) => {
  const [name] = tag.split(' ');
  return tag === '' ? text : `<${tag}>${text}</${name}>`;
});
const block = fc
  .tuple(fc.constantFrom('p', 'div', 'pre'), fc.array(inline, { minLength: 1, maxLength: 4 }))
  .map(([tag, parts]) => `<${tag}>${parts.join(' ')}</${tag}>`);
const section = fc
  .tuple(
    fc.option(fc.constantFrom('cell 1', 'cell 2', 'body')),
    fc.array(block, { minLength: 1, maxLength: 4 }),
  )
  .map(([part, blocks]) =>
    part === null ? blocks.join('\n') : `<section data-part="${part}">${blocks.join('\n')}</section>`,
  );
const markup = fc.array(section, { minLength: 1, maxLength: 5 }).map((sections) => sections.join('\n'));
const share = fc.double({ min: 0, max: 1, noNaN: true });

/** A selection between two points of the text, as a mouse would make it. */
function select(root: HTMLElement, from: number, to: number): Range {
  const nodes: Text[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node instanceof Text) nodes.push(node);
  const length = nodes.reduce((sum, node) => sum + node.length, 0);
  const [low, high] = [Math.min(from, to), Math.max(from, to)].map((at) => Math.round(at * length));
  const range = document.createRange();
  let passed = 0;
  let isStarted = false;
  for (const node of nodes) {
    if (!isStarted && (low ?? 0) <= passed + node.length) {
      range.setStart(node, (low ?? 0) - passed);
      isStarted = true;
    }
    if ((high ?? 0) <= passed + node.length) {
      range.setEnd(node, (high ?? 0) - passed);
      return range;
    }
    passed += node.length;
  }
  return range;
}

describe('any selection in any document', () => {
  it('leads back to the very words it covered', () => {
    fc.assert(
      fc.property(markup, share, share, (html, from, to) => {
        const root = page(html);
        for (const place of targetsOfRange(select(root, from, to), readText(root)) ?? []) {
          const ranges = rangesOfTarget(place, readText(root)) ?? [];
          const text = readText(root).parts.get(place.part)?.text ?? '';
          const said = ranges.map((range) => withoutFurniture(range)).join('');
          expect(said).toContain(text.slice(place.start, place.end).trim().slice(0, 1));
          expect(squeezed(text.slice(place.start, place.end))).toBe(squeezed(place.quote));
          expect(squeezed(said)).toContain(squeezed(place.quote).slice(0, 2));
        }
      }),
      { numRuns: 80 },
    );
  });

  it('passes over another part that lies between its words', () => {
    const root = page('<p>saw</p><section data-part="cell 1"><p>not this</p></section><p>saw</p>');
    const [place] = targetsOfRange(select(root, 0, 1), readText(root)) ?? [];
    if (!place) throw new Error('nothing was chosen');
    expect((rangesOfTarget(place, readText(root)) ?? []).map(String)).toEqual(['saw', 'saw']);
  });

  it('says the same words after the document was read with other blanks and more before it', () => {
    fc.assert(
      fc.property(markup, share, share, run, (html, from, to, more) => {
        const root = page(html);
        const places = targetsOfRange(select(root, from, to), readText(root)) ?? [];
        const spread = html.replaceAll(
          />([^<]*)</g,
          (_, text: string) => `>${text.replaceAll(' ', '\n  ')}<`,
        );
        const again = page(`<p>${more}</p>\n\n${spread}`);
        for (const place of places) {
          const found = rangesOfTarget(place, readText(again));
          expect(found).not.toBeNull();
          const said = squeezed((found ?? []).map((range) => withoutFurniture(range)).join(''));
          expect(said).toBe(squeezed(place.quote));
        }
      }),
      { numRuns: 80 },
    );
  });
});

function withoutFurniture(range: Range): string {
  const copy = document.createElement('div');
  copy.append(range.cloneContents());
  for (const one of copy.querySelectorAll('[data-furniture]')) one.remove();
  return copy.textContent ?? '';
}
