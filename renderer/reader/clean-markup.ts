import DOMPurify from 'dompurify';
import {
  cleanDeclarations,
  cleanStyleSheet,
  dropAddresses,
  type StyleFindings,
  scoped,
} from './clean-style.ts';
import type { BlockedKind, NotShownCode } from './protocol.ts';
import { Refusal } from './reader-page.ts';

/** Told what was taken out. */
export interface Findings {
  blocked(what: BlockedKind, count?: number): void;
  notShown(code: NotShownCode, count?: number): void;
}

export interface CleanOptions {
  /** Elements beyond which it is refused. */
  readonly limit: number;
  /** Its style sheets reach no further than the element it is put into. */
  readonly isScoped: boolean;
}

const FRAMES = new Set(['iframe', 'frame', 'object', 'embed', 'applet', 'portal', 'fencedframe', 'webview']);
const CONTROLS = new Set(['input', 'button', 'select', 'textarea', 'fieldset']);
const ANIMATIONS = new Set(['animate', 'set', 'animatemotion', 'animatetransform', 'animatecolor']);
/** Scripts by their type; others hold data. */
const SCRIPT_TYPE = /^(|module|(text|application)\/(x-)?(java|ecma|j|live)script.*|text\/vbscript)$/i;
const HELD_PICTURE = /^(data:image\/|blob:)/i;
const REMOTE = /^\s*([a-z][a-z0-9+.-]*:|\/\/)/i;
const RUNS = /^(javascript|vbscript|livescript|data):/i;
const DROPPED_ATTRIBUTES = [
  'srcset',
  'ping',
  'target',
  'download',
  'autofocus',
  'contenteditable',
  'accesskey',
];

/**
 * Markup from evidence as a fragment that can neither act nor load. What is taken out is told to `findings`.
 * Reading goes on in documents that are on no screen, in which nothing runs; DOMPurify, not the pass before it that
 * counts, decides what stays. Throws `Refusal` where there are more elements than `limit`.
 */
export function cleanMarkup(
  markup: string | Node,
  findings: Findings,
  { limit, isScoped }: CleanOptions,
): DocumentFragment {
  const body = typeof markup === 'string' ? parse(markup, limit) : holding(markup);
  if (body.getElementsByTagName('*').length > limit || copiedSize(body) > limit)
    throw new Refusal('tooLarge');
  const styles = takeOut(body, findings);
  const fragment = DOMPurify.sanitize(body, {
    RETURN_DOM_FRAGMENT: true,
    USE_PROFILES: { html: true, svg: true, svgFilters: true, mathMl: true },
    // Drawings place copies of what they hold; addresses outside were taken away before, and are again by the hook.
    ADD_TAGS: ['use'],
    ADD_ATTR: ['data-to'],
    FORBID_TAGS: ['form', 'template', 'style', 'video', 'audio', 'dialog', 'noscript'],
    FORBID_ATTR: DROPPED_ATTRIBUTES,
    ALLOW_UNKNOWN_PROTOCOLS: false,
  });
  for (const css of styles) {
    const style = document.createElement('style');
    style.textContent = isScoped ? scoped(css) : css;
    fragment.prepend(style);
  }
  return fragment;
}

const LOADING = new Set([
  'src',
  'href',
  'xlink:href',
  'background',
  'poster',
  'data',
  'action',
  'formaction',
]);

DOMPurify.addHook('uponSanitizeAttribute', (_node, attribute) => {
  if (!LOADING.has(attribute.attrName)) return;
  const { attrValue } = attribute;
  attribute.keepAttr =
    HELD_PICTURE.test(attrValue) || (attrValue.startsWith('#') && attribute.attrName !== 'src');
  // Its own list knows no `blob:`; what holds a picture here was made here.
  attribute.forceKeepAttr = attribute.keepAttr;
});

function parse(markup: string, limit: number): HTMLElement {
  // Before it costs anything: every element begins with this sign.
  let signs = 0;
  for (let at = markup.indexOf('<'); at >= 0; at = markup.indexOf('<', at + 1)) signs += 1;
  if (signs > 4 * limit) throw new Refusal('tooLarge');
  // Even on no screen a document minds its base, and the policy of the frame would complain of it.
  const parsed = new DOMParser().parseFromString(markup.replace(/<base\b/gi, '<assay-base'), 'text/html');
  // Styles and titles of the head belong to what is read.
  parsed.body.prepend(...parsed.head.children);
  return parsed.body;
}

function holding(node: Node): HTMLElement {
  const inert = document.implementation.createHTMLDocument('');
  const copy = inert.importNode(node, true);
  if (copy instanceof Element) for (const base of copy.querySelectorAll('base')) base.remove();
  if (copy instanceof HTMLElement && copy.localName === 'body') return copy;
  inert.body.append(copy);
  return inert.body;
}

/** How many elements there are once every `use` is the copy it asks for: copies of copies grow without end. */
function copiedSize(body: HTMLElement): number {
  const sizes = new Map<Element, number>();
  const sizeOf = (element: Element): number => {
    const known = sizes.get(element);
    if (known !== undefined) return known;
    // One that copies itself is not copied by browsers.
    sizes.set(element, 0);
    let size = 1;
    for (const child of element.children) size += sizeOf(child);
    const copied = element.localName === 'use' ? copiedBy(element, body) : null;
    if (copied !== null) size += sizeOf(copied);
    sizes.set(element, size);
    return size;
  };
  return body.querySelector('use') === null ? 0 : sizeOf(body);
}

function copiedBy(use: Element, body: HTMLElement): Element | null {
  const address = use.getAttribute('href') ?? use.getAttribute('xlink:href') ?? '';
  return address.startsWith('#') ? body.querySelector(`#${CSS.escape(address.slice(1))}`) : null;
}

/** Counts and takes out what could act or load, and hands back the style sheets, cleaned. */
function takeOut(body: HTMLElement, findings: Findings): readonly string[] {
  takeOutNames(body);
  const styles: string[] = [];
  const found: StyleFindings = { sheets: 0, pictures: 0, fonts: 0, relative: 0 };
  takeOutAttributes(body, findings, found);
  for (const element of [...body.getElementsByTagName('*')]) {
    const name = element.localName.toLowerCase();
    takeOutAttributes(element, findings, found);
    if (name === 'script') {
      if (SCRIPT_TYPE.test(element.getAttribute('type') ?? '')) findings.blocked('scripts');
      element.remove();
    } else if (name === 'style') {
      styles.unshift(cleanStyleSheet(element.textContent ?? '', found));
      element.remove();
    } else if (name === 'link') {
      const rel = (element.getAttribute('rel') ?? '').toLowerCase();
      if (/\bstylesheet\b/.test(rel)) found.sheets += 1;
      else if (/prefetch|preconnect|preload|prerender/.test(rel)) findings.blocked('prefetches');
      element.remove();
    } else if (name === 'meta' || name === 'base' || name === 'title') {
      if (/refresh/i.test(element.getAttribute('http-equiv') ?? '')) findings.blocked('refreshes');
      element.remove();
    } else if (FRAMES.has(name)) {
      findings.blocked('frames');
      element.remove();
    } else if (name === 'video' || name === 'audio') {
      findings.blocked('media');
      element.remove();
    } else if (name === 'form') {
      findings.blocked('forms');
      element.replaceWith(...element.childNodes);
    } else if (CONTROLS.has(name)) element.setAttribute('disabled', '');
    else if (name === 'img' || name === 'image' || name === 'feimage') keepHeldPicture(element, findings);
    else if (name === 'use') keepOwnCopy(element, findings);
    else if (name === 'a' || name === 'area') settleLink(element, findings);
    else if (ANIMATIONS.has(name)) findings.notShown('animations');
    else if (name === 'foreignobject') findings.notShown('foreignObjects');
  }
  findings.blocked('styles', found.sheets);
  findings.blocked('pictures', found.pictures);
  findings.blocked('fonts', found.fonts);
  findings.notShown('relativePictures', found.relative);
  return styles;
}

/** A field named `attributes` would stand in for its form's own: no form answers for itself while it has named fields. */
function takeOutNames(body: HTMLElement): void {
  for (const field of body.querySelectorAll(
    'input, button, select, textarea, output, fieldset, object, img',
  )) {
    for (const name of ['name', 'id', 'form']) field.removeAttribute(name);
  }
}

function takeOutAttributes(element: Element, findings: Findings, found: StyleFindings): void {
  for (const { name, value } of [...element.attributes]) {
    if (/^on/i.test(name)) {
      findings.blocked('scripts');
      element.removeAttribute(name);
    } else if (name === 'style') {
      const style = 'style' in element ? element.style : null;
      if (style instanceof CSSStyleDeclaration && /url|image/i.test(value)) {
        element.setAttribute('style', cleanDeclarations(style, found));
      }
    } else if (name === 'background' || name === 'poster') {
      if (!HELD_PICTURE.test(value)) {
        found.pictures += REMOTE.test(value) ? 1 : 0;
        element.removeAttribute(name);
      }
    } else if (/url\(/i.test(value) && !/^url\((["']?)#/i.test(value.trim())) {
      // Fills and masks of drawings.
      dropAddresses(value.replace(/url\(\s*['"]?([^'")]*)['"]?\s*\)/gi, 'url("$1")'), found, false);
      element.removeAttribute(name);
    } else if (name === 'ping') findings.blocked('prefetches');
  }
}

/** A picture stays where its bytes are in the evidence; otherwise its place stays, and its words. */
function keepHeldPicture(element: Element, findings: Findings): void {
  const addresses = PICTURE_ADDRESSES.flatMap((name) => element.getAttribute(name) ?? []);
  if (addresses.some((address) => HELD_PICTURE.test(address))) {
    element.removeAttribute('srcset');
    return;
  }
  for (const name of PICTURE_ADDRESSES) element.removeAttribute(name);
  const wanted = addresses.find((address) => address.trim() !== '');
  if (wanted !== undefined) {
    if (REMOTE.test(wanted)) findings.blocked('pictures');
    else findings.notShown('relativePictures');
  }
  if (element.localName !== 'img') return;
  // One that is too small to see tells somebody that the message was opened, and nobody else anything.
  if (!isDot(element)) element.before(placeOf(element));
  element.remove();
}

const PICTURE_ADDRESSES = ['src', 'srcset', 'href', 'xlink:href'];
const DOT = 3;
const MAX_PLACE = 400;

function isDot(image: Element): boolean {
  return ['width', 'height'].every((name) => sizeIn(image, name) <= DOT);
}

function sizeIn(image: Element, name: string): number {
  const size = Number.parseInt(image.getAttribute(name) ?? '', 10);
  return Number.isNaN(size) ? Number.POSITIVE_INFINITY : size;
}

function placeOf(image: Element): Element {
  const place = image.ownerDocument.createElement('span');
  place.className = 'assay-missing';
  place.textContent = image.getAttribute('alt') ?? '';
  for (const name of ['width', 'height'] as const) {
    const size = sizeIn(image, name);
    if (Number.isFinite(size)) place.style[name] = `${Math.min(size, MAX_PLACE)}px`;
  }
  return place;
}

function keepOwnCopy(element: Element, findings: Findings): void {
  for (const name of ['href', 'xlink:href']) {
    const address = element.getAttribute(name);
    if (address === null || address.startsWith('#')) continue;
    findings.blocked('pictures');
    element.removeAttribute(name);
  }
}

/** A link leads within the document or nowhere; where it wanted to lead can be read. */
function settleLink(element: Element, findings: Findings): void {
  const address = element.getAttribute('href') ?? element.getAttribute('xlink:href');
  element.removeAttribute('href');
  element.removeAttribute('xlink:href');
  element.removeAttribute('data-to');
  if (address === null) return;
  element.classList.add('assay-link');
  if (RUNS.test(withoutBlanks(address))) findings.blocked('scripts');
  else if (address.startsWith('#')) element.setAttribute('data-to', address.slice(1));
  else element.setAttribute('title', address.slice(0, 2000));
}

/** As a browser reads a scheme: blanks and control characters in it do not count. */
function withoutBlanks(address: string): string {
  return [...address.slice(0, 200)].filter((sign) => sign > ' ').join('');
}
