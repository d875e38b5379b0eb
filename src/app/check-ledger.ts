import type { CallContext } from '../api/handlers.ts';
import type { VerifyCheck } from '../api/shapes.ts';
import { subjectsOf } from '../domain/facts.ts';
import type { LearnerId } from '../domain/ids.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { readRecord, type SignedRecord } from '../ledger/record.ts';
import { recordInCopy } from '../store/backup.ts';
import { refusedByDatabase } from '../store/open-database.ts';
import type { Filing, StoredRecord } from '../store/records.ts';
import { backupFiles, listBackups } from './backups.ts';
import { ChainCheck } from './check-chains.ts';
import { changedPrivateObject, checkDatabase, checkLocalState, type Finding } from './check-storage.ts';
import { locateInRecord } from './locate-damage.ts';
import { storedFileProblem } from './stored-evidence.ts';
import type { Workspace } from './workspace.ts';

const YIELD_EVERY = 200;
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

export interface LedgerCheck {
  readonly ok: boolean;
  readonly records: number;
  readonly checks: VerifyCheck[];
}

/**
 * Walks everything: the database's own structure; each record's bytes, id, signature and place in its author's chain;
 * the workspace it belongs to; every artifact's bytes against its address; what this machine alone keeps; and the views
 * against the records. Each kind of check reports how many held, or the first that failed, to the byte where that can be
 * known.
 */
export async function checkLedger(workspace: Workspace, call: CallContext): Promise<Result<LedgerCheck>> {
  const { store } = workspace;
  const total = store.records.count();
  const checks: VerifyCheck[] = [];
  const artifacts = new Map<string, number>();
  const chains = new ChainCheck(workspace);
  const erased = new Set<LearnerId>();
  let records = 0;
  let wrong: string | null = null;
  let changed: string | null = null;
  let left: string | null = null;
  try {
    checks.push(reported(await checkDatabase(workspace, call, breathe)));
    // A cursor that stays open would block writes for the whole walk, so the ledger is read in pages.
    for (let after = 0; ; ) {
      call.signal.throwIfAborted();
      const rows = store.records.after(after, YIELD_EVERY);
      // A damaged page can give the same rows again.
      if ((rows.at(-1)?.position ?? after) <= after) break;
      for (const row of rows) {
        records += 1;
        after = row.position;
        const read = isStoredWhole(row)
          ? readRecord(row.bytes, row.signature)
          : refused('record.not_stored', 'It is not stored as a record is.');
        if (!read.ok || read.value.id !== row.id || read.value.workspace !== workspace.id) {
          const why = read.ok && read.value.id === row.id ? 'It belongs to another workspace.' : null;
          wrong ??= `Record ${row.position} (${String(row.id).slice(0, 12)}…): ${why ?? (await whyDamaged(workspace, row, read, call))}`;
          continue;
        }
        const { fact } = read.value;
        const misfiled = misfiling(read.value, store.records.filing(row.position));
        if (misfiled)
          wrong ??= `Record ${row.position} (${row.id.slice(0, 12)}…) is filed under another ${misfiled} than it states.`;
        chains.note(read.value, row.position);
        if (fact.type === 'submission.received') {
          if (store.erasures.isErased(fact.body.learner)) {
            erased.add(fact.body.learner);
            if (store.privates.text(fact.body.details) !== null)
              left ??= `What was kept about the learner of submission ${fact.body.submission.slice(0, 12)}… was to be erased and is still there. Open the workspace again.`;
          } else for (const one of fact.body.artifacts) artifacts.set(one.hash, one.sizeBytes);
          if (store.privates.isChanged(fact.body.details)) {
            changed ??= `What is kept about the learner of submission ${fact.body.submission.slice(0, 12)}… was changed after it was received, and is not shown.`;
          }
        }
      }
      call.progress({ phase: 'Checking records', done: records, total });
      await breathe();
    }
    checks.push(
      report(
        'records',
        wrong,
        `All ${records} records carry the signature of their author over exactly these bytes.`,
      ),
    );
    checks.push(...chains.findings().map(reported));
    const altered = changed === null ? await changedPrivateObject(workspace, call, breathe) : null;
    if (altered)
      changed = `Personal data (${altered.slice(0, 12)}…) was changed after it was received, and is not shown.`;
    checks.push(
      report('personal data', changed, 'All that is kept about learners is what the records name.'),
      reported(await checkLocalState(workspace, call, breathe)),
    );
    checks.push(
      report(
        'evidence',
        await checkEvidence(workspace, artifacts, call),
        `All ${artifacts.size} artifacts have the bytes they are named for.`,
      ),
    );
    if (erased.size > 0)
      checks.push(
        report(
          'erased',
          left,
          `What was kept about ${erased.size} ${erased.size === 1 ? 'learner' : 'learners'} was erased on request; their evidence is gone for that reason, and the records stay.`,
        ),
      );
    const before = store.views.digest();
    const rebuilt = wrong === null ? rebuiltDigest(workspace, call) : before;
    checks.push(
      report(
        'views',
        before === rebuilt ? null : 'What the screens show differs from the records. Rebuild the views.',
        'What the screens show is what the records say.',
      ),
      await checkBackups(workspace.directory),
    );
  } catch (error) {
    if (call.signal.aborted) return refused('call.cancelled', 'Cancelled. Nothing was changed.');
    // Where the file itself is damaged, it is that which the walk met.
    if (checks.every((check) => check.ok)) return refusedByDatabase(error);
  }
  const at = new Date(workspace.environment.now()).toISOString();
  const damaged = checks.filter((check) => !check.ok && SHOWS_DAMAGE.has(check.name));
  await workspace.damage.replace(damaged.map(({ name, message }) => ({ name, message, at })));
  return ok({ ok: checks.every((check) => check.ok), records, checks });
}

/** What does not hold there was changed on the disk; what is missing from a chain may just be on its way. */
const SHOWS_DAMAGE: ReadonlySet<string> = new Set([
  'database',
  'records',
  'personal data',
  'drafts and settings',
  'evidence',
  'erased',
  'views',
]);

/** What a record is found under must be what its signed bytes say: else one could be hidden from the views. */
export function misfiling({ fact, prev }: SignedRecord, filing: Filing | null): string | null {
  const { type, author, seq, at } = fact;
  const stated: Filing = { type, author, seq, prev, at, subjects: [...new Set(subjectsOf(fact))].sort() };
  const differs = (name: keyof Filing) => String(filing?.[name]) !== String(stated[name]);
  const names = ['type', 'author', 'seq', 'prev', 'at', 'subjects'] as const;
  return names.find(differs)?.replace('subjects', 'subject') ?? null;
}

/** A damaged page can hold anything, whatever the table was declared to hold. */
const isStoredWhole = ({ id, bytes, signature }: StoredRecord) =>
  typeof id === 'string' && Buffer.isBuffer(bytes) && Buffer.isBuffer(signature);

/** Why a record does not prove itself any more, with the byte that is wrong. */
async function whyDamaged(
  { directory }: Workspace,
  row: StoredRecord,
  read: Result<SignedRecord>,
  call: CallContext,
): Promise<string> {
  if (!isStoredWhole(row)) return 'It is not stored as a record is.';
  const backups = (await backupFiles(directory)).filter((one) => one.kind === 'automatic');
  const inBackup = (position: number) =>
    backups.map(({ path }) => recordInCopy(path, position)).find((kept) => kept !== null) ?? null;
  const where = await locateInRecord(row, { signal: call.signal, breathe, inBackup });
  return read.ok ? where : `${read.error.message} ${where}`;
}

/** A backup that failed damages nothing, but nobody should learn of it when it is needed. */
async function checkBackups(directory: string): Promise<VerifyCheck> {
  const { backups, failed } = await listBackups(directory);
  const [newest] = backups.filter((one) => one.kind === 'automatic');
  if (failed !== null) return { name: 'backups', ok: true, status: 'not_checked', message: failed };
  const message = newest ? `The newest backup was made ${newest.at}.` : 'No backup has been made yet.';
  return { name: 'backups', ok: true, status: newest ? 'holds' : 'not_checked', message };
}

const reported = ({ name, failure, success }: Finding) => report(name, failure, success);

function report(name: string, failure: string | null, success: string): VerifyCheck {
  return {
    name,
    ok: failure === null,
    message: failure ?? success,
    status: failure === null ? 'holds' : 'fails',
  };
}

async function checkEvidence(
  workspace: Workspace,
  artifacts: ReadonlyMap<string, number>,
  call: CallContext,
): Promise<string | null> {
  let done = 0;
  for (const [hash, sizeBytes] of artifacts) {
    const problem = await storedFileProblem(workspace.vault, hash, sizeBytes, call.signal);
    if (problem) return problem;
    done += 1;
    call.progress({ phase: 'Checking evidence', done, total: artifacts.size });
  }
  return null;
}

/** What the views would be if built anew; the views themselves stay as they are. */
function rebuiltDigest(workspace: Workspace, call: CallContext): string {
  return workspace.store.views.digestOfRebuild((done, total) =>
    call.progress({ phase: 'Checking views', done, total }),
  );
}

export interface Rebuilt {
  readonly identical: boolean;
  readonly records: number;
  readonly before: string;
  readonly after: string;
}

/** Rebuilds every view from the records and says whether anything differed. */
export async function rebuildViews(workspace: Workspace, call: CallContext): Promise<Result<Rebuilt>> {
  const { store } = workspace;
  try {
    const before = store.views.digest();
    store.views.rebuild((done, total) => call.progress({ phase: 'Rebuilding views', done, total }));
    const after = store.views.digest();
    return ok({ identical: before === after, records: store.records.count(), before, after });
  } catch (error) {
    return refusedByDatabase(error);
  }
}
