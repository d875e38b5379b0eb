import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Disagreement } from '../../src/domain/disagreement.ts';
import { SubmissionId, UnitId } from '../../src/domain/ids.ts';
import { type DisagreementQuestion, disagreementReader } from '../../src/store/disagreements.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { keyNamed } from '../builders/a-chain.ts';
import { queueWriter } from '../builders/a-queue.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';

const me = keyNamed('ann');
const COUNT = 240;
const UNITS = ['a', 'b', 'c'].map((name) => UnitId.parse(`urn:board:${name}`));
const unitAt = (index: number) => UNITS[index % UNITS.length] ?? UnitId.parse('u');
const idOf = (index: number) => SubmissionId.parse(createHash('sha256').update(`b${index}`).digest('hex'));
const APART: Disagreement = {
  a: [keyNamed('bob')],
  b: [keyNamed('cy')],
  outOfTolerance: [],
  reasons: ['Why'],
};
const isOpen = (index: number) => index % 5 < 2;
const isMine = (index: number) => index % 7 === 0;

describe('a page of the board', () => {
  let read: ReturnType<typeof disagreementReader>;
  beforeEach(async () => {
    const opened = openDatabase(`${await aTempFolder()}/board.sqlite`, { create: true });
    if (!opened.ok) throw new Error(opened.error.message);
    const writer = queueWriter(opened.value);
    for (let index = 0; index < COUNT; index += 1) {
      writer.put({
        submission: idOf(index),
        unit: unitAt(index),
        unitCode: 'B',
        criteria: 3,
        learnerName: `Learner ${(index * 37) % 11}`,
        title: 'Work',
        attempt: 1 + ((index * 13) % 6),
        state: isOpen(index) ? 'reconciling' : 'agreed',
        receivedAt: '2026-01-01T00:00:00.000Z',
        pleaseCheck: false,
        isStale: false,
        hasGaps: false,
      });
      const part = { submission: idOf(index), met: 1, notYet: 1, toDo: 0, pleaseCheck: false };
      if (isMine(index)) writer.putPart({ ...part, kind: 'assessment', person: me });
      writer.putDisagreement(idOf(index), APART);
    }
    read = disagreementReader(opened.value);
  });
  const all: DisagreementQuestion = { person: me, reads: null, include: 'all', unit: null };
  const every = Array.from({ length: COUNT }, (_, index) => index);
  const ids = (question: DisagreementQuestion) =>
    read.page(question, 0, 1000).map(({ submission }) => submission);

  it('comes after the one before and before the next, with nothing twice and nothing left out', () => {
    const pages = [0, 50, 100, 150, 200].flatMap((offset) => read.page(all, offset, 50));
    expect(pages.map((one) => one.submission)).toEqual(ids(all));
    expect(new Set(ids(all)).size).toBe(COUNT);
    expect(read.count(all)).toBe(COUNT);
  });
  it('has open ones first, then the heaviest, then learners by name', () => {
    const rows = read.page(all, 0, 1000);
    const sorted = [...rows].sort(
      (one, other) =>
        Number(other.state === 'reconciling') - Number(one.state === 'reconciling') ||
        other.weight - one.weight ||
        (one.learner < other.learner ? -1 : one.learner > other.learner ? 1 : 0) ||
        (one.submission < other.submission ? -1 : 1),
    );
    expect(rows).toEqual(sorted);
    expect(rows[0]).toMatchObject({ ...APART, state: 'reconciling', weight: 0.6 });
  });
  it.each([
    ['open', (index: number) => isOpen(index)],
    ['settled', (index: number) => !isOpen(index)],
    ['all', () => true],
  ] as const)('holds those that are asked for: %s', (include, isAsked) => {
    const [unit] = UNITS;
    for (const of of [null, unit ?? null]) {
      const wanted = every.filter((index) => isAsked(index) && (of === null || unitAt(index) === of));
      expect(ids({ ...all, include, unit: of }).sort()).toEqual(wanted.map(idOf).sort());
      expect(read.count({ ...all, include, unit: of })).toBe(wanted.length);
    }
  });
  it('holds of units that one may not read only what one marked', () => {
    const reads = UNITS.slice(0, 1);
    const wanted = every.filter((index) => unitAt(index) === UNITS[0] || isMine(index));
    expect(ids({ ...all, reads }).sort()).toEqual(wanted.map(idOf).sort());
    expect(read.count({ ...all, reads })).toBe(wanted.length);
    expect(ids({ ...all, reads: [] }).sort()).toEqual(every.filter(isMine).map(idOf).sort());
  });
});
