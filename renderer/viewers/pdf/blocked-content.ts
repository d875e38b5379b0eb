import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { z } from 'zod';
import { countScripts, entriesOf, type PageAnnotations } from './page-annotations.ts';

/** What a PDF holds that would act if a viewer let it. */
export interface BlockedContent {
  readonly scripts: number;
  readonly printsItself: boolean;
  /** Names of attached files; the files themselves are not even unpacked. */
  readonly files: readonly string[];
  readonly films: number;
  /** A form that builds itself; only the page made for other readers is shown. */
  readonly isXfa: boolean;
  readonly isSigned: boolean;
}

export const NOTHING_BLOCKED: BlockedContent = {
  scripts: 0,
  printsItself: false,
  files: [],
  films: 0,
  isXfa: false,
  isSigned: false,
};

const Attachment = z.object({ filename: z.string() });
const OpenAction = z.object({ action: z.string() });
/** Of what a document says of itself only this is read: its title and author may name the learner. */
const About = z.object({
  info: z.object({ IsXFAPresent: z.boolean().catch(false), IsSignaturesPresent: z.boolean().catch(false) }),
});
const PRINTS = /\bprint\s*\(/;

/** What the document as a whole holds. Never throws: what cannot be read does not act either. */
export async function readBlocked(document: PDFDocumentProxy): Promise<BlockedContent> {
  const nothing = () => null;
  const [scripts, fields, opening, attached, about] = await Promise.all([
    document.getJSActions().catch(nothing),
    document.getFieldObjects().catch(nothing),
    document.getOpenAction().catch(nothing),
    document.getAttachments().catch(nothing),
    document.getMetadata().catch(nothing),
  ]);
  const texts = entriesOf(scripts).flatMap(([, script]) => z.array(z.string()).catch([]).parse(script));
  const inFields = entriesOf(fields)
    .flatMap(([, same]) => (Array.isArray(same) ? same : []))
    .map((field) =>
      countScripts(z.object({ actions: z.unknown().optional() }).safeParse(field).data?.actions),
    );
  const action = OpenAction.safeParse(Object.fromEntries(entriesOf(opening))).data?.action;
  const info = About.safeParse(about).data?.info;
  return {
    scripts: texts.length + inFields.reduce((sum, count) => sum + count, 0),
    printsItself: action === 'Print' || texts.some((text) => PRINTS.test(text)),
    files: entriesOf(attached).map(([name, file]) => Attachment.safeParse(file).data?.filename ?? name),
    films: 0,
    isXfa: info?.IsXFAPresent ?? false,
    isSigned: info?.IsSignaturesPresent ?? false,
  };
}

/** With what the pages seen so far hold besides. */
export function withPages(document: BlockedContent, pages: Iterable<PageAnnotations>): BlockedContent {
  let { scripts, films } = document;
  const files = [...document.files];
  for (const page of pages) {
    scripts += page.scripts;
    films += page.films;
    files.push(...page.files);
  }
  return { ...document, scripts, films, files };
}
