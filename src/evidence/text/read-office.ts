import { type GuardedZip, openGuardedZip } from './guarded-zip.ts';
import { textOfHtml } from './read-markup.ts';
import { readSheets } from './read-sheets.ts';
import type { TextBudget } from './text-budget.ts';
import { Unreadable } from './text-types.ts';
import { readXml, relationsOf } from './xml-events.ts';

export type OfficeKind = 'word' | 'slides' | 'sheets' | 'open_document' | 'book';

/** Word, slides, spreadsheets, OpenDocument and books: all of them XML in a zip. */
export async function readOffice(path: string, kind: OfficeKind, budget: TextBudget): Promise<void> {
  const zip = await openGuardedZip(path);
  try {
    switch (kind) {
      case 'word':
        return await readWord(zip, budget);
      case 'slides':
        return await readSlides(zip, budget);
      case 'sheets':
        return await readSheets(zip, budget);
      case 'open_document':
        return await readOpenDocument(zip, budget);
      case 'book':
        return await readBook(zip, budget);
    }
  } finally {
    zip.close();
  }
}

/** Text in `w:t` or `a:t`, a line for each paragraph. What was deleted while changes were tracked is no `t`. */
async function readRuns(zip: GuardedZip, part: string, prefix: 'w' | 'a', full: (text: string) => boolean) {
  let text = '';
  let isText = false;
  await readXml(zip, part, {
    open(name) {
      if (name === `${prefix}:t`) isText = true;
      else if (name === `${prefix}:tab` || name === `${prefix}:tc`) text += ' ';
      else if (name === `${prefix}:br`) text += '\n';
    },
    text(piece) {
      if (isText) text += piece;
    },
    close(name) {
      if (name === `${prefix}:t`) isText = false;
      if (name !== `${prefix}:p`) return;
      text += '\n';
      if (text.length < 4000) return;
      const isFull = full(text);
      text = '';
      return isFull;
    },
  });
  if (text !== '') full(text);
}

async function readWord(zip: GuardedZip, budget: TextBudget): Promise<void> {
  const main = zip.names.filter((name) => /^word\/document\d*\.xml$/.test(name));
  if (main.length === 0) throw new Unreadable('broken');
  const around = zip.names
    .filter((name) => /^word\/(header|footer|footnotes|endnotes|comments)\d*\.xml$/.test(name))
    .sort();
  for (const part of [...main, ...around])
    await readRuns(zip, part, 'w', (text) => !budget.add({ kind: 'whole' }, text));
}

async function readSlides(zip: GuardedZip, budget: TextBudget): Promise<void> {
  const relations = await relationsOf(zip, 'ppt/presentation.xml');
  const slides: string[] = [];
  await readXml(zip, 'ppt/presentation.xml', {
    open(name, attributes) {
      const slide = name === 'p:sldId' ? relations.get(attributes['r:id'] ?? '') : undefined;
      if (slide) slides.push(slide);
    },
  });
  for (const [index, slide] of slides.entries()) {
    const place = { kind: 'slide', slide: index + 1 } as const;
    const notes = [...(await relationsOf(zip, slide)).values()].filter((part) => part.includes('notesSlide'));
    for (const part of [slide, ...notes]) {
      await readRuns(zip, part, 'a', (text) => !budget.add(place, text));
      if (budget.isFull) return;
    }
  }
}

async function readOpenDocument(zip: GuardedZip, budget: TextBudget): Promise<void> {
  let text = '';
  let depth = 0;
  let slide = 0;
  let sheet: string | null = null;
  const flush = () => {
    const place =
      sheet !== null
        ? ({ kind: 'sheet', sheet } as const)
        : slide > 0
          ? ({ kind: 'slide', slide } as const)
          : ({ kind: 'whole' } as const);
    const isFull = text !== '' && !budget.add(place, text);
    text = '';
    return isFull;
  };
  await readXml(zip, 'content.xml', {
    open(name, attributes) {
      if (name === 'text:p' || name === 'text:h') depth += 1;
      else if (name === 'text:s' || name === 'text:tab') text += ' ';
      else if (name === 'text:line-break') text += '\n';
      else if (name === 'draw:page') slide += 1;
      else if (name === 'office:spreadsheet') sheet = '';
      else if (name === 'table:table' && sheet !== null)
        sheet = (attributes['table:name'] ?? '').slice(0, 400);
    },
    text(piece) {
      if (depth > 0) text += piece;
    },
    close(name) {
      if (name === 'text:p' || name === 'text:h') {
        depth -= 1;
        text += sheet === null ? '\n' : ' ';
      } else if (name === 'table:table-row') text += '\n';
      const ends = name === 'draw:page' || (name === 'table:table' && sheet !== null);
      return ends || text.length >= 4000 ? flush() : undefined;
    },
  });
  flush();
}

async function readBook(zip: GuardedZip, budget: TextBudget): Promise<void> {
  for (const name of zip.names.filter((one) => /\.x?html?$/i.test(one)).sort()) {
    let html = '';
    await zip.read(name, (text) => {
      html += text;
      return html.length < 10_000_000;
    });
    if (!budget.add({ kind: 'whole' }, textOfHtml(html))) return;
  }
}
