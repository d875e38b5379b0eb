import type { CallContext } from '../api/handlers.ts';
import { type Failure, ok, type Result, refused } from '../domain/result.ts';
import { hashOfJson } from '../ledger/content-ids.ts';
import type { RawRecord } from '../ledger/file-record.ts';
import type { ReadRecords } from '../ledger/read-in-threads.ts';
import { readRecords } from '../ledger/read-records.ts';
import type { KeptRecord } from '../store/newer-records.ts';
import { refusedByDatabase } from '../store/open-database.ts';
import type { FiledRecord } from '../store/records.ts';
import type { Incoming } from '../store/store.ts';
import type { Workspace } from './workspace.ts';

/** What another copy of the workspace holds, or a part of it. Each record proves itself, whoever brings it. */
export interface OtherCopy {
  readonly records: AsyncIterable<RawRecord> | Iterable<RawRecord>;
  /** How many records there are, where it is known: for progress only. */
  readonly total?: number;
  /** Personal data as JSON texts; each is kept under the hash of its canonical form. */
  readonly privateObjects?: AsyncIterable<string> | Iterable<string>;
}

export interface RefusedRecord {
  /** Which of the records that came, from 1. */
  readonly line: number;
  readonly error: Failure;
}

/** What a merge came to. */
export interface Merged {
  readonly added: number;
  readonly known: number;
  /** Kept for a newer version of the program to read. */
  readonly newer: number;
  readonly refused: number;
  /** The first of those that were refused. */
  readonly refusals: readonly RefusedRecord[];
  /** Added, by type. */
  readonly byType: Readonly<Record<string, number>>;
  readonly privateObjects: number;
  /** Submissions that these records are about. */
  readonly submissions: number;
}

/** The copy that takes in: an open workspace, as far as merging needs it. */
export type OwnCopy = Pick<Workspace, 'id' | 'store' | 'environment' | 'oneMergeAtATime' | 'observe'>;

/** Fewer are one transaction: all of them are there afterwards, and shown, or none. */
const AT_ONCE = 2000;
/** Once they are many, this many times as much is stored at a time: each time writes pages of every index again. */
const MORE_LATER = 4;
const REFUSALS_SHOWN = 100;
const BREATHE_EVERY = 500;

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Takes in what another copy of the workspace holds and this one lacks: the union of both, whatever the order and
 * however often. Wherever it is interrupted, what is stored by then is a part of it, and the views are of that part.
 * Fails with `call.cancelled` or `database.…`; what was stored before stays.
 */
export async function mergeRecords(
  workspace: OwnCopy,
  other: OtherCopy,
  call: CallContext,
  atOnce = AT_ONCE,
): Promise<Result<Merged>> {
  return workspace.oneMergeAtATime(async () => {
    const merge = new Merge(workspace, atOnce);
    try {
      try {
        // First what records name, so that they are shown with it at once.
        await takePrivates(merge, other.privateObjects ?? [], call);
        for await (const batch of readRecords(other.records, workspace.id, call.signal)) {
          merge.take(batch);
          call.progress({ phase: 'Taking in records', done: merge.seen, total: other.total ?? merge.seen });
          await breathe();
        }
        if (!call.signal.aborted) merge.finish();
      } finally {
        try {
          await show(merge, workspace, call);
        } finally {
          merge.putBack();
        }
      }
    } catch (error) {
      return refusedByDatabase(error);
    }
    if (!call.signal.aborted) return ok(merge.outcome());
    const { added } = merge.outcome();
    return refused(
      'call.cancelled',
      added === 0
        ? 'Cancelled. Nothing was changed.'
        : `Cancelled. ${added} records had been taken in and stay. Take the same in again to go on.`,
    );
  });
}

async function takePrivates(
  merge: Merge,
  texts: AsyncIterable<string> | Iterable<string>,
  call: CallContext,
): Promise<void> {
  let count = 0;
  for await (const text of texts) {
    if (call.signal.aborted) return;
    merge.takePrivate(text);
    count += 1;
    if (count % BREATHE_EVERY === 0) await breathe();
  }
}

/** Whatever became of the rest, what is stored is shown. */
async function show(merge: Merge, workspace: OwnCopy, call: CallContext): Promise<void> {
  if (!merge.isInPieces || !workspace.store.views.areBehind()) return;
  for (const { submissions, share } of workspace.store.views.follow()) {
    merge.submissions = submissions;
    call.progress({ phase: 'Showing what came', done: Math.round(share * 100), total: 100 });
    await breathe();
  }
}

/** What has come so far: held until it is known whether it is little, then stored piece by piece. */
class Merge {
  readonly #workspace: OwnCopy;
  readonly #atOnce: number;
  readonly #inAStep: number;
  readonly #counts = { added: 0, known: 0, newer: 0, refused: 0, privateObjects: 0 };
  readonly #refusals: RefusedRecord[] = [];
  readonly #byType = new Map<string, number>();
  #pending: { records: FiledRecord[]; newer: KeptRecord[]; privateJson: { hash: string; json: string }[] } =
    nothing();
  seen = 0;
  submissions = 0;
  isInPieces = false;
  putBack = () => {};

  constructor(workspace: OwnCopy, atOnce: number) {
    this.#workspace = workspace;
    this.#atOnce = atOnce;
    this.#inAStep = atOnce * MORE_LATER;
  }

  take({ records, filedAs }: ReadRecords): void {
    for (const [index, raw] of records.entries()) {
      this.seen += 1;
      const as = filedAs[index];
      if (as?.kind === 'known') this.#pending.records.push({ ...as.filing, ...raw });
      else if (as?.kind === 'newer') this.#pending.newer.push({ ...as.newer, ...raw });
      else if (as) this.#refuse(as.error);
    }
    this.#storeIfMany();
  }

  takePrivate(json: string): void {
    const hash = hashOfJson(json);
    if (hash !== null) this.#pending.privateJson.push({ hash, json });
    this.#storeIfMany();
  }

  /** All has come. */
  finish(): void {
    if (this.isInPieces) this.#store('later');
    else this.submissions = submissionsIn(this.#store('now'));
  }

  outcome(): Merged {
    return {
      ...this.#counts,
      refusals: this.#refusals,
      byType: Object.fromEntries([...this.#byType].sort()),
      submissions: this.submissions,
    };
  }

  #storeIfMany(): void {
    const { records, newer, privateJson } = this.#pending;
    const pending = records.length + newer.length + privateJson.length;
    if (pending < (this.isInPieces ? this.#inAStep : this.#atOnce)) return;
    if (!this.isInPieces) this.putBack = this.#workspace.store.makeRoom();
    this.isInPieces = true;
    this.#store('later');
  }

  #store(show: 'now' | 'later'): readonly FiledRecord[] {
    const { store, environment, observe } = this.#workspace;
    const incoming: Incoming = { ...this.#pending, arrivedAt: new Date(environment.now()).toISOString() };
    this.#pending = nothing();
    const taken = store.takeIn(incoming, show);
    const came = incoming.records.length + incoming.newer.length;
    this.#counts.added += taken.records.length;
    this.#counts.newer += taken.newer;
    this.#counts.known += came - taken.records.length - taken.newer;
    this.#counts.privateObjects += taken.privateObjects;
    for (const { type } of taken.records) this.#byType.set(type, (this.#byType.get(type) ?? 0) + 1);
    observe(taken.records);
    return taken.records;
  }

  #refuse(error: Failure): void {
    this.#counts.refused += 1;
    if (this.#refusals.length < REFUSALS_SHOWN) this.#refusals.push({ line: this.seen, error });
  }
}

const nothing = () => ({ records: [], newer: [], privateJson: [] });

function submissionsIn(records: readonly FiledRecord[]): number {
  const subjects = records.flatMap((record) => record.subjects);
  return new Set(subjects.filter((subject) => subject.startsWith('s:'))).size;
}
