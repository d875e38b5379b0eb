import { parse, type Slide } from 'pptxtojson/dist/index.js';
import { formatDateTime, t } from '../../messages/t.ts';
import { officeFontFaces } from '../office/font-faces.ts';
import { openPackage, packParts, tellFound } from '../office/open-package.ts';
import { type ChartFigures, readChart } from '../office/read-chart.ts';
import { parsePart } from '../office/xml.ts';
import { type ReaderOutlineEntry, type ReaderPage, Refusal } from '../reader-page.ts';
import { chooseBoxes } from './choose-boxes.ts';
import { drawSlide, type SlideSource } from './draw-slide.ts';
import { type SlideComment, type SlideFacts, slideFacts } from './slide-facts.ts';
import slidesCss from './slides.css?inline';

/**
 * A presentation: its slides one below another in the order of the show, each with its notes, comments and the figures
 * of its charts under it. Words on a slide are the part `slide N`, its notes `slide N notes`; a box drawn on it is a
 * place on page N, in points of the slide.
 */
export async function read(bytes: Uint8Array, page: ReaderPage): Promise<void> {
  const { parts, found } = openPackage(bytes, page.limits);
  const facts = slideFacts(parts);
  if (facts === null) throw new Refusal('damaged');
  const whole = new Uint8Array(packParts(parts)).buffer;
  const deck = await parse(whole, { imageMode: 'none', videoMode: 'none', audioMode: 'none' });
  page.signal.throwIfAborted();
  page.addStyle(officeFontFaces());
  page.addStyle(slidesCss);
  // Recordings are counted where they lie on a slide.
  tellFound({ ...found, recordings: 0 }, page);

  const slides = inOrderOfShow(deck.slides, facts, parts);
  const element = document.createElement('div');
  element.className = 'assay-deck';
  page.root.append(element);
  const outline = slides.map(({ slide, facts: own }, index) => {
    const sheet = drawSheet(slide, own, index + 1, deck.size, sourceFor(parts, page));
    for (const part of own.charts) sheet.append(...under(figuresOf(parsePart(parts, part)), index + 1));
    element.append(sheet);
    if (own.hasAnimations) page.notShown('animations');
    return entryFor(own, index + 1, sheet);
  });
  if (slides.length === 0) page.root.append(furniture('p', t('office.noSlides')));
  page.outline(outline);
  chooseBoxes(page, element);
  fitDeck(page, element, deck.size.width);
}

/** pptxtojson tells slides in the order of their parts' numbers, which is that of their making. */
function inOrderOfShow(
  slides: readonly Slide[],
  facts: readonly SlideFacts[],
  parts: ReadonlyMap<string, Uint8Array>,
): readonly { slide: Slide; facts: SlideFacts }[] {
  const byNumber = [...parts.keys()]
    .filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name))
    .sort((one, other) => numberIn(one) - numberIn(other));
  return facts.flatMap((own) => {
    const slide = slides[byNumber.indexOf(own.part)];
    return slide === undefined ? [] : [{ slide, facts: own }];
  });
}

function numberIn(part: string): number {
  return Number(/(\d+)\.xml$/.exec(part)?.[1] ?? 0);
}

function sourceFor(parts: ReadonlyMap<string, Uint8Array>, page: ReaderPage): SlideSource {
  const known = new Map<string, string>();
  return {
    page,
    pictureOf(part) {
      const bytes = parts.get(part);
      if (bytes === undefined) return null;
      const address = known.get(part) ?? page.pictureUrl(bytes, mediaTypeOf(part));
      known.set(part, address);
      return address;
    },
    missing(what) {
      page.notShown(NOT_SHOWN[what]);
    },
  };
}

const NOT_SHOWN = { chart: 'charts', media: 'media', diagram: 'diagrams' } as const;

function mediaTypeOf(part: string): string {
  const extension = part.split('.').at(-1)?.toLowerCase() ?? '';
  return { svg: 'image/svg+xml', jpg: 'image/jpeg', jpeg: 'image/jpeg' }[extension] ?? `image/${extension}`;
}

function drawSheet(
  slide: Slide,
  facts: SlideFacts,
  number: number,
  size: { width: number; height: number },
  source: SlideSource,
): HTMLElement {
  const sheet = document.createElement('section');
  sheet.className = 'assay-sheet';
  const title = entryTitle(facts, number);
  sheet.setAttribute('aria-label', title);
  const paper = drawSlide(slide, size, source);
  paper.setAttribute('data-part', `slide ${number}`);
  paper.setAttribute('data-page', String(number));
  sheet.append(furniture('h2', facts.isHidden ? t('office.slideHidden', { n: number }) : title), paper);
  const notes = panel(t('office.notes'));
  notes.setAttribute('data-part', `slide ${number} notes`);
  const words = document.createElement('div');
  source.page.putMarkup(words, slide.note.replaceAll('&nbsp;', ' '));
  notes.append(words);
  if (words.textContent?.trim()) sheet.append(notes);
  if (facts.comments.length > 0) sheet.append(commentsPanel(facts.comments, number));
  return sheet;
}

function commentsPanel(comments: readonly SlideComment[], number: number): HTMLElement {
  const listed = panel(t('office.comments', { n: comments.length }));
  listed.setAttribute('data-part', `slide ${number} comments`);
  for (const { author, at, words } of comments) {
    const who = author || t('office.somebody');
    const heading = furniture('strong', at === null ? who : `${who}, ${formatDateTime(at)}`);
    const paragraph = document.createElement('p');
    paragraph.textContent = words;
    listed.append(heading, paragraph);
  }
  return listed;
}

function figuresOf(tree: XMLDocument | null): ChartFigures | null {
  return tree === null ? null : readChart(tree);
}

function under(figures: ChartFigures | null, number: number): HTMLElement[] {
  if (figures === null || figures.series.length === 0) return [];
  const shown = panel(figures.title ?? t('office.figures', { n: number }));
  shown.setAttribute('data-part', `slide ${number} chart`);
  const table = document.createElement('table');
  const head = table.createTHead().insertRow();
  for (const name of ['', ...figures.series.map(({ name }) => name)]) {
    const cell = document.createElement('th');
    cell.textContent = name;
    head.append(cell);
  }
  const body = table.createTBody();
  const count = Math.max(figures.categories.length, ...figures.series.map(({ values }) => values.length));
  for (let index = 0; index < count; index += 1) {
    const row = body.insertRow();
    row.insertCell().textContent = figures.categories[index] ?? String(index + 1);
    for (const { values } of figures.series) row.insertCell().textContent = values[index] ?? '';
  }
  shown.append(table);
  return [shown];
}

function entryFor(facts: SlideFacts, number: number, element: Element): ReaderOutlineEntry {
  return { title: entryTitle(facts, number), depth: 1, element };
}

function entryTitle({ title }: SlideFacts, number: number): string {
  return title === null ? t('office.slide', { n: number }) : t('office.slideTitled', { n: number, title });
}

function panel(title: string): HTMLElement {
  const element = document.createElement('div');
  element.className = 'assay-under';
  element.append(furniture('h3', title));
  return element;
}

function furniture(tag: string, words: string): HTMLElement {
  const element = document.createElement(tag);
  element.setAttribute('data-furniture', '');
  element.textContent = words;
  return element;
}

/** Slides are drawn smaller where the window is narrower than they are. */
function fitDeck(page: ReaderPage, deck: HTMLElement, widthInPoints: number): void {
  const width = (widthInPoints * 96) / 72 + 48;
  const toWindow = () => {
    // The width of the window, not of the root, which the person's own zoom changes.
    const factor = Math.min(1, document.documentElement.clientWidth / width).toFixed(3);
    const before = deck.style.getPropertyValue('zoom');
    if (factor === before || Number(factor) <= 0) return;
    deck.style.setProperty('zoom', factor);
    deck.style.setProperty('--unzoom', String(1 / Number(factor)));
    if (before !== '') page.changed();
  };
  toWindow();
  const observer = new ResizeObserver(toWindow);
  observer.observe(document.documentElement);
  page.signal.addEventListener('abort', () => observer.disconnect());
}
