/** How one part of a package names another, or something outside it. */
export interface Relationship {
  readonly id: string;
  /** The last word of the type's address, such as `image` or `hyperlink`. */
  readonly type: string;
  readonly target: string;
  readonly external: boolean;
}

const ELEMENT = /<((?:\w+:)?Relationship)\b((?:[^>"']|"[^"]*"|'[^']*')*?)\/?>/g;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')/g;

/** Strict files name their relationships by other addresses; libraries know these (ECMA-376 part 1, annex F). */
const STRICT = 'http://purl.oclc.org/ooxml/officeDocument/relationships/';
const TRANSITIONAL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/';

export function parseRelationships(xml: string): Relationship[] {
  return [...xml.matchAll(ELEMENT)].map((match) => {
    const values = attributes(match[2] ?? '');
    return {
      id: values.get('Id') ?? '',
      type: (values.get('Type') ?? '').split('/').at(-1) ?? '',
      target: values.get('Target') ?? '',
      external: values.get('TargetMode') === 'External',
    };
  });
}

/**
 * The same relationships with nothing outside the package left in them, but for hyperlinks, which are only words.
 * Each of the others is handed to `blocked`; a linked picture then shows the part at `standIn`, the rest is gone.
 */
export function closeRelationships(
  xml: string,
  standIn: string,
  blocked: (relationship: Relationship) => void,
): string {
  return xml.replaceAll(STRICT, TRANSITIONAL).replaceAll(ELEMENT, (element) => {
    const [relationship] = parseRelationships(element);
    if (!relationship?.external || relationship.type === 'hyperlink') return element;
    blocked(relationship);
    if (relationship.type !== 'image') return '';
    return `<Relationship Id="${escaped(relationship.id)}" Type="${TRANSITIONAL}image" Target="${standIn}"/>`;
  });
}

/** The name of the part that `target` means, seen from the part `from`. */
export function resolveTarget(from: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const path = from.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.' && step !== '') path.push(step);
  }
  return path.join('/');
}

/** Where the relationships of a part are kept. */
export function relationshipsOf(part: string): string {
  const at = part.lastIndexOf('/') + 1;
  return `${part.slice(0, at)}_rels/${part.slice(at)}.rels`;
}

function attributes(text: string): Map<string, string> {
  return new Map([...text.matchAll(ATTRIBUTE)].map((match) => [match[1] ?? '', unquoted(match[2] ?? '""')]));
}

function unquoted(value: string): string {
  return value
    .slice(1, -1)
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
