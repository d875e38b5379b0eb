import { rm } from 'node:fs/promises';
import type { CallContext } from '../api/handlers.ts';
import { flushDirectories } from '../evidence/flush-to-disk.ts';
import { type Forgotten, forgetInBackups, noteToForget } from './forget-in-backups.ts';
import type { Workspace } from './workspace.ts';

/** What was erased on this machine. */
export interface Erased {
  readonly submissions: number;
  readonly artifacts: number;
  readonly backups: Forgotten;
}

/**
 * Carries out what the ledger says of learners who are to be erased, where it has not been done on this machine: their
 * artifacts leave the vault unless another learner handed the same file in, then the database forgets them, then the
 * copies of it that still hold them are removed. Called wherever such a record may have arrived, and on opening: a kill
 * on the way is made up for then.
 */
export async function finishErasures(workspace: Workspace, call: CallContext): Promise<Erased> {
  const { store, vault, directory } = workspace;
  const waiting = store.erasures.waiting();
  // Once the database has forgotten them, nothing else tells that its copies have not.
  if (waiting.length > 0) await noteToForget(directory);
  let [submissions, artifacts] = [0, 0];
  for (const learner of waiting) {
    const belongings = store.erasures.belongingsOf(learner);
    const gone = belongings.artifacts.filter((hash) => vault.has(hash));
    for (const hash of gone) await rm(vault.pathOf(hash), { force: true });
    await flushDirectories([...new Set(gone.map((hash) => vault.pathOf(hash).slice(0, -hash.length - 1)))]);
    store.erasures.carryOut(learner, belongings);
    submissions += belongings.submissions.length;
    artifacts += gone.length;
  }
  return { submissions, artifacts, backups: await forgetInBackups(workspace, call) };
}
