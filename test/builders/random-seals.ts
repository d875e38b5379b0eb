import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { type AssessmentId, CriterionId, type RecordId, type SubmissionId } from '../../src/domain/ids.ts';
import type { Decision } from '../../src/domain/judgment.ts';
import type { Unit } from '../../src/domain/rubric.ts';
import type { SealedContent } from '../../src/domain/seals.ts';
import { commitmentOf } from '../../src/ledger/commitment.ts';
import { unitVersionIdOf } from '../../src/ledger/content-ids.ts';
import { type AChain, keyNamed } from './a-chain.ts';
import { aJudgment } from './a-judgment.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

type Decisions = Readonly<Record<string, Decision>>;

/** The criteria that somebody is asked for, or judges; null for all. Few sets, so that they often go together. */
const PARTS = [['c1'], ['c2', 'c3']] as const;
export const someCriteria = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: fc.constantFrom(...PARTS) },
);
/** Of what somebody decides, what they judge. */
export const partly = (decisions: fc.Arbitrary<Decisions>): fc.Arbitrary<Decisions> =>
  fc
    .tuple(decisions, someCriteria)
    .map(([all, part]) =>
      part === null ? all : Object.fromEntries(part.flatMap((id) => (all[id] ? [[id, all[id]]] : []))),
    );

/** What people do about allocations, seals, trainees and newer versions; what to is chosen when it is known what is there. */
export function sealActs(
  decisions: fc.Arbitrary<Decisions>,
  { person, moderator }: { person: fc.Arbitrary<string>; moderator: fc.Arbitrary<string> },
) {
  const index = fc.nat({ max: 1000 });
  const seal = fc.record({ kind: fc.constant('seal' as const), by: person, submission: index, decisions });
  const open = fc.record({
    kind: fc.constant('open' as const),
    by: person,
    seal: index,
    /** How many of the others' seals are seen. */
    seen: fc.nat({ max: 3 }),
    changed: fc.option(decisions, { freq: 2 }),
  });
  return [
    fc.record({
      kind: fc.constant('allocate' as const),
      by: moderator,
      whom: fc.constantFrom('ann', 'bob', 'eve'),
      submission: index,
      sealed: fc.boolean(),
      criteria: someCriteria,
    }),
    fc.record({ kind: fc.constant('withdraw allocation' as const), by: moderator, allocation: index }),
    seal,
    seal,
    open,
    open,
    open,
    fc.record({ kind: fc.constant('supersede' as const), by: person, assessment: index, decisions }),
    fc.record({
      kind: fc.constant('countersign' as const),
      by: moderator,
      assessment: index,
      accepted: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('set aside' as const),
      by: moderator,
      submission: index,
      /** Which other one stands in its place; taken up again where none does. */
      duplicateOf: fc.option(index),
    }),
    fc.record({ kind: fc.constant('unchanged' as const), by: moderator, assessment: index }),
  ] as const;
}
type SealAct = ReturnType<typeof sealActs>[number] extends fc.Arbitrary<infer A> ? A : never;

interface Submitted {
  readonly id: SubmissionId;
  readonly unit: Unit;
  readonly marks: AssessmentId[];
}

export const randomContent = (
  { id, unit }: Pick<Submitted, 'id' | 'unit'>,
  decisions: Decisions,
): SealedContent => ({
  submission: id,
  unitVersion: unitVersionIdOf(unit),
  evidence: [],
  judgments: Object.entries(decisions).map(([criterion, decision]) => aJudgment(criterion, decision)),
  anchors: [],
  feedback: '',
  actions: [],
  pleaseCheck: false,
});

/** What was sealed so far, and by whom. */
export class RandomSeals {
  readonly #allocations: { id: RecordId; submission: SubmissionId }[] = [];
  readonly #seals: { id: RecordId; by: string; salt: string; submission: Submitted; decisions: Decisions }[] =
    [];

  /** Signs what the act says, where there is anything to do it to. */
  play(chain: AChain, doing: SealAct, at: number, submissions: readonly Submitted[]): void {
    const pick = <T>(from: readonly T[], number: number): T | undefined =>
      from[number % Math.max(1, from.length)];
    const marks = submissions.flatMap((one) => one.marks.map((id) => ({ id, submission: one })));
    switch (doing.kind) {
      case 'allocate': {
        const submission = pick(submissions, doing.submission)?.id;
        if (!submission) break;
        const as = doing.whom === 'ann' ? 'first' : 'second';
        const body = {
          submission,
          person: keyNamed(doing.whom),
          as,
          sealed: doing.sealed,
          due: null,
          ...(doing.criteria && { criteria: doing.criteria.map((id) => CriterionId.parse(id)) }),
        } as const;
        this.#allocations.push({
          id: chain.sign(doing.by, 'submission.allocated', body, { at }).id,
          submission,
        });
        break;
      }
      case 'withdraw allocation': {
        const allocation = pick(this.#allocations, doing.allocation);
        if (!allocation) break;
        const body = { submission: allocation.submission, allocation: allocation.id, reason: '' };
        chain.sign(doing.by, 'allocation.withdrawn', body, { at });
        break;
      }
      case 'seal': {
        const submission = pick(submissions, doing.submission);
        if (!submission) break;
        const { by, decisions } = doing;
        const salt = sha256(`salt ${chain.records.length}`);
        const body = randomContent(submission, decisions);
        const commitment = commitmentOf({ salt, author: keyNamed(by), body });
        const { id } = chain.sign(by, 'assessment.sealed', { submission: submission.id, commitment }, { at });
        this.#seals.push({ id, by, salt, submission, decisions });
        break;
      }
      case 'open': {
        const sealed = pick(this.#seals, doing.seal);
        if (!sealed) break;
        const { submission, salt, id: record } = sealed;
        const seen = this.#seals
          .filter((one) => one.submission === submission && one.by !== sealed.by)
          .slice(0, doing.seen)
          .map((one) => one.id);
        const body = {
          ...randomContent(submission, doing.changed ?? sealed.decisions),
          seal: { record, salt, seen },
        };
        // Now and then somebody opens what another sealed.
        const by = doing.seal % 7 === 0 ? doing.by : sealed.by;
        submission.marks.push(chain.sign(by, 'assessment.submitted', body, { at }).id);
        break;
      }
      case 'supersede': {
        const mark = pick(marks, doing.assessment);
        if (!mark) break;
        const body = {
          ...randomContent(mark.submission, doing.decisions),
          supersedes: { assessment: mark.id, reason: 'A slip.' },
        };
        mark.submission.marks.push(chain.sign(doing.by, 'assessment.submitted', body, { at }).id);
        break;
      }
      case 'countersign': {
        const mark = pick(marks, doing.assessment);
        if (!mark) break;
        const { accepted } = doing;
        const body = { submission: mark.submission.id, assessment: mark.id, accepted, note: '' };
        chain.sign(doing.by, 'assessment.countersigned', body, { at });
        break;
      }
      case 'set aside': {
        const submission = pick(submissions, doing.submission)?.id;
        const duplicateOf = doing.duplicateOf === null ? null : pick(submissions, doing.duplicateOf)?.id;
        if (!submission || duplicateOf === undefined) break;
        if (duplicateOf === null)
          chain.sign(doing.by, 'submission.resumed', { submission, reason: '' }, { at });
        else chain.sign(doing.by, 'submission.set_aside', { submission, duplicateOf, reason: '' }, { at });
        break;
      }
      case 'unchanged': {
        const mark = pick(marks, doing.assessment);
        if (!mark) break;
        const unitVersion = unitVersionIdOf(mark.submission.unit);
        const body = { submission: mark.submission.id, assessments: [mark.id], unitVersion };
        chain.sign(doing.by, 'assessment.confirmed_unchanged', body, { at });
        break;
      }
    }
  }
}
