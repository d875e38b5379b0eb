import fc from 'fast-check';
import type { BatchMode } from '../../src/domain/batches/batch-facts.ts';
import type { AssessmentId, LearnerId, RecordId, SubmissionId, UnitId } from '../../src/domain/ids.ts';
import { drawSample } from '../../src/domain/sampling/draw-sample.ts';
import { sha256Of } from '../../src/ledger/content-ids.ts';
import { CENSUS } from './a-batch.ts';
import { aCandidate } from './a-candidate.ts';
import { type AChain, FOUNDED, keyNamed } from './a-chain.ts';
import { aRandomHistory } from './a-random-history.ts';

const KINDS = ['open batch', 'close batch', 'draw', 'verify', 'confirm batch', 'reopen'] as const;

/** A step of a batch, by whoever; what it is about is chosen when it is known what is there. */
const act = fc.record({
  kind: fc.constantFrom(...KINDS),
  by: fc.constantFrom('mo', 'mo', 'mo', 'root', 'ann'),
  choice: fc.nat({ max: 1000 }),
  minutesAfter: fc.nat({ max: 60 }),
});
type RandomBatchAct = typeof act extends fc.Arbitrary<infer A> ? A : never;

/** Without these little of what follows would count. */
const BEGINNING: readonly RandomBatchAct[] = (['open batch', 'close batch', 'draw', 'verify'] as const).map(
  (kind) => ({ kind, by: 'mo', choice: 1, minutesAfter: 0 }),
);

/** A random history, at the end of which batches are made of what was handed in. */
export const aHistoryOfBatches = fc
  .tuple(aRandomHistory, fc.array(act, { minLength: 5, maxLength: 40, size: 'max' }))
  .map(([chain, acts]) => {
    const submissions = receivedIn(chain);
    const batches = new RandomBatches();
    for (const [number, doing] of [...BEGINNING, ...acts].entries())
      batches.play(chain, doing, FOUNDED + (500 + number * 10 + doing.minutesAfter) * 60_000, submissions);
    return chain;
  });

function receivedIn(chain: AChain): readonly Received[] {
  const received = new Map<SubmissionId, Received & { marks: AssessmentId[] }>();
  for (const { id, fact } of chain.records) {
    if (fact.type === 'submission.received') {
      const { submission, unit, learner } = fact.body;
      received.set(submission, { id: submission, unit, learner, marks: [] });
    }
    if (fact.type === 'assessment.submitted') received.get(fact.body.submission)?.marks.push(id);
  }
  return [...received.values()];
}

interface Received {
  readonly id: SubmissionId;
  readonly unit: UnitId;
  readonly learner: LearnerId;
  readonly marks: readonly AssessmentId[];
}

interface Closed {
  readonly batch: RecordId;
  readonly version: number;
  readonly closing: RecordId;
  readonly members: readonly Received[];
  readonly draws: RecordId[];
  readonly verified: RecordId[];
}

const pick = <T>(from: readonly T[], number: number): T | undefined =>
  from[number % Math.max(1, from.length)];

/** Batches with real signatures, which nobody asks whether they may. */
class RandomBatches {
  readonly #opened: { batch: RecordId; version: number }[] = [];
  readonly #closed: Closed[] = [];
  readonly #confirmed: { batch: RecordId; version: number; confirmation: RecordId }[] = [];

  play(
    chain: AChain,
    { kind, by, choice }: RandomBatchAct,
    at: number,
    submissions: readonly Received[],
  ): void {
    switch (kind) {
      case 'open batch': {
        const unit = pick(submissions, choice)?.unit;
        const mode: BatchMode = choice % 4 === 0 ? 'moderation' : 'verification';
        if (!unit) return;
        const { id } = chain.sign(by, 'batch.opened', { label: 'July', unit, mode }, { at });
        this.#opened.push({ batch: id, version: 1 });
        return;
      }
      case 'close batch': {
        const opened = pick(this.#opened, choice);
        const members = submissions.filter(({ marks }) => marks.length > 0).slice(0, 1 + (choice % 3));
        if (!opened || members.length === 0) return;
        const body = members.map(({ id, learner, marks }) => ({
          submission: id,
          learner,
          sources: marks.slice(-1),
          assessors: [keyNamed(choice % 2 === 0 ? 'ann' : 'bob')],
        }));
        const { id } = chain.sign(by, 'batch.marking_closed', { ...opened, members: body }, { at });
        this.#closed.push({ ...opened, closing: id, members, draws: [], verified: [] });
        return;
      }
      case 'reopen': {
        const confirmed = pick(this.#confirmed, choice);
        if (!confirmed) return;
        const { batch, confirmation } = confirmed;
        const next = { batch, version: confirmed.version + 1 };
        chain.sign(by, 'batch.reopened', { ...next, of: confirmation, reason: 'r' }, { at });
        this.#opened.push(next);
        return;
      }
      default: {
        const closed = pick(this.#closed, choice);
        if (closed) this.#after(chain, { kind, by, choice }, at, closed);
      }
    }
  }

  #after(
    chain: AChain,
    { kind, by, choice }: Omit<RandomBatchAct, 'minutesAfter'>,
    at: number,
    closed: Closed,
  ): void {
    const { batch, version, closing, members, draws, verified } = closed;
    const place = { batch, version, closing };
    switch (kind) {
      case 'draw': {
        const population = members.map(({ id }) => aCandidate(id));
        const drawn = drawSample({ population, rule: CENSUS, seed: 's' }, sha256Of);
        if (!drawn.ok) return;
        const ids = drawn.value.map(({ id }) => id as SubmissionId);
        const body = { ...place, seed: 's', rule: CENSUS, population, drawn: ids, reason: '' };
        draws.push(chain.sign(by, 'batch.sample_drawn', body, { at }).id);
        return;
      }
      case 'verify': {
        const member = pick(members, choice + verified.length);
        if (!member) return;
        const body = { ...place, submission: member.id, sources: member.marks.slice(-1) };
        verified.push(chain.sign(by, 'batch.item_verified', { ...body, as: { kind: 'agree' } }, { at }).id);
        return;
      }
      default: {
        if (draws.length === 0 || verified.length === 0) return;
        const rests = { mode: 'verification' as const, draws: [...draws], verified: [...verified] };
        const { id } = chain.sign(by, 'batch.confirmed', { ...place, rests }, { at });
        this.#confirmed.push({ batch, version, confirmation: id });
      }
    }
  }
}
