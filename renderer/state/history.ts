import { useEffect, useState } from 'react';
import { z } from 'zod';
import type { Output } from '../../src/api/contract.ts';
import type { RecordId, SubmissionId } from '../../src/domain/ids.ts';
import type { Failure } from '../../src/domain/result.ts';
import { type Api, api } from './api.ts';
import { onChanges } from './changes.ts';
import type { Entry } from './timeline-windows.ts';

/** One record of a submission's history, checked just now. */
export interface HistoryEntry {
  readonly entry: Entry;
  /** Whether hash, signature and chain hold. */
  readonly holds: boolean;
  /** Records of this history that it names: what it rests on. */
  readonly restsOn: readonly RecordId[];
}

export interface History {
  readonly entries: readonly HistoryEntry[];
  readonly error: Failure | undefined;
  /** How many are checked, of how many there are; `undefined` until that is known. */
  readonly done: number;
  readonly total: number | undefined;
}

const PAGE = 500;
const AT_ONCE = 8;
const NOTHING: History = { entries: [], error: undefined, done: 0, total: undefined };

/** Every record about one submission in the order of the ledger, each proven and with what it rests on. */
export function useHistory(submission: SubmissionId): History {
  const [history, setHistory] = useState(NOTHING);
  useEffect(() => {
    let controller = new AbortController();
    const read = () => {
      controller.abort();
      controller = new AbortController();
      void readHistory(api, submission, controller.signal, setHistory);
    };
    setHistory(NOTHING);
    read();
    const stop = onChanges(read);
    return () => {
      stop();
      controller.abort();
    };
  }, [submission]);
  return history;
}

/** Tells `onRead` how far it has come; the last time, everything is there. */
export async function readHistory(
  api: Api,
  submission: SubmissionId,
  signal: AbortSignal,
  onRead: (history: History) => void,
): Promise<void> {
  const listed = await everyEntry(api, submission);
  if (signal.aborted) return;
  if (!listed.ok) return onRead({ ...NOTHING, error: listed.error });
  const entries = listed.value.toSorted((one, other) => one.position - other.position);
  const known = new Set(entries.map(({ record }) => record));
  const proven: HistoryEntry[] = [];
  for (let from = 0; from < entries.length; from += AT_ONCE) {
    const some = entries.slice(from, from + AT_ONCE);
    const proofs = await Promise.all(
      some.map(({ record }) => api.call('ledger.proof', { record }, { signal })),
    );
    if (signal.aborted) return;
    for (const [index, entry] of some.entries()) {
      const proof = proofs[index];
      if (proof === undefined) continue;
      if (!proof.ok) return onRead({ ...NOTHING, error: proof.error });
      proven.push({
        entry,
        holds: proof.value.checks.every(({ status }) => status !== 'fails'),
        restsOn: namedIn(proof.value, known),
      });
    }
    onRead({ entries: [...proven], error: undefined, done: proven.length, total: entries.length });
  }
  if (entries.length === 0) onRead({ ...NOTHING, total: 0 });
}

async function everyEntry(api: Api, submission: SubmissionId) {
  const entries: Entry[] = [];
  for (;;) {
    const page = await api.call('ledger.timeline', { submission, offset: entries.length, limit: PAGE });
    if (!page.ok) return page;
    entries.push(...page.value.entries);
    if (entries.length >= page.value.total || page.value.entries.length === 0)
      return { ok: true as const, value: entries };
  }
}

const Canonical = z.object({ body: z.json() });

/** The ids of known records that stand in a record's body, each once; the record before it is no source. */
function namedIn(proof: Output<'ledger.proof'>, known: ReadonlySet<RecordId>): readonly RecordId[] {
  const parsed = Canonical.safeParse(JSON.parse(proof.canonical));
  if (!parsed.success) return [];
  const words = new Set<string>();
  const walk = (value: z.infer<ReturnType<typeof z.json>>) => {
    if (typeof value === 'string') words.add(value);
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(walk);
  };
  walk(parsed.data.body);
  return [...known].filter((record) => words.has(record) && record !== proof.record);
}
