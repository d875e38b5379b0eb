import type { Problem } from '../api/shapes.ts';
import { collisionKey } from './path-rules.ts';
import { fault } from './problems.ts';

/** Notes a name, and says why it may not stand beside those seen before. */
export function collide(seen: Map<string, string>, path: string, isFolder: boolean): Problem | null {
  const key = collisionKey(path);
  const earlier = seen.get(key);
  seen.set(key, isFolder ? `${path}/` : path);
  if (earlier === undefined || (isFolder && earlier === `${path}/`)) return null;
  if (earlier === path) {
    return fault(
      'zip.duplicate_name',
      'Two files in the zip have the same name, so programs disagree on which is meant; pack the files again.',
      path,
    );
  }
  return fault(
    'zip.name_collision',
    'Two names in the zip are the same on some computers; rename one and pack again.',
    `${earlier}, ${path}`,
  );
}

/** Names that are a file here and a folder there. */
export function filesUsedAsFolders(seen: ReadonlyMap<string, string>, paths: readonly string[]): Problem[] {
  const checked = new Set<string>();
  const problems: Problem[] = [];
  for (const path of paths) {
    const segments = collisionKey(path).split('/');
    for (let depth = segments.length - 1; depth > 0; depth -= 1) {
      const parent = segments.slice(0, depth).join('/');
      if (checked.has(parent)) break;
      checked.add(parent);
      const earlier = seen.get(parent);
      if (earlier !== undefined && !earlier.endsWith('/')) {
        problems.push(
          fault(
            'zip.name_collision',
            'A name in the zip is both a file and a folder; pack the files again.',
            earlier,
          ),
        );
      }
    }
  }
  return problems;
}
