import { setImmediate } from 'node:timers/promises';
import type { CallContext } from '../api/handlers.ts';
import { FACTS } from '../domain/facts.ts';
import type { ArtifactHash } from '../domain/ids.ts';
import { type Failure, ok, type Result } from '../domain/result.ts';
import type { OpenPackage } from '../exchange/package-reader.ts';
import type { RawRecord } from '../ledger/file-record.ts';
import { recordIdOf } from '../ledger/record.ts';
import type { Workspace } from './workspace.ts';

/** What the records of a package say belongs with them. */
export interface Belongings {
  readonly records: number;
  /** Evidence and private objects that a submission in the package names, unless its learner was erased. */
  readonly evidence: ReadonlySet<ArtifactHash>;
  readonly details: ReadonlySet<string>;
}

const BREATHE_EVERY = 500;
const RECEIVED = Buffer.from('"type":"submission.received"');

/**
 * Goes through a package to its last line, so that whatever is damaged in its parts is known before anything of it is
 * taken in. Fails as the package does.
 */
export async function lookThrough(
  workspace: Workspace,
  open: OpenPackage,
  call: CallContext,
): Promise<Result<Belongings>> {
  const evidence = new Set<ArtifactHash>();
  const details = new Set<string>();
  let records = 0;
  for await (const record of open.records()) {
    if (!record.ok) return record;
    if (records % BREATHE_EVERY === 0) {
      call.signal.throwIfAborted();
      call.progress({ phase: 'Looking through', done: records, total: open.manifest.records });
      await setImmediate();
    }
    records += 1;
    const received = record.value.bytes.includes(RECEIVED) ? receivedIn(record.value.bytes) : null;
    if (!received || workspace.store.erasures.isErased(received.learner)) continue;
    details.add(received.details);
    for (const { hash } of received.artifacts) evidence.add(hash);
  }
  for (const part of [open.privates(), open.local()]) {
    for await (const one of part) if (!one.ok) return one;
  }
  return ok({ records, evidence, details });
}

function receivedIn(bytes: Buffer) {
  try {
    const json: unknown = JSON.parse(bytes.toString('utf8'));
    const body = typeof json === 'object' && json !== null && 'body' in json ? json.body : null;
    const parsed = FACTS['submission.received'].safeParse(body);
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** The records of a package as those who take them in read them: they end at the first wrong line, which is kept. */
export class RecordStream {
  failure: Failure | null = null;
  /** Of the records given so far that were here already. */
  known = 0;
  readonly #open: OpenPackage;

  constructor(open: OpenPackage) {
    this.#open = open;
  }

  async *all(): AsyncGenerator<RawRecord> {
    for await (const record of this.#open.records()) {
      if (!record.ok) {
        this.failure = record.error;
        return;
      }
      yield record.value;
    }
  }

  async *unknownTo({ store }: Workspace): AsyncGenerator<RawRecord> {
    for await (const record of this.all()) {
      if (store.records.get(recordIdOf(record.bytes)) === null) yield record;
      else this.known += 1;
    }
  }

  async *privates(names: ReadonlySet<string>): AsyncGenerator<string> {
    for await (const one of this.#open.privates()) {
      if (!one.ok) {
        this.failure = one.error;
        return;
      }
      if (names.has(one.value.hash)) yield one.value.json;
    }
  }
}
