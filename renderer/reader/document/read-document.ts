import { parseAsync, renderDocument } from 'docx-preview';
import { t } from '../../messages/t.ts';
import { officeFontFaces } from '../office/font-faces.ts';
import { openPackage, packParts, relationshipMap, tellFound } from '../office/open-package.ts';
import { readChart } from '../office/read-chart.ts';
import { all, attribute, first, parsePart, serialise } from '../office/xml.ts';
import { type ReaderOutlineEntry, type ReaderPage, Refusal } from '../reader-page.ts';
import documentCss from './document.css?inline';
import { listComments, listTrackedChanges } from './list-remarks.ts';
import { type BehindDrawings, normaliseBody } from './normalise-body.ts';
import { normaliseNumbering } from './normalise-numbering.ts';
import {
  bookmark,
  type Change,
  type Comment,
  headingStyles,
  listChanges,
  takeComments,
} from './read-comments.ts';
import { readOpenDocument } from './read-open-document.ts';

/** What was learned of a document while it was made ready to draw. */
interface Prepared {
  readonly parts: ReadonlyMap<string, Uint8Array>;
  readonly comments: readonly Comment[];
  readonly changes: readonly Change[];
}

/**
 * A Word document (or, without its pages, one of OpenDocument): pages with headers, footers, notes, pictures and tables as docx-preview lays them out; comments and
 * tracked changes listed after them. Headers, footers and notes are parts of their own, the text is the part `null`.
 */
export async function read(bytes: Uint8Array, page: ReaderPage): Promise<void> {
  const opened = openPackage(bytes, page.limits);
  if (!opened.parts.has('_rels/.rels') && opened.parts.has('content.xml')) {
    page.addStyle(officeFontFaces());
    page.addStyle(documentCss);
    readOpenDocument(opened.parts, page);
    return tellFound(opened.found, page);
  }
  const prepared = prepare(opened.parts, page);
  const pages = await draw(prepared.parts);
  page.signal.throwIfAborted();
  page.addStyle(officeFontFaces());
  page.addStyle(documentCss);
  page.putMarkup(page.root, pages);
  tellFound(opened.found, page);

  nameParts(page.root);
  for (const picture of page.root.querySelectorAll('img')) picture.alt ||= t('office.picture');
  markComments(page.root, prepared.comments);
  const headings = outlineOf(page.root);
  const lists = [listComments(prepared.comments, page.root), listTrackedChanges(prepared.changes)];
  const listed = lists.filter((list) => list !== null);
  page.root.append(...listed.map(({ element }) => element));
  page.outline([...headings, ...listed]);
  fitPages(page);
}

function prepare(parts: ReadonlyMap<string, Uint8Array>, page: ReaderPage): Prepared {
  const main = mainPart(parts);
  const tree = main === null ? null : parsePart(parts, main);
  if (main === null || tree === null) throw new Refusal('damaged');
  const prepared = new Map(parts);
  const related = [...relationshipMap(parts, main).values()].filter(({ external }) => !external);
  const named = (type: string) => related.find((one) => one.type === type)?.target ?? null;

  const changes = listChanges(tree);
  const comments = takeComments(tree, parts, named('comments'));
  const styles = named('styles');
  markHeadings(tree, headingStyles(styles === null ? null : parsePart(parts, styles)));
  const told = normaliseBody(tree, behindDrawings(parts, main));
  prepared.set(main, serialise(tree));

  for (const { type, target } of related) {
    if (!['header', 'footer', 'footnotes', 'endnotes', 'numbering'].includes(type)) continue;
    const other = parsePart(parts, target);
    if (other === null) continue;
    if (type === 'numbering') {
      normaliseNumbering(other);
    } else {
      const more = normaliseBody(other, behindDrawings(parts, target));
      told.charts += more.charts;
      told.diagrams += more.diagrams;
      told.shapes += more.shapes;
    }
    prepared.set(target, serialise(other));
  }
  if (told.charts > 0) page.notShown('charts', told.charts);
  if (told.diagrams > 0) page.notShown('diagrams', told.diagrams);
  if (told.shapes > 0) page.notShown('shapes', told.shapes);
  const foreign = related.filter(({ type }) => type === 'aFChunk').length;
  if (foreign > 0) page.notShown('embeddedFiles', foreign);
  return { parts: prepared, comments, changes };
}

function mainPart(parts: ReadonlyMap<string, Uint8Array>): string | null {
  const found = [...relationshipMap(parts, '').values()].find(({ type }) => type === 'officeDocument');
  return found !== undefined && parts.has(found.target) ? found.target : null;
}

function behindDrawings(parts: ReadonlyMap<string, Uint8Array>, owner: string): BehindDrawings {
  const related = relationshipMap(parts, owner);
  const treeOf = (id: string) => {
    const target = related.get(id)?.target;
    return target === undefined ? null : parsePart(parts, target);
  };
  return {
    chart(id) {
      const tree = treeOf(id);
      return tree === null ? null : readChart(tree);
    },
    diagram(id) {
      const tree = treeOf(id);
      if (tree === null) return [];
      const paragraphs = all(tree, 'p').map((words) => all(words, 't').map((text) => text.textContent ?? ''));
      return paragraphs.map((words) => words.join('').trim()).filter((words) => words !== '');
    },
  };
}

const HEADING = 'assay-heading-';

function markHeadings(tree: XMLDocument, levels: ReadonlyMap<string, number>): void {
  let count = 0;
  for (const properties of all(tree, 'pPr')) {
    const style = attribute(first(properties, 'pStyle'), 'val');
    const own = attribute(first(properties, 'outlineLvl'), 'val');
    const level = own === null ? levels.get(style ?? '') : Number(own) + 1;
    if (level === undefined || !(level >= 0 && level <= 9)) continue;
    count += 1;
    properties.after(bookmark(properties, `${HEADING}${level}-${count}`));
  }
}

/** The pages as elements on no screen yet. */
async function draw(parts: ReadonlyMap<string, Uint8Array>): Promise<Node> {
  const options = {
    inWrapper: true,
    ignoreFonts: true,
    ignoreLastRenderedPageBreak: false,
    renderChanges: true,
    renderComments: false,
    // Markup of another program inside the document.
    renderAltChunks: false,
  };
  const parsed = await parseAsync(packParts(parts), options);
  const holder = document.createElement('div');
  holder.append(...(await renderDocument(parsed, options)));
  return holder;
}

/** Headers, footers and notes repeat and stand apart: each counts its own words. */
function nameParts(root: Element): void {
  for (const [index, section] of [...root.querySelectorAll('section.docx')].entries()) {
    for (const [selector, name] of [
      [':scope > header', 'header'],
      [':scope > footer', 'footer'],
      [':scope > ol', 'notes'],
    ] as const) {
      for (const element of section.querySelectorAll(selector)) {
        element.setAttribute('data-part', `${name} ${index + 1}`);
      }
    }
  }
}

function markComments(root: Element, comments: readonly Comment[]): void {
  const byPlace = new Map(comments.map((comment) => [comment.placeId, comment]));
  for (const place of root.querySelectorAll('[id^="assay-comment-"]')) {
    const comment = byPlace.get(place.id);
    if (comment === undefined) continue;
    place.className = 'assay-comment';
    place.setAttribute('data-number', String(comment.number));
    place.setAttribute('title', comment.words);
  }
}

function outlineOf(root: Element): ReaderOutlineEntry[] {
  return [...root.querySelectorAll(`[id^="${HEADING}"]`)].flatMap((mark) => {
    const element = mark.closest('p');
    const level = Number(mark.id.slice(HEADING.length).split('-')[0]);
    const title = element?.textContent?.trim() ?? '';
    if (element === null || title === '') return [];
    element.setAttribute('role', 'heading');
    element.setAttribute('aria-level', String(Math.max(1, level)));
    return [{ title, depth: Math.max(1, level), element }];
  });
}

/** Pages are drawn smaller where the window is narrower than paper, never larger. */
function fitPages(page: ReaderPage): void {
  const wrapper = page.root.querySelector<HTMLElement>('.docx-wrapper');
  if (wrapper === null) return;
  const widest = Math.max(...[...wrapper.children].map((section) => widthOf(section)));
  if (!(widest > 0)) return;
  const toWindow = () => {
    // The width of the window, not of the root, which the person's own zoom changes.
    const factor = Math.min(1, document.documentElement.clientWidth / (widest + MARGIN));
    const before = wrapper.style.getPropertyValue('zoom');
    if (factor <= 0 || before === factor.toFixed(3)) return;
    wrapper.style.setProperty('zoom', factor.toFixed(3));
    if (before !== '') page.changed();
  };
  toWindow();
  const observer = new ResizeObserver(toWindow);
  observer.observe(document.documentElement);
  page.signal.addEventListener('abort', () => observer.disconnect());
}

/** The desk seen beside a page, both sides together, in pixels. */
const MARGIN = 48;

function widthOf(section: Element): number {
  return section instanceof HTMLElement ? section.offsetWidth : 0;
}
