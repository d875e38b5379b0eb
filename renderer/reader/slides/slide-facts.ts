import { relationshipMap } from '../office/open-package.ts';
import { all, attribute, child, children, first, parsePart } from '../office/xml.ts';

export interface SlideComment {
  readonly author: string;
  readonly at: string | null;
  readonly words: string;
}

/** What the slide's part says that pptxtojson does not tell. */
export interface SlideFacts {
  /** The name of its part in the package. */
  readonly part: string;
  readonly title: string | null;
  /** Left out when the presentation is shown. */
  readonly isHidden: boolean;
  readonly hasAnimations: boolean;
  readonly comments: readonly SlideComment[];
  /** Figures of its charts, by part. */
  readonly charts: readonly string[];
}

/** The slides in the order in which they are shown; `[]` where there are none, `null` where this is no presentation. */
export function slideFacts(parts: ReadonlyMap<string, Uint8Array>): readonly SlideFacts[] | null {
  const main = [...relationshipMap(parts, '').values()].find(({ type }) => type === 'officeDocument')?.target;
  const presentation = main === undefined ? null : parsePart(parts, main);
  if (main === undefined || presentation === null) return null;
  const related = relationshipMap(parts, main);
  const authors = authorsOf(parts, related);
  return all(presentation, 'sldId').flatMap((entry) => {
    // Two attributes end in `id`; the relationship's is the one with a prefix.
    const id = [...entry.attributes].find(({ name }) => name.endsWith(':id'))?.value ?? '';
    const part = related.get(id)?.target;
    const tree = part === undefined ? null : parsePart(parts, part);
    return part === undefined || tree === null ? [] : [factsOf(part, tree, parts, authors)];
  });
}

function factsOf(
  part: string,
  tree: XMLDocument,
  parts: ReadonlyMap<string, Uint8Array>,
  authors: ReadonlyMap<string, string>,
): SlideFacts {
  const related = [...relationshipMap(parts, part).values()];
  return {
    part,
    title: titleOf(tree),
    isHidden: ['0', 'false'].includes(tree.documentElement.getAttribute('show') ?? '1'),
    hasAnimations: all(tree, 'timing').some(
      (timing) => first(timing, 'bldLst') ?? first(timing, 'animEffect'),
    ),
    comments: related
      .filter(({ type }) => type === 'comments')
      .flatMap(({ target }) => commentsOf(parsePart(parts, target), authors)),
    charts: related.filter(({ type }) => type === 'chart').map(({ target }) => target),
  };
}

function titleOf(tree: XMLDocument): string | null {
  const shape = all(tree, 'sp').find((candidate) => {
    const type = first(first(candidate, 'nvPr'), 'ph')?.getAttribute('type');
    return type === 'title' || type === 'ctrTitle';
  });
  const words = shape === undefined ? '' : paragraphs(shape).join(' ').trim();
  return words === '' ? null : words;
}

function paragraphs(scope: Element): string[] {
  return all(scope, 'p').map((paragraph) =>
    all(paragraph, 't')
      .map((text) => text.textContent ?? '')
      .join(''),
  );
}

/** People who comment, by id: numbers in older files, GUIDs in newer ones. */
function authorsOf(
  parts: ReadonlyMap<string, Uint8Array>,
  related: ReadonlyMap<string, { type: string; target: string }>,
): Map<string, string> {
  const trees = [...related.values()]
    .filter(({ type }) => type === 'commentAuthors' || type === 'authors')
    .map(({ target }) => parsePart(parts, target));
  const people = trees.flatMap((tree) => (tree === null ? [] : all(tree, 'cmAuthor', 'author')));
  return new Map(people.map((one) => [one.getAttribute('id') ?? '', one.getAttribute('name') ?? '']));
}

function commentsOf(tree: XMLDocument | null, authors: ReadonlyMap<string, string>): SlideComment[] {
  if (tree === null) return [];
  return all(tree, 'cm', 'reply').map((comment) => {
    const old = child(comment, 'text')?.textContent;
    const body = children(comment, 'txBody')[0];
    return {
      author: authors.get(attribute(comment, 'authorId') ?? '') ?? '',
      at: attribute(comment, 'dt') ?? attribute(comment, 'created'),
      words: (old ?? (body === undefined ? '' : paragraphs(body).join('\n'))).trim(),
    };
  });
}
