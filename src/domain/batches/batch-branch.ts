import type { Authority } from '../authority.ts';
import { type FactOf, inOrder } from '../facts.ts';
import type { RecordId, SubmissionId, UnitId } from '../ids.ts';
import { drawSample, type Why } from '../sampling/draw-sample.ts';
import type { Sha256Of } from '../sampling/lots.ts';
import type { BatchMember, BatchMode } from './batch-facts.ts';
import { mayConfirmBatch, mayDecide, mayLookAt } from './batch-permissions.ts';

export type BatchFact = FactOf<
  | 'batch.opened'
  | 'batch.marking_closed'
  | 'batch.sample_drawn'
  | 'batch.finding'
  | 'batch.item_verified'
  | 'batch.decided'
  | 'batch.confirmed'
  | 'batch.reopened'
>;
export type Closing = FactOf<'batch.marking_closed'>;
export type SampleDraw = FactOf<'batch.sample_drawn'>;
export type FindingFact = FactOf<'batch.finding'>;
export type VerifiedFact = FactOf<'batch.item_verified'>;
export type DecidedFact = FactOf<'batch.decided'>;
export type ConfirmedFact = FactOf<'batch.confirmed'>;

export interface BatchContext {
  readonly authority: Authority;
  readonly sha256: Sha256Of;
}

/** What follows from one closing of a version: everything that names it and counts. */
export interface Branch {
  readonly closing: Closing;
  readonly members: ReadonlyMap<SubmissionId, BatchMember>;
  readonly draws: readonly SampleDraw[];
  /** What all draws together drew, with the reasons. */
  readonly sample: ReadonlyMap<SubmissionId, readonly Why[]>;
  /** In order of time, as all lists here. */
  readonly findings: readonly FindingFact[];
  readonly verified: readonly VerifiedFact[];
  readonly decisions: readonly DecidedFact[];
  readonly confirmations: readonly ConfirmedFact[];
}

interface Given extends BatchContext {
  readonly unit: UnitId;
  readonly mode: BatchMode;
  /** Those about this closing whose author held the role they need, in order of time. */
  readonly facts: readonly BatchFact[];
  readonly refuse: (record: RecordId, reason: string) => void;
}

/** What was drawn must come out of what it was drawn from. */
function drawProblem(
  { body: { population, rule, seed, drawn } }: SampleDraw,
  members: Branch['members'],
  sha256: Sha256Of,
): string | ReadonlyMap<SubmissionId, readonly Why[]> {
  if (population.length !== members.size || population.some(({ id }) => !members.has(id as SubmissionId)))
    return 'It was not drawn from the submissions of the batch.';
  const again = drawSample({ population, rule, seed }, sha256);
  if (!again.ok) return again.error.message;
  const isSame = again.value.length === drawn.length && again.value.every(({ id }, at) => id === drawn[at]);
  return isSame
    ? new Map(again.value.map(({ id, why }) => [id as SubmissionId, why]))
    : 'What it says was drawn does not come out of its seed, rule and population.';
}

const NOT_DRAWN = 'It was not drawn, so nothing is to be said of it here.';

/**
 * What follows from a closing. Each step counts by what it names, never by what came later, so that nothing that
 * arrives afterwards undoes a step that counted.
 */
export function branchOf(closing: Closing, given: Given): Branch {
  const { authority, sha256, unit, mode, facts, refuse } = given;
  const members = new Map(closing.body.members.map((member) => [member.submission, member]));
  const draws = new Map<RecordId, ReadonlySet<SubmissionId>>();
  const counted: SampleDraw[] = [];
  const sample = new Map<SubmissionId, readonly Why[]>();
  const findings = new Map<RecordId, FindingFact>();
  const verified = new Map<RecordId, VerifiedFact>();
  const decisions = new Map<RecordId, DecidedFact>();
  const confirmations: ConfirmedFact[] = [];
  const judging = ({ author, at }: BatchFact) => ({ authority, unit, key: author, at });
  /** What these draws drew; null where one of them does not count. */
  const drawnBy = (named: readonly RecordId[]): ReadonlySet<SubmissionId> | null => {
    const all = new Set<SubmissionId>();
    for (const draw of named) {
      const drawn = draws.get(draw);
      if (!drawn) return null;
      for (const one of drawn) all.add(one);
    }
    return all;
  };

  for (const fact of facts) {
    if (fact.type !== 'batch.sample_drawn') continue;
    const drawn = drawProblem(fact, members, sha256);
    if (typeof drawn === 'string') {
      refuse(fact.id, drawn);
      continue;
    }
    counted.push(fact);
    draws.set(fact.id, new Set(drawn.keys()));
    for (const [submission, why] of drawn)
      sample.set(submission, [...(sample.get(submission) ?? []), ...why]);
  }
  for (const fact of facts) {
    if (fact.type !== 'batch.finding' && fact.type !== 'batch.item_verified') continue;
    const member = members.get(fact.body.submission);
    const may = member ? mayLookAt(judging(fact), member, fact.type) : null;
    const wrongMode =
      fact.type === 'batch.finding'
        ? mode === 'verification' && 'This batch is verified item by item, not moderated as a whole.'
        : mode === 'moderation' && 'This batch is moderated as a whole: no learner’s mark is changed alone.';
    if (wrongMode) refuse(fact.id, wrongMode);
    else if (!may || !sample.has(fact.body.submission)) refuse(fact.id, NOT_DRAWN);
    else if (!may.allowed) refuse(fact.id, may.reason ?? '');
    else if (fact.type === 'batch.finding') findings.set(fact.id, fact);
    else verified.set(fact.id, fact);
  }
  for (const fact of facts) {
    if (fact.type !== 'batch.decided') continue;
    const may = mayDecide(judging(fact), closing.body.members);
    const drawn = drawnBy(fact.body.draws);
    const looked = new Set(fact.body.findings.map((id) => findings.get(id)?.body.submission));
    const problem =
      mode === 'verification'
        ? 'This batch is verified item by item, so there is nothing to decide about the whole.'
        : (may.reason ??
          (drawn === null
            ? 'It rests on a draw that is not here, or does not count.'
            : [...drawn].some((one) => !looked.has(one))
              ? 'It rests on no finding for some of what was drawn.'
              : null));
    if (problem === null) decisions.set(fact.id, fact);
    else refuse(fact.id, problem);
  }
  for (const fact of facts) {
    if (fact.type !== 'batch.confirmed') continue;
    const { rests } = fact.body;
    const may = mayConfirmBatch(judging(fact), closing.body.members);
    const problem =
      rests.mode !== mode
        ? 'It confirms another kind of batch than this is.'
        : (may.reason ??
          (rests.mode === 'moderation'
            ? decisionProblem(decisions.get(rests.decision))
            : verifiedProblem(
                drawnBy(rests.draws),
                rests.verified.map((id) => verified.get(id)),
              )));
    if (problem === null) confirmations.push(fact);
    else refuse(fact.id, problem);
  }
  return {
    closing,
    members,
    draws: counted,
    sample,
    findings: [...findings.values()].sort(inOrder),
    verified: [...verified.values()].sort(inOrder),
    decisions: [...decisions.values()].sort(inOrder),
    confirmations,
  };
}

function decisionProblem(decision: DecidedFact | undefined): string | null {
  if (!decision) return 'It rests on a decision that is not here, or does not count.';
  return decision.body.decision.kind === 'remark'
    ? 'The decision was to mark everything again, so there is nothing to confirm.'
    : null;
}

function verifiedProblem(
  drawn: ReadonlySet<SubmissionId> | null,
  verified: readonly (VerifiedFact | undefined)[],
): string | null {
  if (drawn === null) return 'It rests on a draw that is not here, or does not count.';
  if (verified.some((one) => one === undefined)) return 'It rests on a verification that does not count.';
  if (verified.some((one) => one?.body.as.kind === 'return')) return 'It rests on work that was returned.';
  const looked = new Set(verified.map((one) => one?.body.submission));
  return [...drawn].some((one) => !looked.has(one)) ? 'Some of what was drawn has not been verified.' : null;
}
