import { Refusal } from '../reader-page.ts';

/** The part `name` as a tree, or `null` where the package has no such part. */
export function parsePart(parts: ReadonlyMap<string, Uint8Array>, name: string): XMLDocument | null {
  const bytes = parts.get(name);
  return bytes === undefined ? null : parseXml(bytes);
}

/** @throws Refusal where it is not well formed. */
export function parseXml(bytes: Uint8Array): XMLDocument {
  const text = new TextDecoder().decode(bytes);
  const tree = new DOMParser().parseFromString(text, 'application/xml');
  if (tree.getElementsByTagName('parsererror').length > 0) throw new Refusal('damaged');
  return tree;
}

export function serialise(tree: XMLDocument): Uint8Array {
  return new TextEncoder().encode(new XMLSerializer().serializeToString(tree));
}

/** Elements below `scope` with one of the local names, in document order, as they are now. */
export function all(scope: Document | Element, ...names: string[]): Element[] {
  if (names.length === 1) return [...scope.getElementsByTagNameNS('*', names[0] ?? '')];
  const wanted = new Set(names);
  return [...scope.getElementsByTagNameNS('*', '*')].filter((element) => wanted.has(element.localName));
}

export function first(scope: Document | Element | null | undefined, name: string): Element | null {
  return scope?.getElementsByTagNameNS('*', name)[0] ?? null;
}

export function child(parent: Element | null | undefined, name: string): Element | null {
  return children(parent, name)[0] ?? null;
}

export function children(parent: Element | null | undefined, name?: string): Element[] {
  const every = parent ? [...parent.children] : [];
  return name === undefined ? every : every.filter((element) => element.localName === name);
}

/** The nearest element around `element` with the local name. */
export function around(element: Element, name: string): Element | null {
  for (let at = element.parentElement; at !== null; at = at.parentElement) {
    if (at.localName === name) return at;
  }
  return null;
}

/** An attribute by its local name, whatever prefix a writer chose. */
export function attribute(element: Element | null | undefined, name: string): string | null {
  for (const candidate of element?.attributes ?? []) if (candidate.localName === name) return candidate.value;
  return null;
}

/** Puts what an element holds in its place. */
export function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}
