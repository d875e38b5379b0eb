import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ArtifactHash } from '../domain/ids.ts';
import { flushDirectories } from '../evidence/flush-to-disk.ts';
import type { Vault } from '../evidence/vault-types.ts';
import type { Store } from '../store/store.ts';

const JOURNAL = 'import-journal.json';
const Journal = z.array(ArtifactHash);

/** Notes, on disk, which artifacts are about to enter the vault before the record that names them exists. */
export async function beginImport(directory: string, fresh: readonly ArtifactHash[]): Promise<void> {
  const file = await open(join(directory, JOURNAL), 'w');
  try {
    await file.writeFile(JSON.stringify(fresh));
    await file.sync();
  } finally {
    await file.close();
  }
  // Its name too: after a power cut, a journal that cannot be found takes nothing back.
  await flushDirectories([directory]);
}

/** The record exists: the artifacts belong. */
export async function endImport(directory: string): Promise<void> {
  await rm(join(directory, JOURNAL), { force: true });
}

/** After a kill between vault and record: removes the artifacts that no record names. */
export async function finishInterruptedImport(directory: string, store: Store, vault: Vault): Promise<void> {
  const text = await readFile(join(directory, JOURNAL), 'utf8').catch(() => null);
  if (text === null) return;
  // A journal cut short was never followed by a commit to the vault.
  const orphans = new Set(parsed(text));
  if (orphans.size > 0) {
    for (const subjects of store.records.subjects('s:', 0)) {
      for (const fact of subjects.flatMap((subject) => store.records.factsAbout(subject))) {
        if (fact.type === 'submission.received')
          for (const one of fact.body.artifacts) orphans.delete(one.hash);
      }
    }
    for (const hash of orphans) await rm(vault.pathOf(hash), { force: true });
  }
  await endImport(directory);
}

function parsed(text: string): readonly ArtifactHash[] {
  try {
    return Journal.parse(JSON.parse(text));
  } catch {
    return [];
  }
}
