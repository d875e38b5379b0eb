import { all, attribute, child, parsePart } from '../office/xml.ts';

export interface Comment {
  /** From 1, in the order of the document. */
  readonly number: number;
  readonly author: string;
  /** ISO 8601, or null where the file tells no time. */
  readonly at: string | null;
  readonly words: string;
  /** What it is about; empty where it hangs on a point. */
  readonly about: string;
  /** The id of the element that stands at its place. */
  readonly placeId: string;
}

export interface Change {
  readonly kind: 'added' | 'removed';
  readonly author: string;
  readonly at: string | null;
  readonly words: string;
}

const MOST_ABOUT = 160;

/**
 * The comments on a document, their marks in `tree` turned into bookmarks that keep the place.
 * `part` is the name of the comments' part.
 */
export function takeComments(
  tree: XMLDocument,
  parts: ReadonlyMap<string, Uint8Array>,
  part: string | null,
): readonly Comment[] {
  const comments = part === null ? null : parsePart(parts, part);
  if (comments === null) return [];
  const byId = new Map(all(comments, 'comment').map((comment) => [attribute(comment, 'id') ?? '', comment]));
  const about = wordsBetween(tree);
  return all(tree, 'commentReference').flatMap((reference, index) => {
    const id = attribute(reference, 'id') ?? '';
    const comment = byId.get(id);
    const run = reference.parentElement;
    if (comment === undefined || run === null) return [];
    byId.delete(id);
    const placeId = `assay-comment-${index + 1}`;
    run.before(bookmark(run, placeId));
    reference.remove();
    return [
      {
        number: index + 1,
        author: attribute(comment, 'author') ?? '',
        at: attribute(comment, 'date'),
        words: paragraphsOf(comment),
        about: about.get(id) ?? '',
        placeId,
      },
    ];
  });
}

/** Insertions and deletions by author, neighbours of one author and kind taken together. */
export function listChanges(tree: XMLDocument): readonly Change[] {
  const changes: Change[] = [];
  let last: { element: Element; change: Change } | null = null;
  for (const element of all(tree, 'ins', 'del')) {
    const words = all(element, 't', 'delText')
      .map((text) => text.textContent ?? '')
      .join('');
    if (words === '') continue;
    const kind = element.localName === 'ins' ? 'added' : 'removed';
    const change: Change = {
      kind,
      author: attribute(element, 'author') ?? '',
      at: attribute(element, 'date'),
      words,
    };
    const goesOn =
      last !== null &&
      last.element.nextElementSibling === element &&
      last.change.kind === kind &&
      last.change.author === change.author;
    if (goesOn && last !== null) {
      const joined: Change = { ...last.change, words: last.change.words + words };
      changes[changes.length - 1] = joined;
      last = { element, change: joined };
    } else {
      changes.push(change);
      last = { element, change };
    }
  }
  return changes;
}

/** Gives a place an id that docx-preview writes into the page. */
export function bookmark(near: Element, id: string): Element {
  const namespace = near.ownerDocument.documentElement.namespaceURI;
  const made = near.ownerDocument.createElementNS(namespace, 'w:bookmarkStart');
  made.setAttributeNS(namespace, 'w:name', id);
  return made;
}

function paragraphsOf(comment: Element): string {
  return all(comment, 'p')
    .map((paragraph) =>
      all(paragraph, 't')
        .map((text) => text.textContent ?? '')
        .join(''),
    )
    .join('\n')
    .trim();
}

/** The words between the start and the end of each comment's range, by the comment's id. */
function wordsBetween(tree: XMLDocument): Map<string, string> {
  const open = new Map<string, string>();
  const closed = new Map<string, string>();
  for (const element of all(tree, 'commentRangeStart', 'commentRangeEnd', 't')) {
    const id = attribute(element, 'id') ?? '';
    if (element.localName === 'commentRangeStart') {
      open.set(id, '');
    } else if (element.localName === 'commentRangeEnd') {
      closed.set(id, (open.get(id) ?? '').trim());
      open.delete(id);
    } else {
      for (const [started, words] of open) {
        if (words.length < MAX_OPEN) open.set(started, words + (element.textContent ?? ''));
      }
    }
  }
  return new Map([...closed].map(([id, words]) => [id, shortened(words)]));
}

const MAX_OPEN = 4 * MOST_ABOUT;

function shortened(words: string): string {
  return words.length <= MOST_ABOUT ? words : `${words.slice(0, MOST_ABOUT)}…`;
}

/** The level of a heading by the id of its style: 0 for a title, 1 to 9; styles that are no heading are not in it. */
export function headingStyles(styles: XMLDocument | null): Map<string, number> {
  const levels = new Map<string, number>();
  if (styles === null) return levels;
  for (const style of all(styles, 'style')) {
    const id = attribute(style, 'styleId');
    const name = attribute(child(style, 'name'), 'val') ?? '';
    const outline = attribute(child(child(style, 'pPr'), 'outlineLvl'), 'val');
    const level = /^title$/i.test(name)
      ? 0
      : Number(/^heading (\d)$/i.exec(name)?.[1] ?? (outline === null ? Number.NaN : Number(outline) + 1));
    if (id !== null && level >= 0 && level <= 9) levels.set(id, level);
  }
  return levels;
}
