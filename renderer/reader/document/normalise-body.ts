import type { ChartFigures } from '../office/read-chart.ts';
import { all, around, attribute, child, children, first, unwrap } from '../office/xml.ts';
import { symbolText } from './symbols.ts';

/** What stands behind a drawing, by its relationship. */
export interface BehindDrawings {
  chart(relationshipId: string): ChartFigures | null;
  /** The words of a SmartArt drawing. */
  diagram(relationshipId: string): readonly string[];
}

export interface Normalised {
  charts: number;
  diagrams: number;
  /** Lines, arrows and shapes without words. */
  shapes: number;
}

/**
 * Turns what docx-preview passes over into what it draws, so that no word is lost: text boxes become framed cells
 * below the paragraph they hang on, charts their figures, moved text an insertion and a deletion, fields their last
 * result. `tree` is a part of WordprocessingML and is changed in place.
 */
export function normaliseBody(tree: XMLDocument, behind: BehindDrawings): Normalised {
  const counts: Normalised = { charts: 0, diagrams: 0, shapes: 0 };
  for (const element of all(tree, 'AlternateContent')) chooseAlternative(element);
  hidePageNumbers(tree);
  for (const element of all(tree, 'fldSimple', 'customXml', 'smartTag')) unwrap(element);
  for (const element of all(tree, 'customXmlPr', 'smartTagPr')) element.remove();
  for (const element of all(tree, 'moveTo')) rename(element, 'ins');
  for (const element of all(tree, 'moveFrom')) rename(element, 'del');
  for (const deletion of all(tree, 'del')) for (const text of all(deletion, 't')) rename(text, 'delText');
  for (const link of all(tree, 'hyperlink'))
    for (const element of all(link, 'ins', 'sdt')) openInLink(element);
  for (const element of all(tree, 'object')) rename(element, 'pict');
  for (const run of all(tree, 'r')) splitFieldRun(run);
  replaceCharacters(tree);
  for (const blip of all(tree, 'blip')) {
    const link = attribute(blip, 'link');
    if (link !== null && attribute(blip, 'embed') === null) blip.setAttribute('r:embed', link);
  }
  // Text boxes inside text boxes come out first.
  for (const box of all(tree, 'txbxContent').reverse()) takeOutTextBox(box);
  for (const drawing of all(tree, 'drawing')) replaceDrawing(drawing, behind, counts);
  for (const anchor of all(tree, 'anchor')) settleAnchor(anchor);
  return counts;
}

/** The richest version that is drawn here: words before a picture of them, a picture before nothing. */
function chooseAlternative(element: Element): void {
  const choices = children(element, 'Choice');
  const fallback = child(element, 'Fallback');
  const chosen =
    choices.find((choice) => ['txbxContent', 'pic', 'oMath', 'relIds'].some((name) => first(choice, name))) ??
    choices.find((choice) => first(choice, 'chart')?.namespaceURI?.endsWith('/chart') === true) ??
    fallback ??
    choices[0];
  if (chosen === undefined) element.remove();
  else element.replaceWith(...chosen.childNodes);
}

function openInLink(element: Element): void {
  const content = child(element, 'sdtContent');
  element.replaceWith(...(content ?? element).childNodes);
}

/** A run with the marks of a field and words beside them is passed over whole: each gets a run of its own. */
function splitFieldRun(run: Element): void {
  const parts = children(run).filter((part) => part.localName !== 'rPr');
  const marks = parts.filter((part) => part.localName === 'fldChar' || part.localName === 'instrText');
  if (marks.length === 0 || marks.length === parts.length) return;
  const properties = child(run, 'rPr');
  run.replaceWith(
    ...parts.map((part) => {
      const alone = make(run, 'r');
      if (properties !== null) alone.append(properties.cloneNode(true));
      alone.append(part);
      return alone;
    }),
  );
}

const PAGE_NUMBER = /^\s*(PAGE|NUMPAGES|SECTIONPAGES)\b/;

/** Page numbers were saved once, for one page of another layout: on every page they would be wrong. */
function hidePageNumbers(tree: XMLDocument): void {
  for (const field of all(tree, 'fldSimple')) {
    if (!PAGE_NUMBER.test(attribute(field, 'instr') ?? '')) continue;
    const run = make(field, 'r');
    run.append(text(field, '#'));
    field.replaceWith(run);
  }
  let depth = 0;
  let hidden: number | null = null;
  for (const element of all(tree, 'fldChar', 'instrText', 't')) {
    const kind = attribute(element, 'fldCharType');
    if (kind === 'begin') depth += 1;
    if (element.localName === 'instrText' && PAGE_NUMBER.test(element.textContent ?? '')) hidden ??= depth;
    if (element.localName === 't' && hidden !== null) element.textContent = '';
    if (kind !== 'end') continue;
    if (hidden === depth) {
      element.after(text(element, '#'));
      hidden = null;
    }
    depth -= 1;
  }
}

function replaceCharacters(tree: XMLDocument): void {
  for (const element of all(tree, 'noBreakHyphen')) element.replaceWith(text(element, '\u2011'));
  for (const element of all(tree, 'softHyphen')) element.replaceWith(text(element, '\u00ad'));
  for (const element of all(tree, 'cr')) rename(element, 'br');
  for (const element of all(tree, 'ptab')) rename(element, 'tab');
  for (const element of all(tree, 'sym')) {
    const known = symbolText(attribute(element, 'font') ?? '', attribute(element, 'char') ?? '');
    if (known !== null) element.replaceWith(text(element, known));
  }
}

function takeOutTextBox(box: Element): void {
  const host = around(box, 'p');
  const blocks = children(box);
  const hasWords = (box.textContent ?? '').trim() !== '' || first(box, 'drawing') !== null;
  if (host !== null && hasWords) host.after(framed(host, blocks));
  box.remove();
}

function replaceDrawing(drawing: Element, behind: BehindDrawings, counts: Normalised): void {
  const host = around(drawing, 'p');
  const chart = first(drawing, 'chart');
  const diagram = first(drawing, 'relIds');
  const pictures = all(drawing, 'pic').filter((pic) => first(pic, 'blipFill') !== null);
  if (chart !== null) {
    counts.charts += 1;
    const figures = behind.chart(attribute(chart, 'id') ?? '');
    const title = figures?.title ?? describe(drawing);
    if (host !== null) host.after(...(figures ? [chartTable(host, figures, title)] : []));
    drawing.replaceWith(text(drawing, `[${title ?? '…'}]`));
  } else if (diagram !== null) {
    counts.diagrams += 1;
    const words = behind.diagram(attribute(diagram, 'dm') ?? '');
    if (host !== null && words.length > 0) {
      host.after(
        framed(
          host,
          words.map((line) => paragraph(host, line)),
        ),
      );
    }
    drawing.remove();
  } else if (child(child(first(drawing, 'graphicData'), 'pic'), 'blipFill') === null) {
    // A group or canvas: its pictures one after another, its words came out as text boxes.
    if (pictures.length === 0) counts.shapes += 1;
    drawing.replaceWith(...pictures.map((pic) => inlinePicture(drawing, pic)));
  }
}

/** Pictures that float over words would hide them here, where lines break elsewhere than in Word. */
function settleAnchor(anchor: Element): void {
  if (child(anchor, 'wrapNone') === null || anchor.getAttribute('behindDoc') === '1') return;
  for (const name of ['wrapNone', 'positionH', 'positionV', 'simplePos']) child(anchor, name)?.remove();
  rename(anchor, 'inline');
}

function inlinePicture(drawing: Element, pic: Element): Element {
  const extent = first(child(pic, 'spPr'), 'ext');
  const tree = drawing.ownerDocument;
  const inline = tree.createElementNS(DRAWING, 'wp:inline');
  const size = tree.createElementNS(DRAWING, 'wp:extent');
  for (const side of ['cx', 'cy']) size.setAttribute(side, extent?.getAttribute(side) ?? '914400');
  const graphic = tree.createElementNS(MAIN, 'a:graphic');
  const data = tree.createElementNS(MAIN, 'a:graphicData');
  data.append(pic);
  graphic.append(data);
  inline.append(size, graphic);
  const replaced = make(drawing, 'drawing');
  replaced.append(inline);
  return replaced;
}

const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing';
const MAIN = 'http://schemas.openxmlformats.org/drawingml/2006/main';

function describe(drawing: Element): string | null {
  const properties = first(drawing, 'docPr');
  return properties?.getAttribute('descr') || properties?.getAttribute('title') || null;
}

function chartTable(near: Element, figures: ChartFigures, title: string | null): Element {
  const head = [title ?? '', ...figures.series.map(({ name }) => name)];
  const count = Math.max(figures.categories.length, ...figures.series.map(({ values }) => values.length));
  const rows = Array.from({ length: count }, (_, index) => [
    figures.categories[index] ?? String(index + 1),
    ...figures.series.map(({ values }) => values[index] ?? ''),
  ]);
  return table(
    near,
    [head, ...rows].map((cells) => cells.map((cell) => [paragraph(near, cell)])),
  );
}

function framed(near: Element, blocks: Element[]): Element {
  return table(near, [[blocks]]);
}

function table(near: Element, rows: Element[][][]): Element {
  const whole = make(near, 'tbl');
  const properties = make(near, 'tblPr');
  const borders = make(near, 'tblBorders');
  for (const side of ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']) {
    const border = make(near, side);
    for (const [name, value] of [
      ['val', 'single'],
      ['sz', '4'],
      ['space', '0'],
      ['color', '888888'],
    ] as const) {
      border.setAttributeNS(near.namespaceURI, `w:${name}`, value);
    }
    borders.append(border);
  }
  properties.append(borders);
  whole.append(properties);
  for (const cells of rows) {
    const row = make(near, 'tr');
    for (const blocks of cells) {
      const cell = make(near, 'tc');
      cell.append(...blocks);
      row.append(cell);
    }
    whole.append(row);
  }
  return whole;
}

function paragraph(near: Element, words: string): Element {
  const made = make(near, 'p');
  const run = make(near, 'r');
  run.append(text(near, words));
  made.append(run);
  return made;
}

function text(near: Element, words: string): Element {
  const made = make(near, 't');
  made.textContent = words;
  return made;
}

function make(near: Element, name: string): Element {
  const namespace = near.ownerDocument.documentElement.namespaceURI;
  return near.ownerDocument.createElementNS(namespace, `w:${name}`);
}

function rename(element: Element, name: string): void {
  const renamed = make(element, name);
  for (const { name: attributeName, namespaceURI, value } of [...element.attributes]) {
    renamed.setAttributeNS(namespaceURI, attributeName, value);
  }
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
}
