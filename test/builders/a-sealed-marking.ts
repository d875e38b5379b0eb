import { createHash, randomBytes } from 'node:crypto';
import type { FactBody } from '../../src/domain/facts.ts';
import { ArtifactHash, LearnerId, type RecordId, type SubmissionId } from '../../src/domain/ids.ts';
import type { Decision } from '../../src/domain/judgment.ts';
import type { Unit } from '../../src/domain/rubric.ts';
import type { SealedContent } from '../../src/domain/seals.ts';
import type { SubmissionView } from '../../src/domain/submission-view.ts';
import { commitmentOf } from '../../src/ledger/commitment.ts';
import { submissionIdOf, unitVersionIdOf } from '../../src/ledger/content-ids.ts';
import { type SignedRecord, signRecord } from '../../src/ledger/record.ts';
import type { Store } from '../../src/store/store.ts';
import { AChain, keyNamed, signerNamed } from './a-chain.ts';
import { judgments } from './a-judgment.ts';
import { aStore } from './a-store.ts';
import { aUnit } from './a-unit.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
type Decisions = Readonly<Record<string, Decision>>;

/** What somebody sealed, as only they hold it until it is opened. */
export interface Sealed {
  readonly by: string;
  readonly record: RecordId;
  readonly salt: string;
  readonly body: SealedContent;
}

/** A submission that Ann and Bob are to seal, in signed records; Cy assesses, too, and Mo moderates. */
export class ASealedMarking {
  readonly chain = new AChain();
  readonly unit: Unit = aUnit();
  readonly submission: SubmissionId;
  readonly allocations: Readonly<Record<'Ann' | 'Bob', RecordId>>;

  constructor() {
    this.chain.sign('root', 'unit.published', { unit: this.unit });
    for (const name of ['Ann', 'Bob', 'Cy']) this.appoint(name, 'assessor');
    this.appoint('Mo', 'moderator');
    this.submission = this.receive('0');
    this.allocations = { Ann: this.allocate('Ann', 'first'), Bob: this.allocate('Bob', 'second') };
  }

  appoint(name: string, role: 'assessor' | 'moderator' | 'provider'): void {
    this.chain.sign('root', 'person.appointed', {
      person: keyNamed(name),
      name,
      roles: [role],
      units: 'all',
      from: new Date(0).toISOString(),
      until: null,
    });
  }

  /** Another submission of the unit, by a learner named by one hex digit. */
  receive(learner: string): SubmissionId {
    const artifact = ArtifactHash.parse(sha256(`evidence of ${learner}`));
    const id = LearnerId.parse(learner.repeat(32));
    const submission = submissionIdOf(this.unit.id, id, [artifact]);
    this.chain.sign('root', 'submission.received', {
      submission,
      unit: this.unit.id,
      unitVersion: unitVersionIdOf(this.unit),
      learner: id,
      attempt: 1,
      artifacts: [{ hash: artifact, sizeBytes: 1, mediaType: 'text/plain', claims: [], claimsUnit: true }],
      details: sha256(`details of ${learner}`),
    });
    return submission;
  }

  allocate(
    name: string,
    as: 'first' | 'second',
    { by = 'root', submission = this.submission, sealed = true } = {},
  ) {
    const body = { submission, person: keyNamed(name), as, sealed, due: null };
    return this.chain.sign(by, 'submission.allocated', body).id;
  }

  withdraw(allocation: RecordId, by: string, at?: number): RecordId {
    const body = { submission: this.submission, allocation, reason: 'Ill.' };
    return this.chain.sign(by, 'allocation.withdrawn', body, at === undefined ? {} : { at }).id;
  }

  content(decisions: Decisions, submission = this.submission): SealedContent {
    return {
      submission,
      unitVersion: unitVersionIdOf(this.unit),
      evidence: [],
      judgments: judgments(decisions),
      anchors: [],
      feedback: '',
      actions: [],
      pleaseCheck: false,
    };
  }

  /** Seals as the program does, but for what the cheat changes. */
  seal(
    by: string,
    decisions: Decisions,
    change: { salt?: string; at?: number; commitment?: string; submission?: SubmissionId } = {},
  ): Sealed {
    const salt = change.salt ?? randomBytes(32).toString('hex');
    const body = this.content(decisions, change.submission);
    const commitment = change.commitment ?? commitmentOf({ salt, author: keyNamed(by), body });
    const { id } = this.chain.sign(
      by,
      'assessment.sealed',
      { submission: body.submission, commitment },
      change.at === undefined ? {} : { at: change.at },
    );
    return { by, record: id, salt, body };
  }

  /** Opens as the program does, but for what the cheat changes. */
  open(
    sealed: Sealed,
    seen: readonly Sealed[],
    change: { by?: string; at?: number; body?: Partial<FactBody<'assessment.submitted'>> } = {},
  ): RecordId {
    const seal = { record: sealed.record, salt: sealed.salt, seen: seen.map((one) => one.record) };
    return this.chain.sign(
      change.by ?? sealed.by,
      'assessment.submitted',
      { ...sealed.body, seal, ...change.body },
      change.at === undefined ? {} : { at: change.at },
    ).id;
  }

  assess(
    by: string,
    decisions: Decisions,
    change: Partial<FactBody<'assessment.submitted'>> = {},
    at?: number,
  ) {
    const body = { ...this.content(decisions), ...change };
    return this.chain.sign(by, 'assessment.submitted', body, at === undefined ? {} : { at }).id;
  }

  /** A record at the place of another one in its author's chain: a second chain. */
  forked(record: RecordId, body: FactBody<'assessment.sealed'>): SignedRecord {
    const other = this.chain.records.find((one) => one.id === record);
    if (!other) throw new Error('there is nothing to fork from');
    const { author, seq, at } = other.fact;
    const name = ['Ann', 'Bob', 'Cy'].find((one) => keyNamed(one) === author) ?? '';
    const { workspace } = this.chain;
    return signRecord(
      { type: 'assessment.sealed', workspace, seq, prev: other.prev, at, body },
      signerNamed(name),
    );
  }

  /** A copy that has taken in these records; all of them, when none are named. */
  store(records: readonly SignedRecord[] = this.chain.records): Store {
    return aStore(this.chain.workspace, records);
  }

  view(records?: readonly SignedRecord[]): SubmissionView {
    const view = this.store(records).views.submission(this.submission);
    if (!view) throw new Error('the submission was received');
    return view;
  }

  /** Whose assessments stand. */
  standing(records?: readonly SignedRecord[]): readonly RecordId[] {
    return this.view(records).assessments.map((one) => one.id);
  }

  /** Why a record does not count; null where it does. */
  whyNot(record: RecordId, records?: readonly SignedRecord[]): string | null {
    return this.store(records).views.notCounted(record);
  }
}
