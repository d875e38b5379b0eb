import { describe, expect, it } from 'vitest';
import { historyText } from '../../../renderer/log/history-text.ts';
import { type History, readHistory } from '../../../renderer/state/history.ts';
import type { Output } from '../../../src/api/contract.ts';
import { PersonKey, RecordId, SubmissionId } from '../../../src/domain/ids.ts';
import { ok, refused } from '../../../src/domain/result.ts';
import { anApi } from './an-api.ts';

type Entry = Output<'ledger.timeline'>['entries'][number];

const submission = SubmissionId.parse('a1'.repeat(32));
const key = PersonKey.parse(`did:key:z6Mk${'A'.repeat(44)}`);
const idOf = (letter: string) => RecordId.parse(letter.repeat(64));

function anEntry(letter: string, position: number, change: Partial<Entry> = {}): Entry {
  return {
    record: idOf(letter),
    position,
    type: 'assessment.submitted',
    at: '2026-11-23T14:30:00.000Z',
    by: { key, name: 'Marit Oyelaran' },
    seq: position,
    what: `What ${letter} says`,
    submission,
    counted: true,
    reason: null,
    ...change,
  };
}

const first = anEntry('b', 4);
const second = anEntry('c', 7, { counted: false, reason: 'nobody appointed them' });
const agreed = anEntry('d', 9, { type: 'outcome.agreed' });

function aLedger(changed: RecordId | null = null) {
  const bodies = new Map<string, unknown>([
    [first.record, { submission, prev: second.record }],
    [second.record, {}],
    [agreed.record, { sources: [first.record, second.record, 'elsewhere'] }],
  ]);
  return anApi({
    'ledger.timeline': async ({ offset }) => {
      const newestFirst = [agreed, second, first];
      return ok({ total: 3, entries: newestFirst.slice(offset, offset + 2) });
    },
    'ledger.proof': async ({ record }) =>
      ok({
        record: RecordId.parse(record),
        canonical: JSON.stringify({ v: 1, prev: first.record, body: bodies.get(record) }),
        signature: '',
        author: key,
        previous: null,
        checks: [
          {
            name: 'signature',
            ok: record !== changed,
            status: record === changed ? 'fails' : 'holds',
            message: '',
          },
        ],
      }),
  });
}

async function read(api = aLedger()): Promise<History> {
  let last: History | undefined;
  await readHistory(api, submission, new AbortController().signal, (history) => {
    last = history;
  });
  if (last === undefined) throw new Error('nothing was read');
  return last;
}

describe('the history of a submission', () => {
  it('has every record in the order of the ledger, with what its body rests on', async () => {
    const { entries, done, total } = await read();
    expect(entries.map(({ entry }) => entry.position)).toEqual([4, 7, 9]);
    expect(entries.map(({ restsOn }) => restsOn)).toEqual([
      [second.record],
      [],
      [first.record, second.record],
    ]);
    expect([done, total]).toEqual([3, 3]);
  });

  it('tells which record does not hold', async () => {
    const { entries } = await read(aLedger(second.record));
    expect(entries.map(({ holds }) => holds)).toEqual([true, false, true]);
  });

  it('says why it cannot be read', async () => {
    const api = anApi({ 'ledger.timeline': async () => refused('ledger.damaged', 'Record 7 is damaged.') });
    expect((await read(api)).error?.message).toBe('Record 7 is damaged.');
  });

  it('reads as plain text: who, when, what it rested on, and what does not count', async () => {
    const { entries } = await read();
    const text = historyText('History of Ada’s submission', entries);
    expect(text).toContain('No. 9  23 Nov 2026');
    expect(text).toContain('    Rests on: No. 4, No. 7');
    expect(text).toContain('    Not counted: nobody appointed them');
    expect(text).toContain(`record ${agreed.record}`);
  });
});
