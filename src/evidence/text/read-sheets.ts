import type { GuardedZip } from './guarded-zip.ts';
import type { TextBudget } from './text-budget.ts';
import { readXml, relationsOf } from './xml-events.ts';

const MAX_SHARED_CHARS = 32_000_000;

/** The cells of every sheet, a line for each row. */
export async function readSheets(zip: GuardedZip, budget: TextBudget): Promise<void> {
  const shared = await sharedStrings(zip, budget);
  const relations = await relationsOf(zip, 'xl/workbook.xml');
  const sheets: { readonly name: string; readonly part: string }[] = [];
  await readXml(zip, 'xl/workbook.xml', {
    open(name, attributes) {
      const part = relations.get(attributes['r:id'] ?? '');
      if (name === 'sheet' && part) sheets.push({ name: (attributes.name ?? '').slice(0, 400), part });
    },
  });
  for (const { name, part } of sheets) {
    await readCells(zip, part, shared, (text) => !budget.add({ kind: 'sheet', sheet: name }, text));
    if (budget.isFull) return;
  }
}

/** What cells name by number; phonetic guides are left out. */
async function sharedStrings(zip: GuardedZip, budget: TextBudget): Promise<readonly string[]> {
  const strings: string[] = [];
  let text = '';
  let chars = 0;
  let isText = false;
  let phonetic = 0;
  await readXml(zip, 'xl/sharedStrings.xml', {
    open(name) {
      if (name === 't') isText = true;
      else if (name === 'rPh') phonetic += 1;
    },
    text(piece) {
      if (isText && phonetic === 0) text += piece;
    },
    close(name) {
      if (name === 't') isText = false;
      else if (name === 'rPh') phonetic -= 1;
      if (name !== 'si') return;
      strings.push(text);
      chars += text.length;
      text = '';
      if (chars > MAX_SHARED_CHARS) budget.cut();
      return chars > MAX_SHARED_CHARS;
    },
  });
  return strings;
}

async function readCells(
  zip: GuardedZip,
  part: string,
  shared: readonly string[],
  full: (text: string) => boolean,
): Promise<void> {
  let rows = '';
  let value = '';
  let isShared = false;
  let isValue = false;
  await readXml(zip, part, {
    open(name, { t }) {
      if (name === 'c') {
        isShared = t === 's';
        value = '';
      } else if (name === 'v' || name === 't') isValue = true;
    },
    text(piece) {
      if (isValue) value += piece;
    },
    close(name) {
      if (name === 'v' || name === 't') isValue = false;
      else if (name === 'c') rows += `${isShared ? (shared[Number(value)] ?? '') : value} `;
      else if (name === 'row') {
        rows += '\n';
        if (rows.length < 4000) return;
        const isFull = full(rows);
        rows = '';
        return isFull;
      }
      return;
    },
  });
  if (rows !== '') full(rows);
}
