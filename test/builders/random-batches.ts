import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { authorityFrom } from '../../src/domain/authority.ts';
import type { BatchContext, Branch } from '../../src/domain/batches/batch-branch.ts';
import type { BatchMember, BatchMode } from '../../src/domain/batches/batch-facts.ts';
import { type BatchView, viewBatch } from '../../src/domain/batches/batch-view.ts';
import { lastSaid } from '../../src/domain/batches/last-said.ts';
import { NO_RECORD, type ProposedStep, refusalOf } from '../../src/domain/batches/propose-step.ts';
import type { Fact, FactBody, FactOf, FactType } from '../../src/domain/facts.ts';
import { AssessmentId, LearnerId, RecordId, SubmissionId, UnitId } from '../../src/domain/ids.ts';
import type { Role } from '../../src/domain/roles.ts';
import { drawSample } from '../../src/domain/sampling/draw-sample.ts';
import type { SamplingRule } from '../../src/domain/sampling/sampling-rule.ts';
import { sha256Of } from '../../src/ledger/content-ids.ts';
import { aCandidate, assessedBy } from './a-candidate.ts';
import { FOUNDED, keyNamed } from './a-chain.ts';

const UNIT = UnitId.parse('unit:hs-2');
const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const timeOf = (minute: number) => new Date(FOUNDED + minute * 60_000).toISOString();

/** A fact without a signature, named by what it says. */
function aFact<T extends FactType>(by: string, type: T, body: FactBody<T>, minute: number): FactOf<T> {
  const id = RecordId.parse(hash(JSON.stringify([by, type, body, minute])));
  return { id, type, author: keyNamed(by), seq: 1, at: timeOf(minute), body } as unknown as FactOf<T>;
}

const CREATED = aFact(
  'root',
  'workspace.created',
  { name: 'W', provider: 'P', nonce: 'n', isDemo: false },
  0,
);
const appointed = (name: string, roles: Role[], until: number | null = null) =>
  aFact(
    'root',
    'person.appointed',
    {
      person: keyNamed(name),
      name,
      roles,
      units: [UNIT],
      from: timeOf(0),
      until: until === null ? null : timeOf(until),
    },
    1,
  );
/** May’s appointment ends in the middle of what happens. */
const MAY_UNTIL = 300;
const PEOPLE: readonly Fact[] = [
  CREATED,
  appointed('mo', ['moderator']),
  appointed('may', ['moderator'], MAY_UNTIL),
  appointed('ann', ['assessor']),
  appointed('bob', ['assessor', 'moderator']),
];
export const CONTEXT: BatchContext = { authority: authorityFrom(CREATED, 'Root', PEOPLE), sha256: sha256Of };

const MEMBERS: readonly BatchMember[] = ['ann', 'ann', 'ann', 'bob'].map((assessor, at) => ({
  submission: SubmissionId.parse(hash(`submission ${at}`)),
  learner: LearnerId.parse(`${at}`.repeat(32)),
  sources: [AssessmentId.parse(hash(`assessment ${at}`))],
  assessors: [keyNamed(assessor)],
}));
const RULES: readonly SamplingRule[] = [
  { v: 1, strategies: [{ kind: 'percentage', percent: 25 }] },
  { v: 1, strategies: [{ kind: 'percentage', percent: 60 }] },
  { v: 1, strategies: [{ kind: 'census' }] },
];

const KINDS = ['close', 'draw', 'look', 'decide', 'confirm', 'reopen', 'export', 'merge'] as const;
const act = fc.record({
  machine: fc.constantFrom(0, 0, 0, 1, 2),
  by: fc.oneof(
    { weight: 5, arbitrary: fc.constant('mo') },
    { weight: 2, arbitrary: fc.constantFrom('root', 'may', 'bob') },
    { weight: 1, arbitrary: fc.constantFrom('ann', 'eve') },
  ),
  kind: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...KINDS) },
    { weight: 4, arbitrary: fc.constant('look' as const) },
  ),
  choice: fc.nat({ max: 1000 }),
  /** Clocks of several machines are not alike. */
  minutesOff: fc.integer({ min: -40, max: 40 }),
  /** Recorded by a program that asks nobody whether it may. */
  isForced: fc.constantFrom(false, false, false, true),
});
export type BatchAct = typeof act extends fc.Arbitrary<infer A> ? A : never;

export const batchActs = fc.record({
  mode: fc.constantFrom<BatchMode>('moderation', 'verification'),
  acts: fc.array(act, { minLength: 5, maxLength: 80, size: 'max' }),
});

/** Three copies of one workspace, on which people work on one batch and merge now and then. */
export class BatchPlay {
  readonly opened: FactOf<'batch.opened'>;
  readonly machines: Set<Fact>[];
  #minute = 10;

  constructor(mode: BatchMode) {
    this.opened = aFact('root', 'batch.opened', { label: 'July', unit: UNIT, mode }, 5);
    this.machines = [0, 1, 2].map(() => new Set<Fact>([this.opened]));
  }

  viewOn(machine: number): BatchView {
    return this.viewOf([...(this.machines[machine] ?? [])]);
  }

  viewOf(facts: readonly Fact[]): BatchView {
    const view = viewBatch(this.opened.id, facts, CONTEXT);
    if (!view) throw new Error('the batch was opened');
    return view;
  }

  /** Does it, where there is anything to do; says whether a command did, rather than force or a merge. */
  act(doing: BatchAct): boolean {
    const here = this.machines[doing.machine];
    const other = this.machines[doing.choice % 3];
    if (!here || !other) return false;
    this.#minute += 10;
    if (doing.kind === 'merge') {
      for (const fact of other) here.add(fact);
      return false;
    }
    const view = this.viewOn(doing.machine);
    const step = this.#step(doing, view, this.#minute + doing.minutesOff);
    if (!step) return false;
    if (step.type === 'batch.exported') {
      here.add(step);
      return false;
    }
    if (!doing.isForced && refusalOf({ ...step, id: NO_RECORD } as ProposedStep, [...here], CONTEXT))
      return false;
    here.add(step);
    return !doing.isForced;
  }

  /** What the act comes to on this copy; null where there is nothing to do it to. */
  #step(doing: BatchAct, view: BatchView, minute: number): ProposedStep | FactOf<'batch.exported'> | null {
    const { by, choice } = doing;
    const { current, mode } = view;
    const { branch, version } = current;
    const about = { batch: this.opened.id, version };
    if (doing.kind === 'close') {
      const members = choice % 3 === 0 ? MEMBERS.slice(1) : [...MEMBERS];
      return aFact(by, 'batch.marking_closed', { ...about, members }, minute);
    }
    if (!branch) return null;
    const closed = { ...about, closing: branch.closing.id };
    switch (doing.kind) {
      case 'draw':
        return this.#draw(doing, branch, closed, minute);
      case 'look': {
        const looked = lastSaid(branch);
        const left = [...branch.sample.keys()].filter((one) => !looked.has(one));
        const drawn = left.length > 0 && choice % 4 > 0 ? left : [...branch.sample.keys()];
        const member = branch.members.get(
          drawn[choice % Math.max(1, drawn.length)] ?? SubmissionId.parse(NO_RECORD),
        );
        if (!member) return null;
        const { submission, sources } = member;
        // Forced now and then in the way of the other mode.
        const asFinding = (mode === 'moderation') !== (doing.isForced && choice % 4 === 0);
        const about = { ...closed, submission, sources };
        if (asFinding)
          return aFact(by, 'batch.finding', { ...about, finding: 'upheld', decisions: [], note: '' }, minute);
        const actions = [{ criterion: null, text: 'Look again.' }];
        const back = { kind: 'return' as const, note: '', actions, due: timeOf(minute + 9999) };
        const as = choice % 6 === 0 ? back : { kind: 'agree' as const };
        return aFact(by, 'batch.item_verified', { ...about, as }, minute);
      }
      case 'decide': {
        const [draw] = branch.draws;
        const findings = branch.findings.map(({ id }) => id);
        if (!draw || findings.length === 0) return null;
        const decision = { kind: choice % 4 === 0 ? ('remark' as const) : ('accept' as const) };
        const draws = branch.draws.map(({ id }) => id);
        return aFact(by, 'batch.decided', { ...closed, draws, findings, decision, reason: 'r' }, minute);
      }
      case 'confirm': {
        const verified = [...lastSaid(branch).values()].map(({ id }) => id);
        const draws = branch.draws.map(({ id }) => id);
        const { decision } = current;
        if (mode === 'moderation')
          return decision
            ? aFact(by, 'batch.confirmed', { ...closed, rests: { mode, decision: decision.id } }, minute)
            : null;
        if (verified.length === 0) return null;
        return aFact(by, 'batch.confirmed', { ...closed, rests: { mode, draws, verified } }, minute);
      }
      case 'reopen': {
        const of = current.confirmation ?? current.decision;
        const next = { ...about, version: version + 1 };
        return of ? aFact(by, 'batch.reopened', { ...next, of: of.id, reason: 'r' }, minute) : null;
      }
      case 'export': {
        const confirmation = current.confirmation?.id ?? NO_RECORD;
        const of = { batch: this.opened.id, confirmation };
        const results = [...branch.members.keys()].map((submission) => ({
          submission,
          outcome: NO_RECORD,
          verdict: 'passed' as const,
          credential: null,
        }));
        const body = { of, label: 'July', version, supersedes: null, manifest: hash('m'), results };
        return aFact('root', 'batch.exported', body, minute);
      }
      default:
        return null;
    }
  }

  #draw(
    { by, choice, isForced }: BatchAct,
    { members }: Branch,
    closed: { batch: RecordId; version: number; closing: RecordId },
    minute: number,
  ): ProposedStep | null {
    const population = [...members.values()].map(({ submission, assessors }) =>
      aCandidate(submission, assessedBy(assessors[0] ?? '')),
    );
    const rule = RULES[choice % RULES.length];
    if (!rule) return null;
    const drawn = drawSample({ population, rule, seed: closed.closing }, sha256Of);
    if (!drawn.ok) return null;
    const ids = drawn.value.map(({ id }) => SubmissionId.parse(id));
    // A cheat leaves one out.
    const said = isForced && choice % 5 === 0 && ids.length > 1 ? ids.slice(1) : ids;
    const body = { ...closed, seed: closed.closing, rule, population, drawn: said, reason: 'r' };
    return aFact(by, 'batch.sample_drawn', body, minute);
  }
}
