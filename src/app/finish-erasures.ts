import { rm } from 'node:fs/promises';
import { flushDirectories } from '../evidence/flush-to-disk.ts';
import type { Vault } from '../evidence/vault-types.ts';
import type { Store } from '../store/store.ts';

/** What was erased on this machine. */
export interface Erased {
  readonly submissions: number;
  readonly artifacts: number;
}

/**
 * Carries out what the ledger says of learners who are to be erased, where it has not been done on this machine: their
 * artifacts leave the vault unless another learner handed the same file in, then the database forgets them. Called
 * wherever such a record may have arrived, and on opening: a kill on the way is made up for then.
 */
export async function finishErasures(store: Store, vault: Vault): Promise<Erased> {
  let [submissions, artifacts] = [0, 0];
  for (const learner of store.erasures.waiting()) {
    const belongings = store.erasures.belongingsOf(learner);
    const gone = belongings.artifacts.filter((hash) => vault.has(hash));
    for (const hash of gone) await rm(vault.pathOf(hash), { force: true });
    await flushDirectories([...new Set(gone.map((hash) => vault.pathOf(hash).slice(0, -hash.length - 1)))]);
    store.erasures.carryOut(learner, belongings);
    submissions += belongings.submissions.length;
    artifacts += gone.length;
  }
  return { submissions, artifacts };
}
