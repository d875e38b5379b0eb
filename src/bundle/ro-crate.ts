import { z } from 'zod';
import type { Problem } from '../api/shapes.ts';
import { tidyPath } from './path-rules.ts';
import { fault, warning } from './problems.ts';
import type { AboutRef } from './read-types.ts';

export const CRATE_METADATA_NAMES = ['ro-crate-metadata.json', 'ro-crate-metadata.jsonld'] as const;

const Entity = z.looseObject({ '@id': z.string() });
type Entity = z.infer<typeof Entity>;
const Crate = z.looseObject({ '@graph': z.array(z.unknown()) });

export interface CrateFile {
  /** From the crate's root, `/`-separated, Unicode NFC. */
  readonly path: string;
  readonly title: string | null;
  readonly createdAt: string | null;
  readonly sha256: string | null;
  readonly sizeBytes: number | null;
  readonly claims: readonly AboutRef[];
  /** What it says it conforms to, such as the CASE package schema. */
  readonly conformsTo: readonly string[];
}

/** What a crate says of itself, of its learner and of its files (RO-Crate 1.0 to 1.3). */
export interface Crate {
  readonly title: string | null;
  readonly description: string | null;
  readonly identifier: string | null;
  readonly learner: { readonly name: string | null; readonly identifier: string | null };
  readonly units: readonly AboutRef[];
  /** By path. */
  readonly files: ReadonlyMap<string, CrateFile>;
}

/**
 * Reads crate metadata by looking entities up in the flattened `@graph`, without expanding JSON-LD and without
 * the network. `at` names the file in problems.
 */
export function readCrate(
  bytes: Uint8Array,
  at: string,
): { crate: Crate | null; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const graph = parseGraph(bytes);
  if (graph === null) {
    problems.push(
      fault(
        'crate.unreadable',
        'The crate metadata is not JSON with an "@graph"; ask for the bundle again.',
        at,
      ),
    );
    return { crate: null, problems };
  }
  const entities = new Map<string, Entity>();
  for (const entity of graph) entities.set(entity['@id'], entity);
  const root = findRoot(entities, problems, at);
  if (root === null) return { crate: null, problems };

  const files = new Map<string, CrateFile>();
  for (const entity of graph) {
    if (!types(entity).some((type) => type === 'File' || type === 'MediaObject')) continue;
    const path = localPath(entity['@id']);
    if (path === null) continue;
    const about = references(entity.about, entities);
    files.set(path, {
      path,
      title: text(entity.name),
      createdAt: text(entity.dateCreated),
      sha256: text(entity.sha256)?.toLowerCase() ?? null,
      sizeBytes: wholeNumber(entity.contentSize),
      claims: about,
      conformsTo: list(entity.conformsTo).flatMap((value) => idOf(value) ?? []),
    });
  }
  const person = findLearner(root, entities);
  return {
    crate: {
      title: text(root.name),
      description: text(root.description),
      identifier: identifierOf(root, entities),
      learner: {
        name: person === null ? null : typeof person === 'string' ? person : text(person.name),
        identifier: person === null || typeof person === 'string' ? null : identifierOf(person, entities),
      },
      units: references(root.about, entities),
      files,
    },
    problems,
  };
}

function parseGraph(bytes: Uint8Array): Entity[] | null {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
  const crate = Crate.safeParse(json);
  if (!crate.success) return null;
  // An entity without an id cannot be referred to, and says nothing that is needed here.
  return crate.data['@graph'].flatMap((value) => {
    const entity = Entity.safeParse(value);
    return entity.success ? [entity.data] : [];
  });
}

function findRoot(entities: ReadonlyMap<string, Entity>, problems: Problem[], at: string): Entity | null {
  const descriptor = [...entities.values()].find((entity) =>
    CRATE_METADATA_NAMES.some((name) => entity['@id'] === name || entity['@id'] === `./${name}`),
  );
  const version = list(descriptor?.conformsTo)
    .map((value) => /\/ro\/crate\/(\d+\.\d+)/.exec(idOf(value) ?? '')?.[1])
    .find((found) => found !== undefined);
  if (version === undefined || !['1.0', '1.1', '1.2', '1.3'].includes(version)) {
    problems.push(
      warning(
        'crate.version_unknown',
        version === undefined
          ? 'The crate does not say which version of RO-Crate it follows; it was read as 1.2.'
          : `The crate follows RO-Crate ${version}, which is not known; it was read as 1.2.`,
        at,
      ),
    );
  }
  const about = idOf(list(descriptor?.about)[0]);
  const root = (about === null ? undefined : entities.get(about)) ?? entities.get('./') ?? entities.get('.');
  if (root === undefined) {
    problems.push(
      fault(
        'crate.root_missing',
        'The crate metadata does not describe the crate itself; ask for the bundle again.',
        at,
      ),
    );
    return null;
  }
  return root;
}

function findLearner(root: Entity, entities: ReadonlyMap<string, Entity>): Entity | string | null {
  for (const property of [root.author, root.creator]) {
    for (const value of list(property)) {
      if (typeof value === 'string') return value;
      const inline = Entity.safeParse(value);
      if (!inline.success) continue;
      const person = entities.get(inline.data['@id']) ?? inline.data;
      if (types(person).length === 0 || types(person).includes('Person')) return person;
    }
  }
  return null;
}

function references(about: unknown, entities: ReadonlyMap<string, Entity>): AboutRef[] {
  return list(about).flatMap((value): AboutRef[] => {
    const id = typeof value === 'string' ? value : idOf(value);
    if (id === null) return [];
    const term = entities.get(id);
    const uris = [id, ...list(term?.url).flatMap((url) => idOf(url) ?? text(url) ?? [])];
    const identifier = term === undefined ? null : identifierOf(term, entities);
    if (identifier !== null) uris.push(identifier);
    const termCode = term === undefined ? null : text(term.termCode);
    return [
      {
        uris: [...new Set(uris)],
        code: termCode ?? (id.startsWith('#') ? decodeId(id.slice(1)) : null),
        name: term === undefined ? null : text(term.name),
      },
    ];
  });
}

function identifierOf(entity: Entity, entities: ReadonlyMap<string, Entity>): string | null {
  const value = list(entity.identifier)[0];
  const direct = text(value);
  if (direct !== null) return direct;
  const id = idOf(value);
  if (id === null) return null;
  // An identifier may be a PropertyValue of its own.
  const property = entities.get(id);
  return (property === undefined ? null : text(property.value)) ?? id;
}

/** The file an `@id` means, or null where it is on the web or outside the crate. */
function localPath(id: string): string | null {
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(id) || id.startsWith('#') || id.startsWith('//')) return null;
  const path = decodeId(id).normalize('NFC');
  return path.split('/').includes('..') ? null : tidyPath(path);
}

function decodeId(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

function types(entity: Entity): readonly string[] {
  return list(entity['@type']).filter((type) => typeof type === 'string');
}

function list(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function idOf(value: unknown): string | null {
  const parsed = Entity.safeParse(value);
  return parsed.success ? parsed.data['@id'] : null;
}

/** A string, a number, or the first of several; JSON-LD value objects too. */
function text(value: unknown): string | null {
  const first = list(value)[0];
  if (typeof first === 'string') return first;
  if (typeof first === 'number') return String(first);
  if (typeof first === 'object' && first !== null && '@value' in first) {
    const value = first['@value'];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  }
  return null;
}

function wholeNumber(value: unknown): number | null {
  const written = text(value);
  return written !== null && /^\d{1,15}$/.test(written) ? Number(written) : null;
}
