import { t } from '../../messages/t.ts';
import { outlineOf } from '../outline-of.ts';
import prose from '../prose.css?inline';
import { type ReaderPage, Refusal } from '../reader-page.ts';
import { finishMarkdown, renderMarkdown } from '../render-markdown.ts';
import css from './notebook.css?inline';
import { bundleOf, Notebook, type NotebookCell, type NotebookOutput, textIn } from './notebook-shape.ts';
import { terminalText } from './terminal-text.ts';

const MAX_CELLS = 5_000;
const MAX_OUTPUT = 200_000;
/** In the order in which they say most. */
const PICTURES = ['image/svg+xml', 'image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const;
const WIDGET = 'application/vnd.jupyter.widget-view+json';

/** A notebook as it was last saved: notes, code, and what running it had answered. Nothing is run. */
export async function read(bytes: Uint8Array, page: ReaderPage): Promise<void> {
  page.addStyle(prose);
  page.addStyle(css);
  page.root.classList.add('prose', 'notebook');
  const notebook = parse(bytes);
  const cells = notebook.cells ?? (notebook.worksheets ?? []).flatMap((sheet) => sheet.cells);
  if (cells.length === 0) page.root.append(element('p', 'nothing', t('notebook.nothing')));
  for (const [index, cell] of cells.slice(0, MAX_CELLS).entries()) {
    const section = element('section', `cell ${cell.cell_type === 'code' ? 'code' : 'note'}`);
    section.dataset.part = t('notebook.cell', { n: index + 1 });
    page.root.append(section);
    if (cell.cell_type === 'code') putCode(cell, section, page);
    else putNote(cell, section, page);
  }
  if (cells.length > MAX_CELLS) page.notShown('cut');
  finishMarkdown(page.root);
  page.outline(outlineOf(page.root));
}

function parse(bytes: Uint8Array): Notebook {
  try {
    const parsed = Notebook.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    if (parsed.success) return parsed.data;
  } catch {}
  throw new Refusal('damaged');
}

function putNote(cell: NotebookCell, into: HTMLElement, page: ReaderPage): void {
  const source = cell.source ?? '';
  if (cell.cell_type === 'raw') {
    into.append(element('pre', 'raw', source));
    return;
  }
  const level = cell.cell_type === 'heading' ? Math.min(6, Math.max(1, Math.round(cell.level ?? 1))) : null;
  if (level !== null) {
    into.append(element(`h${level}`, '', source));
    return;
  }
  page.putMarkup(into, renderMarkdown(withAttachments(source, cell)));
}

/** Pictures that were pasted into a note are kept beside it. */
function withAttachments(source: string, { attachments }: NotebookCell): string {
  if (!attachments) return source;
  return source.replace(/attachment:([^)\s"']+)/g, (whole, name: string) => {
    const bundle = attachments[decoded(name)] ?? attachments[name];
    for (const type of PICTURES) {
      const picture = bundle && textIn(bundle, type);
      if (picture) return pictureAddress(type, picture);
    }
    return whole;
  });
}

function putCode(cell: NotebookCell, into: HTMLElement, page: ReaderPage): void {
  const run = cell.execution_count ?? cell.prompt_number ?? null;
  into.append(label(run === null ? t('notebook.notRun') : t('notebook.in', { n: run }), 'in'));
  const source = element('pre', 'source');
  source.append(element('code', '', cell.source ?? cell.input ?? ''));
  into.append(source);
  for (const output of cell.outputs ?? []) putOutput(output, into, page);
}

function putOutput(output: NotebookOutput, into: HTMLElement, page: ReaderPage): void {
  const box = element('div', 'output');
  switch (output.output_type) {
    case 'stream': {
      const isError = (output.name ?? output.stream) === 'stderr';
      if (isError) box.append(label(t('notebook.stderr'), 'out'));
      box.append(printed(output.text ?? '', isError ? 'printed stderr' : 'printed', page));
      break;
    }
    case 'error':
    case 'pyerr': {
      box.append(label(t('notebook.error'), 'out'));
      const said = (output.traceback ?? []).join('\n') || `${output.ename ?? ''}: ${output.evalue ?? ''}`;
      box.append(printed(said, 'printed error', page));
      break;
    }
    default: {
      const number = output.execution_count ?? output.prompt_number ?? null;
      if (number !== null) box.append(label(t('notebook.out', { n: number }), 'out'));
      putBundle(bundleOf(output), box, page);
    }
  }
  if (box.childNodes.length > 0) into.append(box);
}

/** The representation that says most without being run. */
function putBundle(bundle: Readonly<Record<string, unknown>>, into: HTMLElement, page: ReaderPage): void {
  if (bundle[WIDGET] !== undefined) page.notShown('widgets');
  if (bundle['application/javascript'] !== undefined) page.blocked('scripts');
  const html = textIn(bundle, 'text/html');
  const picture = PICTURES.find((type) => textIn(bundle, type) !== null);
  // A chart that draws itself by a script often brings a picture of itself too.
  if (html !== null && !(picture !== undefined && /<script/i.test(html))) {
    const area = element('div', 'markup');
    page.putMarkup(area, html);
    if ((area.textContent ?? '').trim() !== '' || area.querySelector('img, svg') !== null) {
      into.append(area);
      return;
    }
  }
  if (picture !== undefined) {
    const image = document.createElement('img');
    image.alt = textIn(bundle, 'text/plain') ?? '';
    image.src = pictureAddress(picture, textIn(bundle, picture) ?? '');
    into.append(image);
    return;
  }
  const markdown = textIn(bundle, 'text/markdown');
  if (markdown !== null) {
    page.putMarkup(into, renderMarkdown(markdown));
    return;
  }
  const text =
    textIn(bundle, 'text/plain') ?? textIn(bundle, 'text/latex') ?? textIn(bundle, 'application/json');
  if (text !== null) into.append(printed(text, 'printed', page));
}

/** A drawing inside a picture element runs nothing and fetches nothing, by its own rules. */
function pictureAddress(type: string, content: string): string {
  return type === 'image/svg+xml' && !/^[A-Za-z0-9+/=\s]+$/.test(content)
    ? `data:${type};charset=utf-8,${encodeURIComponent(content)}`
    : `data:${type};base64,${content.replace(/\s+/g, '')}`;
}

function printed(text: string, className: string, page: ReaderPage): HTMLElement {
  const shown = terminalText(text.slice(0, MAX_OUTPUT));
  const pre = element('pre', className, shown.replace(/\n$/, ''));
  if (text.length > MAX_OUTPUT) {
    page.notShown('cut');
    pre.append('\n', label(t('notebook.cut', { n: text.length - MAX_OUTPUT }), 'rest'));
  }
  return pre;
}

function label(text: string, className: string): HTMLElement {
  const made = element('span', `label-${className}`, text);
  made.dataset.furniture = '';
  return made;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function element(name: string, className: string, text?: string): HTMLElement {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}
