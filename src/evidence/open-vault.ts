import { createReadStream, lstatSync } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ArtifactHash } from '../domain/ids.ts';
import { openStaging, sweepStagings } from './staging-folder.ts';
import type { Vault } from './vault-types.ts';

/**
 * The vault in `directory` (the folder itself: `<workspace>/vault`), which is made when first needed.
 * Evidence lies at `<first two hex>/<64 hex>`; imports under way lie in `.staging/`.
 */
export function openVault(directory: string): Vault {
  const root = resolve(directory);
  const pathOf = (hash: ArtifactHash): string => join(root, hash.slice(0, 2), hash);
  const vault: Vault = {
    directory: root,
    pathOf,
    // A link is not evidence: it would show what lies elsewhere.
    has: (hash) => lstatSync(pathOf(hash), { throwIfNoEntry: false })?.isFile() ?? false,
    stage: () => openStaging(vault),
    sweep: () => sweepStagings(root),
    async sizeBytes(hash) {
      const stats = await lstat(pathOf(hash)).catch(() => null);
      return stats?.isFile() ? stats.size : null;
    },
    read: (hash, range) => createReadStream(pathOf(hash), range ?? {}),
  };
  return vault;
}
