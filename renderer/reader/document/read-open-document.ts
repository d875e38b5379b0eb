import { t } from '../../messages/t.ts';
import { isDrawn, isTooLargeToDecode, pictureFacts } from '../office/picture-facts.ts';
import { all, attribute, child, children, first, parsePart } from '../office/xml.ts';
import { type ReaderOutlineEntry, type ReaderPage, Refusal } from '../reader-page.ts';

/** Repeated cells of which so many are drawn; a row may claim a million. */
const MOST_REPEATED = 64;

interface Source {
  readonly parts: ReadonlyMap<string, Uint8Array>;
  readonly page: ReaderPage;
  /** What the styles of runs say, by their names. */
  readonly looks: ReadonlyMap<string, string>;
  readonly notes: HTMLElement;
  readonly comments: HTMLElement;
  readonly outline: ReaderOutlineEntry[];
}

/**
 * The words, tables, lists and pictures of an OpenDocument text or presentation, without its pages (OASIS
 * OpenDocument 1.3, part 3). Notes and comments come after the text; each slide is the part `slide N`.
 */
export function readOpenDocument(parts: ReadonlyMap<string, Uint8Array>, page: ReaderPage): void {
  const manifest = parsePart(parts, 'META-INF/manifest.xml');
  if (manifest !== null && all(manifest, 'encryption-data').length > 0) throw new Refusal('encrypted');
  const tree = parsePart(parts, 'content.xml');
  const body = first(tree ?? null, 'body');
  if (tree === null || body === null) throw new Refusal('damaged');
  const source: Source = {
    parts,
    page,
    looks: looksOf(tree),
    notes: listed('notes'),
    comments: listed('comments'),
    outline: [],
  };
  const paper = document.createElement('article');
  paper.className = 'assay-plain';
  const slides = all(body, 'page');
  if (slides.length === 0) for (const part of children(body)) paper.append(...drawAll(part, source));
  else paper.append(...slides.map((slide, index) => drawSlide(slide, index + 1, source)));
  for (const list of [source.notes, source.comments]) if (list.children.length > 0) paper.append(list);
  page.root.append(paper);
  page.outline(source.outline);
  page.notShown('layout');
}

function listed(part: string): HTMLElement {
  const list = document.createElement('ol');
  list.setAttribute('data-part', part);
  return list;
}

function looksOf(tree: XMLDocument): Map<string, string> {
  return new Map(
    all(tree, 'style').map((style) => {
      const text = first(style, 'text-properties');
      const isLined = (attribute(text, 'text-underline-style') ?? 'none') !== 'none';
      const look = [
        attribute(text, 'font-weight') === 'bold' ? 'font-weight:700' : '',
        attribute(text, 'font-style') === 'italic' ? 'font-style:italic' : '',
        isLined ? 'text-decoration:underline' : '',
      ];
      return [attribute(style, 'name') ?? '', look.filter((one) => one !== '').join(';')];
    }),
  );
}

function drawSlide(slide: Element, number: number, source: Source): HTMLElement {
  const section = document.createElement('section');
  section.setAttribute('data-part', `slide ${number}`);
  const heading = document.createElement('h2');
  heading.setAttribute('data-furniture', '');
  heading.textContent = t('office.slide', { n: number });
  section.append(heading, ...drawAll(slide, source));
  source.outline.push({ title: heading.textContent, depth: 1, element: section });
  return section;
}

function drawAll(parent: Element, source: Source): Node[] {
  return [...parent.childNodes].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.textContent ?? '')];
    return node instanceof Element ? draw(node, source) : [];
  });
}

function draw(element: Element, source: Source): Node[] {
  switch (element.localName) {
    case 'h':
      return [drawHeading(element, source)];
    case 'p':
      return [wrapped('p', element, source)];
    case 'list':
      return [wrapped('ul', element, source)];
    case 'list-item':
      return [wrapped('li', element, source)];
    case 'span': {
      const span = wrapped('span', element, source);
      span.setAttribute('style', source.looks.get(attribute(element, 'style-name') ?? '') ?? '');
      return [span];
    }
    case 's':
      return [document.createTextNode(' '.repeat(Math.min(100, Number(attribute(element, 'c') ?? 1) || 1)))];
    case 'tab':
      return [document.createTextNode('\t')];
    case 'line-break':
      return [document.createElement('br')];
    case 'table':
      return [wrapped('table', element, source)];
    case 'table-row':
      return [wrapped('tr', element, source)];
    case 'table-cell':
      return drawCell(element, source);
    case 'image':
      return drawPicture(element, source);
    case 'note':
      return [drawNote(element, source)];
    case 'annotation':
      source.comments.append(drawComment(element, source));
      return [];
    case 'tracked-changes':
    case 'forms':
    case 'event-listeners':
    case 'covered-table-cell':
    case 'table-column':
      return [];
    case 'object':
      source.page.notShown('embeddedFiles');
      return [];
    case 'plugin':
      source.page.notShown('media');
      return [];
    default:
      return drawAll(element, source);
  }
}

function wrapped(tag: string, element: Element, source: Source): HTMLElement {
  const made = document.createElement(tag);
  made.append(...drawAll(element, source));
  return made;
}

function drawHeading(element: Element, source: Source): HTMLElement {
  const level = Math.min(6, Math.max(1, Number(attribute(element, 'outline-level') ?? 1) || 1));
  const heading = wrapped(`h${level}`, element, source);
  source.outline.push({ title: heading.textContent ?? '', depth: level, element: heading });
  return heading;
}

function drawCell(element: Element, source: Source): HTMLElement[] {
  const spanOf = (name: string) => Math.min(1000, Math.max(1, Number(attribute(element, name) ?? 1) || 1));
  const times = Math.min(MOST_REPEATED, spanOf('number-columns-repeated'));
  return Array.from({ length: times }, () => {
    const cell = document.createElement('td');
    cell.colSpan = spanOf('number-columns-spanned');
    cell.rowSpan = spanOf('number-rows-spanned');
    cell.append(...drawAll(element, source));
    return cell;
  });
}

function drawPicture(element: Element, { parts, page }: Source): Node[] {
  const address = attribute(element, 'href') ?? '';
  const bytes = parts.get(address.replace(/^\.\//, ''));
  if (bytes === undefined) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(address)) page.blocked('pictures');
    return [];
  }
  const facts = pictureFacts(bytes);
  if (!isDrawn(facts) || isTooLargeToDecode(facts)) return [];
  const picture = document.createElement('img');
  picture.src = page.pictureUrl(bytes, facts.format === 'svg' ? 'image/svg+xml' : `image/${facts.format}`);
  picture.alt = first(element.parentElement, 'title')?.textContent ?? '';
  return [picture];
}

function drawNote(element: Element, source: Source): HTMLElement {
  const note = document.createElement('li');
  note.append(...drawAll(child(element, 'note-body') ?? element, source));
  source.notes.append(note);
  const mark = document.createElement('sup');
  mark.textContent = child(element, 'note-citation')?.textContent || String(source.notes.children.length);
  return mark;
}

function drawComment(element: Element, source: Source): HTMLElement {
  const comment = document.createElement('li');
  const who = document.createElement('strong');
  who.setAttribute('data-furniture', '');
  who.textContent = child(element, 'creator')?.textContent || t('office.somebody');
  comment.append(who, ...children(element, 'p').flatMap((part) => draw(part, source)));
  return comment;
}
