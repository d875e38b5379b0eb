import type { CallContext } from '../api/handlers.ts';
import { locateInRow } from './locate-damage.ts';
import type { Workspace } from './workspace.ts';

const PRIVATE_AT_ONCE = 200;

/** What a check came to: what is wrong in a sentence, or null; and what to say when nothing is. */
export interface Finding {
  readonly name: string;
  readonly failure: string | null;
  readonly success: string;
}

type Turn = () => Promise<void>;

/** Whether the database's file is whole: its pages, its tables, its indexes. Only the first fault is told. */
export async function checkDatabase(workspace: Workspace, call: CallContext, turn: Turn): Promise<Finding> {
  let first: string | null = null;
  let done = 0;
  for (const fault of workspace.store.health.faults()) {
    first ??= fault;
    done += 1;
    call.progress({ phase: 'Checking the database', done, total: Math.max(done, 30) });
    await turn();
    call.signal.throwIfAborted();
    if (first) break;
  }
  return {
    name: 'database',
    failure: first && `The database’s file is damaged: ${first}. Restore the workspace from a backup.`,
    success: 'Every page, table and index of the database is whole.',
  };
}

/** Whether all that is kept about people is what its hash names, whichever record names it. */
export async function changedPrivateObject(
  { store }: Workspace,
  call: CallContext,
  turn: Turn,
): Promise<string | null> {
  for (let after = ''; ; ) {
    const { last, changed } = store.health.privateObjects(after, PRIVATE_AT_ONCE);
    if (changed) return changed;
    if (last === null) return null;
    after = last;
    await turn();
    call.signal.throwIfAborted();
  }
}

const NAMES = {
  drafts: 'A draft',
  agreement_drafts: 'An agreement that is being made',
  comment_bank: 'A comment in the bank',
  local_keys: 'A sealed key',
  local_facts: 'What this machine knows of itself',
  commands: 'A note of what was done before',
  sealed_assessments: 'A sealed assessment',
} as const;

/** Whether drafts, comments, keys and the like are as they were written. The first damaged byte is told. */
export async function checkLocalState(workspace: Workspace, call: CallContext, turn: Turn): Promise<Finding> {
  let failure: string | null = null;
  for (const [row] of workspace.store.health.unprovedRows()) {
    if (row && failure === null) {
      const where = await locateInRow(row, { signal: call.signal, breathe: turn });
      failure = `${NAMES[row.table]} (${keyOf(row.values[0])}) was damaged on this machine’s disk. ${where}`;
    }
    await turn();
    call.signal.throwIfAborted();
  }
  return {
    name: 'drafts and settings',
    failure,
    success: 'Drafts, comments and keys on this machine are as they were written.',
  };
}

const keyOf = (key: Buffer | null | undefined) => `${String(key ?? '').slice(0, 12)}…`;
