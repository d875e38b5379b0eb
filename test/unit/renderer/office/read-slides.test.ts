// @vitest-environment jsdom
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { read } from '../../../../renderer/reader/slides/read-slides.ts';
import { aPresentation, zipped } from '../../../builders/an-office-file.ts';
import { aReaderPage, standInForLayout } from './a-reader-page.ts';

const CORPUS = '../shared/corpora/office/pptx';
const files = existsSync(CORPUS) ? readdirSync(CORPUS).filter((name) => name.endsWith('.pptx')) : [];

beforeAll(standInForLayout);

async function opened(bytes: Uint8Array) {
  const page = aReaderPage();
  await read(bytes, page);
  return page;
}
const fileOf = (name: string) => new Uint8Array(readFileSync(join(CORPUS, name)));
const squeezed = (text: string | null) => (text ?? '').replace(/\s+/g, '');

/** A file of the corpus with some of its parts written anew. */
function changed(name: string, parts: Readonly<Record<string, (xml: string) => string>>): Uint8Array {
  const all = unzipSync(fileOf(name));
  const written = Object.entries(parts).map(([part, change]) => [
    part,
    change(new TextDecoder().decode(all[part] ?? new Uint8Array())),
  ]);
  return zipped({ ...all, ...Object.fromEntries(written) });
}

describe.skipIf(files.length === 0)('python-pptx’s own files (skipped where ../shared is absent)', () => {
  it.each(files)('%s opens and shows every word of its slides', async (name) => {
    const bytes = fileOf(name);
    const page = await opened(bytes);
    const slides = Object.entries(unzipSync(bytes)).filter(([part]) =>
      /^ppt\/slides\/slide\d+\.xml$/.test(part),
    );
    expect(page.root.querySelectorAll('.assay-slide')).toHaveLength(slides.length);
    const shown = squeezed(page.root.textContent);
    for (const [, xml] of slides) {
      const tree = new DOMParser().parseFromString(new TextDecoder().decode(xml), 'application/xml');
      for (const words of tree.getElementsByTagNameNS('*', 't')) {
        expect(shown).toContain(squeezed(words.textContent));
      }
    }
  });

  it.each([
    ['test.pptx', 'slide 1', 'Presentation Title Text'],
    ['features-sld-notes.pptx', 'slide 1 notes', 'Notes'],
    ['features-shp-access-chart.pptx', 'slide 1 chart', 'Category 1'],
    ['features-tbl-cell.pptx', 'slide 1', 'unladen swallows'],
    ['test_slides.pptx', 'slide 1', 'Group test text'],
  ])('%s has in %s “%s”', async (name, part, words) => {
    expect((await opened(fileOf(name))).wordsOf(part)).toContain(words);
  });

  it('says which charts and recordings it does not draw or play', async () => {
    const chart = await opened(fileOf('features-shp-access-chart.pptx'));
    expect(Object.fromEntries(chart.told.notShown)).toEqual({ charts: 1 });
    const film = await opened(fileOf('features-shp-movie-props.pptx'));
    expect(Object.fromEntries(film.told.notShown)).toEqual({ media: 1 });
  });

  it('shows slides in the order of the show, not of their making, and says which are hidden', async () => {
    const bytes = changed('features-shp-shapes.pptx', {
      'ppt/presentation.xml': (xml) => {
        const entries = xml.match(/<p:sldId [^>]*\/>/g) ?? [];
        return xml.replace(entries.join(''), entries.toReversed().join(''));
      },
      'ppt/slides/slide1.xml': (xml) => xml.replace('<p:sld ', '<p:sld show="0" '),
    });
    const page = await opened(bytes);
    expect(page.told.outline.map(({ title }) => title)).toEqual(['Slide 1', 'Slide 2: shapes[0]']);
    expect(page.root.querySelectorAll('h2')[1]?.textContent).toBe('Slide 2, hidden in the show');
    expect(page.wordsOf('slide 2')).toContain('shapes[0]');
  });

  it('finds a box on a slide where it was drawn, in points of the slide', async () => {
    const page = await opened(fileOf('test.pptx'));
    const located = page.told.places?.locate({
      kind: 'page',
      page: 1,
      rects: [{ x: 72, y: 36, width: 144, height: 72 }],
      quote: null,
    });
    expect(located).toMatchObject({
      kind: 'boxes',
      boxes: [{ rect: { x: 96, y: 48, width: 192, height: 96 } }],
    });
    expect(page.told.places?.locate({ kind: 'page', page: 9, rects: [], quote: null })).toBeNull();
  });
});

describe('a presentation', () => {
  it('shows its slides with their notes, each a part of its own', async () => {
    const page = await opened(
      aPresentation([['Site walk', 'Two guards open'], ['Actions']], { 1: 'Say who saw it.' }),
    );
    expect(page.told.outline.map(({ title }) => title)).toEqual(['Slide 1: Site walk', 'Slide 2: Actions']);
    expect(page.wordsOf('slide 1').trim()).toMatch(/Site walk\s*Two guards open/);
    expect(page.wordsOf('slide 1 notes')).toContain('Say who saw it.');
    expect(page.wordsOf('slide 2')).toContain('Actions');
    expect(page.wordsOf(null)).toBe('');
  });

  it('that is none is refused', async () => {
    await expect(read(zipped({ 'a.xml': '<a/>' }), aReaderPage())).rejects.toMatchObject({ code: 'damaged' });
  });
});
