import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Timestamp } from '../domain/ids.ts';
import { readOwnFile, writeOwnFile } from './own-files.ts';

/** What a check found wrong, and when. */
const DamageFound = z.object({ name: z.string(), message: z.string(), at: Timestamp });
export type DamageFound = z.infer<typeof DamageFound>;

/** Lies beside the database: what is damaged is not written to. It goes away with the database that it speaks of. */
export const DAMAGE_FILE = 'damage-found.json';

/** What the last full check of a workspace found damaged; nothing while none has found anything. */
export interface Damage {
  found(): readonly DamageFound[];
  /** Puts what a check found in the place of what the one before did. */
  replace(found: readonly DamageFound[]): Promise<void>;
}

/** Reads what is known of damage to the workspace in this folder. */
export async function knownDamage(directory: string): Promise<Damage> {
  const path = join(directory, DAMAGE_FILE);
  let known: readonly DamageFound[] = await readOwnFile(path, z.array(DamageFound).max(100), []);
  return {
    found: () => known,
    async replace(found) {
      const isSame = found.length === 0 && known.length === 0;
      known = found;
      if (isSame) return;
      // A folder that cannot be written keeps nobody from being told what is wrong.
      await (found.length === 0 ? rm(path, { force: true }) : writeOwnFile(path, found)).catch(() => {});
    },
  };
}
