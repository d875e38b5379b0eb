import type {
  Fill,
  Group,
  Image,
  Shape,
  Slide,
  Element as SlideElement,
  Table,
  Text,
} from 'pptxtojson/dist/index.js';
import { t } from '../../messages/t.ts';
import type { ReaderPage } from '../reader-page.ts';

/** What drawing a slide needs of the file around it. */
export interface SlideSource {
  readonly page: ReaderPage;
  /** The address of a picture in the package, or null where it is not in it or not drawn. */
  pictureOf(part: string): string | null;
  /** Told what is on the slide and not drawn. */
  missing(what: 'chart' | 'media' | 'diagram'): void;
}

/** Shapes within shapes deeper than this are left out. */
const DEEPEST = 24;
/** A line of no stated width still is a line. */
const HAIRLINE = 0.75;

/** The slide as elements, in points of the slide, its background and what its layout puts behind it first. */
export function drawSlide(
  slide: Slide,
  size: { width: number; height: number },
  source: SlideSource,
): HTMLElement {
  const paper = box('assay-slide', { left: 0, top: 0, width: size.width, height: size.height });
  paper.style.background = background(slide.fill, source) || '#fff';
  for (const element of [...slide.layoutElements, ...slide.elements].sort(byOrder(slide))) {
    paper.append(drawElement(element, source, 0));
  }
  return paper;
}

/** What comes from the layout lies behind; each by its own order. */
function byOrder(slide: Slide): (one: SlideElement, other: SlideElement) => number {
  const behind = new Set(slide.layoutElements);
  return (one, other) => {
    const layers = Number(!behind.has(one)) - Number(!behind.has(other));
    return layers === 0 ? one.order - other.order : layers;
  };
}

function drawElement(element: SlideElement, source: SlideSource, depth: number): HTMLElement {
  const place = box(`assay-${element.type}`, element);
  turn(place, element);
  switch (element.type) {
    case 'text':
    case 'shape':
      drawShape(place, element, source);
      break;
    case 'image':
      drawPicture(place, element, source);
      break;
    case 'table':
      place.append(drawTable(element, source.page));
      break;
    case 'group':
      if (depth < DEEPEST) place.append(...drawAll(element, source, depth));
      break;
    case 'diagram':
      source.missing('diagram');
      for (const part of element.elements) place.append(drawElement(part, source, depth + 1));
      if (element.elements.length === 0) place.append(...element.textList.map((words) => line(words)));
      break;
    case 'chart':
      source.missing('chart');
      place.append(label(t('office.chart')));
      break;
    case 'video':
    case 'audio':
      source.missing('media');
      place.append(label(t(element.type === 'video' ? 'office.video' : 'office.audio')));
      break;
    case 'math': {
      const picture = source.pictureOf(element.picRef);
      place.append(picture === null ? line(element.text ?? element.latex) : image(picture));
      break;
    }
  }
  return place;
}

function drawAll(group: Group, source: SlideSource, depth: number): HTMLElement[] {
  return [...group.elements]
    .sort((one, other) => one.order - other.order)
    .map((element) => drawElement(element, source, depth + 1));
}

function drawShape(place: HTMLElement, shape: Shape | Text, source: SlideSource): void {
  const fill = background(shape.fill, source);
  const isLine =
    shape.type === 'shape' && (shape.strokeOnly === true || /line|connector/i.test(shape.shapType));
  if (shape.type === 'shape' && shape.path) {
    place.append(outline(shape, fill, isLine));
  } else {
    place.style.background = fill;
    if (shape.borderWidth > 0)
      place.style.border = `${shape.borderWidth}pt ${shape.borderType} ${shape.borderColor}`;
  }
  if (!/[^\s<>]/.test(shape.content.replace(/<[^>]*>|&nbsp;/g, ''))) return;
  const words = document.createElement('div');
  words.className = 'assay-words';
  const { l = 7.2, t: top = 3.6, r = 7.2, b = 3.6 } = shape.textInset ?? {};
  words.style.padding = `${top}pt ${r}pt ${b}pt ${l}pt`;
  words.style.justifyContent =
    { up: 'flex-start', mid: 'center', down: 'flex-end' }[shape.vAlign] ?? 'flex-start';
  if (shape.type === 'text' && shape.isVertical) words.style.writingMode = 'vertical-rl';
  if (!shape.wrap) words.classList.add('assay-unwrapped');
  // Words are not seen in a mirror when their shape is.
  if (shape.isFlipV) words.style.transform = 'rotate(180deg)';
  const holder = document.createElement('div');
  const scale = shape.autoFit?.fontScale;
  if (scale !== undefined) holder.style.setProperty('zoom', String(scale > 2 ? scale / 100 : scale));
  source.page.putMarkup(holder, withBreakableSpaces(shape.content));
  words.append(holder);
  place.append(words);
}

/** pptxtojson writes every space as one that no line breaks at. */
function withBreakableSpaces(html: string): string {
  return html.replaceAll('&nbsp;', ' ').replaceAll('\u00a0', ' ');
}

const SVG = 'http://www.w3.org/2000/svg';

function outline(shape: Shape, fill: string, isLine: boolean): SVGElement {
  const { width, height } = shape.pathViewBox ?? { width: shape.width, height: shape.height };
  const drawing = document.createElementNS(SVG, 'svg');
  drawing.setAttribute('viewBox', `0 0 ${Math.max(width, 0.01)} ${Math.max(height, 0.01)}`);
  drawing.setAttribute('preserveAspectRatio', 'none');
  drawing.setAttribute('aria-hidden', 'true');
  const flips = [shape.isFlipH ? 'scaleX(-1)' : '', shape.isFlipV ? 'scaleY(-1)' : ''].join(' ').trim();
  drawing.style.transform = flips;
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', shape.path ?? '');
  // A gradient or picture is painted behind, cut to the shape.
  const isPlain = /^(#|rgb|$)/.test(fill);
  path.style.fill = isLine || fill === '' || !isPlain ? 'none' : fill;
  const strokeWidth = isLine ? Math.max(HAIRLINE, shape.borderWidth) : shape.borderWidth;
  if (strokeWidth > 0) {
    path.style.stroke = shape.borderColor;
    path.style.strokeWidth = `${strokeWidth}pt`;
    path.setAttribute('vector-effect', 'non-scaling-stroke');
    if (shape.borderStrokeDasharray !== '0') path.style.strokeDasharray = shape.borderStrokeDasharray;
  }
  drawing.append(path);
  for (const [end, orient] of [
    ['tailEnd', 'auto'],
    ['headEnd', 'auto-start-reverse'],
  ] as const) {
    const kind = shape[end]?.type ?? 'none';
    if (kind === 'none') continue;
    ends += 1;
    const id = `assay-end-${ends}`;
    drawing.append(lineEnd(id, kind, orient, shape.borderColor));
    path.setAttribute(end === 'tailEnd' ? 'marker-end' : 'marker-start', `url(#${id})`);
  }
  if (!isPlain && !isLine) {
    const back = document.createElementNS(SVG, 'foreignObject');
    back.setAttribute('width', '100%');
    back.setAttribute('height', '100%');
    const paint = document.createElement('div');
    paint.style.cssText = 'width:100%;height:100%';
    paint.style.background = fill;
    paint.style.clipPath = `path("${(shape.path ?? '').replaceAll('"', '')}")`;
    back.append(paint);
    drawing.prepend(back);
  }
  return drawing;
}

/** Line ends drawn so far: each has an id of its own in the page. */
let ends = 0;

/** The head of an arrow, in widths of its line. */
function lineEnd(id: string, kind: string, orient: string, color: string): SVGElement {
  const marker = document.createElementNS(SVG, 'marker');
  for (const [name, value] of Object.entries({
    id,
    orient,
    viewBox: '0 0 10 10',
    refX: '8',
    refY: '5',
    markerWidth: '5',
    markerHeight: '5',
  })) {
    marker.setAttribute(name, value);
  }
  const head = document.createElementNS(SVG, 'path');
  head.setAttribute('d', HEADS[kind] ?? 'M0 0 10 5 0 10z');
  head.style.fill = color;
  marker.append(head);
  return marker;
}

const HEADS: Readonly<Record<string, string>> = {
  stealth: 'M0 0 10 5 0 10 3 5z',
  diamond: 'M5 0 10 5 5 10 0 5z',
  oval: 'M0 5a5 5 0 1 0 10 0a5 5 0 1 0-10 0z',
  arrow: 'M0 0 10 5 0 10 0 8 6 5 0 2z',
};

function drawPicture(place: HTMLElement, picture: Image, source: SlideSource): void {
  const address = source.pictureOf(picture.ref);
  if (address === null) {
    place.append(label(t('office.picture')));
    return;
  }
  const shown = image(address);
  const { l = 0, t: top = 0, r = 0, b = 0 } = picture.rect ?? {};
  // What is cut away on each side, in percent of the picture.
  const acrossShare = Math.max(0.01, 1 - (l + r) / 100);
  const downShare = Math.max(0.01, 1 - (top + b) / 100);
  shown.style.width = `${100 / acrossShare}%`;
  shown.style.height = `${100 / downShare}%`;
  shown.style.left = `${-l / acrossShare}%`;
  shown.style.top = `${-top / downShare}%`;
  if (picture.geom === 'ellipse') place.style.borderRadius = '50%';
  else if (picture.geom === 'roundRect') place.style.borderRadius = '8pt';
  if (picture.borderWidth > 0) {
    place.style.outline = `${picture.borderWidth}pt ${picture.borderType} ${picture.borderColor}`;
  }
  place.append(shown);
}

function drawTable(table: Table, page: ReaderPage): HTMLElement {
  const drawn = document.createElement('table');
  const columns = document.createElement('colgroup');
  for (const width of table.colWidths) {
    const column = document.createElement('col');
    column.style.width = `${width}pt`;
    columns.append(column);
  }
  drawn.append(columns);
  for (const [index, cells] of table.data.entries()) {
    const row = drawn.insertRow();
    row.style.height = `${table.rowHeights[index] ?? 0}pt`;
    for (const cell of cells) {
      if (cell.hMerge || cell.vMerge) continue;
      const place = row.insertCell();
      place.rowSpan = Math.max(1, cell.rowSpan ?? 1);
      place.colSpan = Math.max(1, cell.colSpan ?? 1);
      if (cell.fillColor) place.style.background = cell.fillColor;
      if (cell.fontColor) place.style.color = cell.fontColor;
      if (cell.fontBold) place.style.fontWeight = '700';
      place.style.verticalAlign = { up: 'top', mid: 'middle', down: 'bottom' }[cell.vAlign] ?? 'top';
      for (const side of ['top', 'right', 'bottom', 'left'] as const) {
        const border = cell.borders[side];
        if (!border || !(border.borderWidth > 0)) continue;
        place.style.setProperty(
          `border-${side}`,
          `${border.borderWidth}pt ${border.borderType} ${border.borderColor}`,
        );
      }
      page.putMarkup(place, withBreakableSpaces(cell.text));
    }
  }
  return drawn;
}

/** A fill as a CSS background; empty where there is none. */
function background(fill: Fill | null | undefined, source: SlideSource): string {
  switch (fill?.type) {
    case 'color':
      return fill.value;
    case 'gradient': {
      const stops = fill.value.colors.map(({ color, pos }) => `${color} ${pos}`).join(', ');
      if (fill.value.colors.length < 2) return fill.value.colors[0]?.color ?? '';
      return fill.value.path === 'line'
        ? `linear-gradient(${fill.value.rot + 90}deg, ${stops})`
        : `radial-gradient(${stops})`;
    }
    case 'image': {
      const address = source.pictureOf(fill.value.ref);
      return address === null ? '' : `url("${address}") center / 100% 100% no-repeat`;
    }
    case 'pattern':
      return fill.value.backgroundColor || fill.value.foregroundColor;
    default:
      return '';
  }
}

function box(
  className: string,
  { left, top, width, height }: { left: number; top: number; width: number; height: number },
): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.style.left = `${left}pt`;
  element.style.top = `${top}pt`;
  element.style.width = `${width}pt`;
  element.style.height = `${height}pt`;
  return element;
}

function turn(place: HTMLElement, element: SlideElement): void {
  const angle = 'rotate' in element ? element.rotate : 0;
  const isMirrored = (element.type === 'image' || element.type === 'group') && element.isFlipH;
  const isUpsideDown = (element.type === 'image' || element.type === 'group') && element.isFlipV;
  const steps = [
    angle ? `rotate(${angle}deg)` : '',
    isMirrored ? 'scaleX(-1)' : '',
    isUpsideDown ? 'scaleY(-1)' : '',
  ].filter((step) => step !== '');
  if (steps.length > 0) place.style.transform = steps.join(' ');
}

function image(address: string): HTMLImageElement {
  const shown = document.createElement('img');
  shown.src = address;
  shown.alt = '';
  shown.decoding = 'async';
  shown.draggable = false;
  return shown;
}

function label(words: string): HTMLElement {
  const shown = document.createElement('span');
  shown.className = 'assay-label';
  shown.setAttribute('data-furniture', '');
  shown.textContent = words;
  return shown;
}

function line(words: string): HTMLElement {
  const paragraph = document.createElement('p');
  paragraph.textContent = words;
  return paragraph;
}
