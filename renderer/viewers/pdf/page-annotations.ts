import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { z } from 'zod';
import type { Rect } from '../../../src/domain/anchor.ts';
import type { DestinationName } from './destinations.ts';

/** A link on a page: inside the document one may follow it, all others only say where they point. */
export type PageLink =
  | {
      readonly kind: 'inside';
      readonly id: string;
      readonly rect: Rect;
      readonly to: DestinationName;
      readonly words: string;
    }
  | { readonly kind: 'outside'; readonly id: string; readonly rect: Rect; readonly address: string };

/** What somebody wrote or drew upon a page. */
export interface PageComment {
  readonly id: string;
  readonly rect: Rect;
  readonly text: string;
  readonly author: string;
  /** Nothing of it is drawn on the page. */
  readonly isBare: boolean;
}

/** A field of a form as it was filled in. */
export interface PageField {
  readonly id: string;
  readonly name: string;
  readonly value: string;
}

export interface PageAnnotations {
  readonly links: readonly PageLink[];
  readonly comments: readonly PageComment[];
  readonly fields: readonly PageField[];
  /** Names of files attached to this page. */
  readonly files: readonly string[];
  /** Films, sounds and 3-D models, none of which is played. */
  readonly films: number;
  readonly scripts: number;
}

const Words = z.object({ str: z.string() }).nullish();
const Annotation = z.object({
  id: z.string(),
  subtype: z.string(),
  rect: z.array(z.number()).length(4),
  hasAppearance: z.boolean().nullish(),
  hidden: z.boolean().nullish(),
  url: z.string().nullish(),
  unsafeUrl: z.string().nullish(),
  dest: z.union([z.string(), z.array(z.unknown())]).nullish(),
  action: z.string().nullish(),
  overlaidText: z.string().nullish(),
  contentsObj: Words,
  titleObj: Words,
  file: z.object({ filename: z.string() }).nullish(),
  fieldName: z.string().nullish(),
  alternativeText: z.string().nullish(),
  fieldValue: z.unknown().optional(),
});
type Annotation = z.infer<typeof Annotation>;

const FILMS = new Set(['Movie', 'Sound', 'Screen', 'RichMedia', '3D']);
const NO_COMMENTS = new Set(['Popup', 'Link', 'Widget', 'FileAttachment', ...FILMS]);
/** Actions of links that only move within the document. */
const STEPS = new Set(['NextPage', 'PrevPage', 'FirstPage', 'LastPage']);
const MAX_ANNOTATIONS = 3000;

/** What lies upon a page besides its contents. Never throws: a page whose annotations are damaged has none. */
export async function readAnnotations(page: PDFPageProxy, isAnonymous: boolean): Promise<PageAnnotations> {
  const [found, actions] = await Promise.all([
    page.getAnnotations().catch(() => []),
    page.getJSActions().catch(() => null),
  ]);
  const all = z.array(z.unknown()).catch([]).parse(found).slice(0, MAX_ANNOTATIONS);
  const annotations = all.flatMap((one) => Annotation.safeParse(one).data ?? []);
  const place = placer(page.view);
  const read = {
    links: annotations.flatMap((one) => linkOf(one, place) ?? []),
    comments: annotations.flatMap((one) => commentOf(one, place) ?? []),
    fields: annotations.flatMap((one) => fieldOf(one) ?? []),
    files: annotations.flatMap(({ file }) => file?.filename ?? []),
    films: annotations.filter(({ subtype }) => FILMS.has(subtype)).length,
    scripts: countScripts(actions),
  };
  return isAnonymous ? withoutNames(read) : read;
}

/** The same without what names people, for marking without names. The one place that knows what does. */
function withoutNames(annotations: PageAnnotations): PageAnnotations {
  return {
    ...annotations,
    comments: annotations.comments.map((comment) => ({ ...comment, author: '' })),
    files: annotations.files.map(() => ''),
  };
}

/** How many scripts hang on named events, as pdf.js lists them. */
export function countScripts(actions: unknown): number {
  return entriesOf(actions).reduce(
    (sum, [, scripts]) => sum + (Array.isArray(scripts) ? scripts.length : 1),
    0,
  );
}

/** pdf.js gives name trees as a `Map`, or as an object. */
export function entriesOf(tree: unknown): readonly (readonly [string, unknown])[] {
  if (tree instanceof Map) return [...tree].map(([key, value]) => [String(key), value]);
  return typeof tree === 'object' && tree !== null ? Object.entries(tree) : [];
}

type Place = (rect: readonly number[]) => Rect;

/** From the file's coordinates to points from the top left corner of the unrotated page. */
function placer([left = 0, , , top = 0]: readonly number[]): Place {
  return ([x1 = 0, y1 = 0, x2 = 0, y2 = 0]) => ({
    x: Math.min(x1, x2) - left,
    y: top - Math.max(y1, y2),
    width: Math.abs(x2 - x1),
    height: Math.abs(y2 - y1),
  });
}

function linkOf(one: Annotation, place: Place): PageLink | null {
  const address = one.url ?? one.unsafeUrl;
  if (one.subtype !== 'Link' && !(one.subtype === 'Widget' && address)) return null;
  const rect = place(one.rect);
  if (address) return { kind: 'outside', id: one.id, rect, address };
  const to = one.dest ?? (one.action && STEPS.has(one.action) ? { step: one.action } : null);
  return to === null ? null : { kind: 'inside', id: one.id, rect, to, words: one.overlaidText?.trim() ?? '' };
}

function commentOf(one: Annotation, place: Place): PageComment | null {
  const text = one.contentsObj?.str.trim() ?? '';
  if (text === '' || NO_COMMENTS.has(one.subtype)) return null;
  return {
    id: one.id,
    rect: place(one.rect),
    text,
    author: one.titleObj?.str.trim() ?? '',
    isBare: one.subtype === 'Text' && one.hasAppearance !== true,
  };
}

function fieldOf(one: Annotation): PageField | null {
  if (one.subtype !== 'Widget' || one.hidden === true) return null;
  const { fieldValue } = one;
  const value = Array.isArray(fieldValue)
    ? fieldValue.join(', ')
    : typeof fieldValue === 'string'
      ? fieldValue
      : '';
  if (value.trim() === '' || value === 'Off') return null;
  return { id: one.id, name: one.alternativeText || one.fieldName || '', value };
}
