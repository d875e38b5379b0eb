import { createHash } from 'node:crypto';
import { authorityFrom } from '../../src/domain/authority.ts';
import { type Fact, type FactBody, type FactOf, type FactType, subjectsOf } from '../../src/domain/facts.ts';
import {
  ArtifactHash,
  type AssessmentId,
  LearnerId,
  type PersonKey,
  RecordId,
  SubmissionId,
} from '../../src/domain/ids.ts';
import type { Decision } from '../../src/domain/judgment.ts';
import type { Role } from '../../src/domain/roles.ts';
import type { Unit } from '../../src/domain/rubric.ts';
import type { SealedContent } from '../../src/domain/seals.ts';
import { type SubmissionView, viewSubmission } from '../../src/domain/submission-view.ts';
import { DEFAULT_TOLERANCE, type ToleranceRule } from '../../src/domain/tolerance.ts';
import { commitmentOf } from '../../src/ledger/commitment.ts';
import { unitVersionIdOf } from '../../src/ledger/content-ids.ts';
import { didKeyOf } from '../../src/ledger/did-key.ts';
import { judgments } from './a-judgment.ts';
import { aUnit } from './a-unit.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
export const personKey = (name: string): PersonKey =>
  didKeyOf(Uint8Array.from(createHash('sha256').update(name).digest()));
export const A_SUBMISSION = SubmissionId.parse(sha256('submission'));
export const ANOTHER_SUBMISSION = SubmissionId.parse(sha256('another submission'));
export const AN_ARTIFACT = ArtifactHash.parse(sha256('artifact'));
export const A_LEARNER = LearnerId.parse('0'.repeat(32));
const DAY_MS = 24 * 60 * 60 * 1000;
const FOUNDED = Date.parse('2026-01-01T09:00:00.000Z');
export const day = (number: number) => new Date(FOUNDED + number * DAY_MS).toISOString();

/** Facts about one submission, stated day after day by named people. Pure: nothing is signed or stored. */
export class AHistory {
  readonly facts: Fact[] = [];
  readonly unit: Unit;
  readonly tolerance: ToleranceRule;
  isAnonymous = false;
  /** The version published last, where it is another. */
  currentUnit: Unit | null = null;
  #day = 0;

  constructor({
    unit = aUnit(),
    tolerance = DEFAULT_TOLERANCE,
  }: { unit?: Unit; tolerance?: ToleranceRule } = {}) {
    this.unit = unit;
    this.tolerance = tolerance;
    this.state('root', 'workspace.created', { name: 'W', provider: 'P', nonce: 'n', isDemo: false });
  }

  state<T extends FactType>(author: string, type: T, body: FactBody<T>, at = day(this.#day)): RecordId {
    const id = RecordId.parse(sha256(`${this.facts.length} ${type}`));
    // Type and body belong together by the signature; the union cannot see it.
    this.facts.push({ id, type, author: personKey(author), seq: this.facts.length + 1, at, body } as Fact);
    this.#day += 1;
    return id;
  }

  appoint(
    name: string,
    roles: readonly Role[],
    change: Partial<FactBody<'person.appointed'>> & { by?: string } = {},
  ): this {
    const { by = 'root', ...body } = change;
    this.state(by, 'person.appointed', {
      person: personKey(name),
      name,
      roles: [...roles],
      units: 'all',
      from: day(this.#day),
      until: null,
      ...body,
    });
    return this;
  }

  /** Ends an appointment; from that day on when no other is given. */
  revoke(appointment: RecordId, { by = 'root', from = day(this.#day) } = {}): RecordId {
    return this.state(by, 'appointment.revoked', { appointment, from, reason: 'left' });
  }

  /** Another key of somebody, on another device or in the place of the one that is named. */
  addKey(
    name: string,
    key: string,
    { by = 'root', kind = 'device' as 'device' | 'replacement', from = day(this.#day) } = {},
  ): RecordId {
    const [person, added] = [personKey(name), personKey(key)];
    return this.state(by, 'key.added', { person, key: added, kind, from, reason: 'lost' });
  }

  /** A conflict of interest with the learner of the submission. */
  conflict(name: string, by = name): RecordId {
    return this.state(by, 'conflict.declared', {
      person: personKey(name),
      learner: A_LEARNER,
      reason: 'kin',
    });
  }

  withdrawConflict(conflict: RecordId, by: string): RecordId {
    return this.state(by, 'conflict.withdrawn', { conflict, reason: 'mistaken' });
  }

  /** The latest record. */
  get last(): RecordId {
    const fact = this.facts.at(-1);
    if (!fact) throw new Error('a history begins with the workspace');
    return fact.id;
  }

  receive(by = 'root', unit: Unit = this.unit): this {
    this.state(by, 'submission.received', {
      submission: A_SUBMISSION,
      unit: unit.id,
      unitVersion: unitVersionIdOf(unit),
      learner: A_LEARNER,
      attempt: 1,
      artifacts: [],
      details: sha256('details'),
    });
    return this;
  }

  /** What `assess` states. */
  content(decisions: Readonly<Record<string, Decision>>): SealedContent {
    return {
      submission: A_SUBMISSION,
      unitVersion: unitVersionIdOf(this.unit),
      evidence: [],
      judgments: judgments(decisions),
      anchors: [],
      feedback: '',
      actions: [],
      pleaseCheck: false,
    };
  }

  assess(
    by: string,
    decisions: Readonly<Record<string, Decision>>,
    change: Partial<FactBody<'assessment.submitted'>> = {},
    at?: string,
  ): AssessmentId {
    return this.state(by, 'assessment.submitted', { ...this.content(decisions), ...change }, at);
  }

  allocate(to: string, change: Partial<FactBody<'submission.allocated'>> & { by?: string } = {}): RecordId {
    const { by = 'root', ...body } = change;
    return this.state(by, 'submission.allocated', {
      submission: A_SUBMISSION,
      person: personKey(to),
      as: 'first',
      sealed: true,
      due: null,
      ...body,
    });
  }

  setAside(by: string, at?: string, duplicateOf = ANOTHER_SUBMISSION): RecordId {
    const body = { submission: A_SUBMISSION, duplicateOf, reason: 'Taken in twice.' };
    return this.state(by, 'submission.set_aside', body, at);
  }

  resume(by: string, at?: string): RecordId {
    return this.state(by, 'submission.resumed', { submission: A_SUBMISSION, reason: 'A mistake.' }, at);
  }

  withdraw(by: string, allocation: RecordId, at?: string): RecordId {
    return this.state(
      by,
      'allocation.withdrawn',
      { submission: A_SUBMISSION, allocation, reason: 'Ill.' },
      at,
    );
  }

  /** The salt under which somebody seals, always the same. */
  saltOf = (by: string): string => sha256(`salt of ${by}`);

  seal(by: string, decisions: Readonly<Record<string, Decision>>, at?: string): RecordId {
    const commitment = commitmentOf({
      salt: this.saltOf(by),
      author: personKey(by),
      body: this.content(decisions),
    });
    return this.state(by, 'assessment.sealed', { submission: A_SUBMISSION, commitment }, at);
  }

  open(
    by: string,
    decisions: Readonly<Record<string, Decision>>,
    record: RecordId,
    seen: readonly RecordId[],
    at?: string,
  ): AssessmentId {
    return this.assess(by, decisions, { seal: { record, salt: this.saltOf(by), seen: [...seen] } }, at);
  }

  countersign(by: string, assessment: AssessmentId, accepted = true): RecordId {
    return this.state(by, 'assessment.countersigned', {
      submission: A_SUBMISSION,
      assessment,
      accepted,
      note: '',
    });
  }

  recall(by: string, assessment: AssessmentId): RecordId {
    return this.state(by, 'assessment.recalled', { submission: A_SUBMISSION, assessment });
  }

  refer(by: string, sources: readonly AssessmentId[]): RecordId {
    return this.state(by, 'outcome.referred', {
      submission: A_SUBMISSION,
      sources: [...sources],
      note: 'They read the third criterion differently.',
    });
  }

  agree(
    by: string,
    sources: readonly AssessmentId[],
    decisions: Readonly<Record<string, Decision>>,
    referral: RecordId | null = null,
  ): RecordId {
    return this.state(by, 'outcome.agreed', {
      submission: A_SUBMISSION,
      sources: [...sources],
      judgments: judgments(decisions).map(({ criterion, decision, rationale }) => ({
        criterion,
        decision,
        rationale,
        from: null,
      })),
      note: '',
      adjudicated: referral !== null,
      ...(referral === null ? {} : { referral }),
    });
  }

  /** Confirms what the view says now, or what is given. */
  confirm(by: string, change: Partial<FactBody<'outcome.confirmed'>> = {}): RecordId {
    const outcome = this.view()?.outcome;
    if (!outcome) throw new Error('there is nothing to confirm');
    const { how, sources, judgments: settled, verdict, total, agreement } = outcome;
    return this.state(by, 'outcome.confirmed', {
      submission: A_SUBMISSION,
      how,
      sources: [...sources],
      judgments: [...settled],
      verdict,
      total,
      agreement,
      ...change,
    });
  }

  release(by: string, outcome: RecordId): RecordId {
    return this.state(by, 'batch.exported', {
      label: 'July',
      version: 1,
      supersedes: null,
      manifest: sha256('manifest'),
      results: [{ submission: A_SUBMISSION, outcome, verdict: 'passed', credential: null }],
    });
  }

  authority(facts: readonly Fact[] = this.facts) {
    const of = <T extends FactType>(type: T) => facts.filter((fact): fact is FactOf<T> => fact.type === type);
    const [created] = of('workspace.created');
    if (!created) throw new Error('a history begins with the workspace');
    return authorityFrom(
      created,
      'Root',
      facts.filter((fact) => subjectsOf(fact).includes('people')),
    );
  }

  view(facts: readonly Fact[] = this.facts): SubmissionView | null {
    return viewSubmission(
      facts.filter((fact) => !subjectsOf(fact).includes('people')),
      {
        authority: this.authority(facts),
        unit: this.unit,
        currentVersion: unitVersionIdOf(this.currentUnit ?? this.unit),
        commitmentOf,
        tolerance: this.tolerance,
        isAnonymous: this.isAnonymous,
        standard: null,
      },
    );
  }
}
