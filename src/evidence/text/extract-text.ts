import { readMail } from './read-mail.ts';
import { readHtml } from './read-markup.ts';
import { readNotebook } from './read-notebook.ts';
import { type OfficeKind, readOffice } from './read-office.ts';
import { readPdf } from './read-pdf.ts';
import { readPlain } from './read-plain.ts';
import { TextBudget } from './text-budget.ts';
import { type Extraction, Unreadable } from './text-types.ts';

const OFFICE: readonly (readonly [prefix: string, kind: OfficeKind])[] = [
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.', 'word'],
  ['application/vnd.openxmlformats-officedocument.presentationml.', 'slides'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.', 'sheets'],
  ['application/vnd.ms-word.document.macroenabled', 'word'],
  ['application/vnd.ms-powerpoint.presentation.macroenabled', 'slides'],
  ['application/vnd.ms-excel.sheet.macroenabled', 'sheets'],
  ['application/vnd.oasis.opendocument.', 'open_document'],
  ['application/epub+zip', 'book'],
];
const READABLE = new Set([
  'application/json',
  'application/xml',
  'application/javascript',
  'application/sql',
  'application/toml',
  'application/yaml',
  'application/x-sh',
]);

type Reader = (path: string, budget: TextBudget) => Promise<void>;

/** What reads files of this media type; null where they have no text that is looked for. */
export function readerFor(mediaType: string): Reader | null {
  const type = mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/pdf') return readPdf;
  if (type === 'text/html' || type === 'application/xhtml+xml' || type === 'image/svg+xml') return readHtml;
  if (type === 'message/rfc822') return readMail;
  if (type === 'application/x-ipynb+json') return readNotebook;
  const office = OFFICE.find(([prefix]) => type.startsWith(prefix))?.[1];
  if (office) return (path, budget) => readOffice(path, office, budget);
  return type.startsWith('text/') || READABLE.has(type) ? readPlain : null;
}

/** The text of a file of that media type. Never throws for what the file holds. */
export async function extractText(path: string, mediaType: string): Promise<Extraction> {
  const read = readerFor(mediaType);
  if (!read) return { ok: false, why: 'no_text' };
  const budget = new TextBudget();
  try {
    await read(path, budget);
    return { ok: true, text: budget.result() };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { ok: false, why: 'missing' };
    return { ok: false, why: error instanceof Unreadable ? error.why : 'broken' };
  }
}
