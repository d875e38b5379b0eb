import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { ChosenFile } from '../../src/api/bridge.ts';
import { FileToken } from '../../src/api/shapes.ts';
import type { FileUse } from '../../src/host/granted-paths.ts';

/** Stands for files the person chose: the renderer holds tokens, never paths. */
export interface FileGrants {
  /** A path that does not exist yet (a save as) is granted too. */
  grant(path: string, use: FileUse): ChosenFile;
  pathOf(token: FileToken): string | null;
  /** Every grant so far: a host that was restarted must learn them again. */
  all(): IterableIterator<Grant>;
}

export interface Grant {
  readonly token: FileToken;
  readonly path: string;
  readonly use: FileUse;
}

/** `onGrant` is told every grant as it is made, before the renderer hears of it. */
export function fileGrants(onGrant: (grant: Grant) => void): FileGrants {
  const grants = new Map<FileToken, Grant>();
  return {
    grant: (path, use) => {
      const token = FileToken.parse(`ft_${randomBytes(24).toString('base64url')}`);
      const grant = { token, path, use };
      grants.set(token, grant);
      onGrant(grant);
      const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
      return { token, name: basename(path), isFolder };
    },
    pathOf: (token) => grants.get(token)?.path ?? null,
    all: () => grants.values(),
  };
}
