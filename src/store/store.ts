import type { Authority } from '../domain/authority.ts';
import type { Progress } from '../domain/draft-rules.ts';
import type { Fact } from '../domain/facts.ts';
import { type PersonKey, RecordId } from '../domain/ids.ts';
import type { SignedRecord } from '../ledger/record.ts';
import { type AcrossReader, acrossReader } from './across.ts';
import { type AgreementDrafts, agreementDraftStatements } from './agreement-drafts.ts';
import { type AttemptReader, attemptReader } from './attempts.ts';
import { type CommentTexts, commentTexts } from './comment-texts.ts';
import { type Comments, commentStatements } from './comments.ts';
import { type DisagreementReader, disagreementReader } from './disagreements.ts';
import { type Drafts, draftStatements, type SavedDraft } from './drafts.ts';
import { type EvidenceTexts, evidenceTexts } from './evidence-text.ts';
import { type Health, storageHealth } from './health.ts';
import { type LocalFact, type LocalKey, type LocalState, localState } from './local-state.ts';
import type { Db } from './open-database.ts';
import { type PrivateObjects, privateObjects } from './private-objects.ts';
import { type Projector, projector } from './project.ts';
import { type QueueReader, queueReader } from './queue.ts';
import { type RecordReader, recordStatements } from './records.ts';
import {
  type SealedAssessment,
  type SealedAssessments,
  sealedAssessmentStatements,
} from './sealed-assessments.ts';
import { summedRows, sumOf } from './sums.ts';
import { type UnitReader, unitReader } from './units.ts';

/** Facts that are decided together and stored together. */
export interface Append {
  readonly records: readonly SignedRecord[];
  /** Personal data the records name by hash. */
  readonly privateJson?: readonly { readonly hash: string; readonly json: string }[];
  /** The command that asked for it; a repeated command appends nothing. */
  readonly command?: string;
  /** Keys and local facts that belong with the records. */
  readonly keys?: readonly LocalKey[];
  readonly local?: Readonly<Partial<Record<LocalFact, string>>>;
  /** The draft that became a record. `DraftChanged` where another revision of it, or none, lies there by now. */
  readonly dropDraft?: {
    readonly submission: string;
    readonly person: PersonKey;
    readonly revision: number;
  };
  /** What the seal among the records promises, to be opened one day. */
  readonly keepSealed?: Omit<SealedAssessment, 'seal' | 'sealedAt'>;
  /** Seals whose content is in the records now. `SealOpened` where one of them is not kept here any more. */
  readonly dropSealed?: readonly RecordId[];
  /** The half-made agreement that became a record. */
  readonly dropAgreement?: { readonly submission: string; readonly person: PersonKey };
  /** The draft that a recalled record becomes again. */
  readonly keepDraft?: {
    readonly submission: string;
    readonly person: PersonKey;
    readonly saved: SavedDraft;
    readonly progress: Progress;
  };
}

/** What was sealed was opened after it was read to be opened: nothing was stored. */
export class SealOpened extends Error {}

/** A draft was saved, or submitted, after it was read to become a record: nothing was stored. */
export class DraftChanged extends Error {}

/** A workspace's database, as the app sees it. */
export interface Store {
  readonly records: RecordReader;
  readonly units: UnitReader;
  readonly queue: QueueReader;
  readonly across: AcrossReader;
  readonly attempts: AttemptReader;
  /** The words of evidence. */
  readonly evidence: EvidenceTexts;
  /** The words of assessments and drafts. */
  readonly commentTexts: CommentTexts;
  readonly disagreements: DisagreementReader;
  readonly drafts: Drafts;
  readonly sealed: SealedAssessments;
  readonly comments: Comments;
  readonly agreementDrafts: AgreementDrafts;
  readonly local: LocalState;
  readonly privates: PrivateObjects;
  readonly views: Projector;
  readonly health: Health;
  readonly authority: () => Authority;
  /** One transaction, on disk when it returns. Gives the ledger position reached. */
  append(append: Append): number;
  /** The record a command already led to, or null. */
  doneBefore(command: string): RecordId | null;
  close(): void;
}

/** The store over an open database. */
export function storeOf(db: Db): Store {
  const records = recordStatements(db);
  const drafts = draftStatements(db);
  const sealed = sealedAssessmentStatements(db);
  const agreementDrafts = agreementDraftStatements(db);
  const local = localState(db);
  const privates = privateObjects(db);
  const units = unitReader(db);
  const views = projector(db, { records, units, privates, workspaceId: () => local.get('workspace') });
  const evidence = evidenceTexts(db, records);
  const writtenTexts = commentTexts(db, { records, drafts });
  const rememberCommand = db.prepare<[string, string, string]>('INSERT INTO commands VALUES (?, ?, ?)');
  const commands = summedRows(db, 'commands');

  const keepSealed = (
    records: readonly SignedRecord[],
    kept: Omit<SealedAssessment, 'seal' | 'sealedAt'>,
  ) => {
    const seal = records.find(
      ({ fact }) => fact.type === 'assessment.sealed' && fact.body.submission === kept.body.submission,
    );
    if (!seal) throw new Error('what is kept as sealed has its seal among the records');
    sealed.put({ ...kept, seal: seal.id, sealedAt: seal.fact.at });
  };

  const append = db.transaction((request: Append): number => {
    for (const one of request.privateJson ?? []) privates.put(one.hash, one.json);
    for (const key of request.keys ?? []) local.addKey(key);
    for (const [name, value] of Object.entries(request.local ?? {})) local.set(name as LocalFact, value);
    const facts: Fact[] = [];
    for (const record of request.records) {
      if (records.insert(record)) facts.push(record.fact);
    }
    if (request.dropDraft) {
      const { submission, person, revision } = request.dropDraft;
      if (drafts.get(submission, person)?.revision !== revision) throw new DraftChanged();
      drafts.drop(submission, person);
    }
    if (request.keepSealed) keepSealed(request.records, request.keepSealed);
    for (const seal of request.dropSealed ?? []) if (!sealed.drop(seal)) throw new SealOpened();
    if (request.dropAgreement)
      agreementDrafts.drop(request.dropAgreement.submission, request.dropAgreement.person);
    const { keepDraft } = request;
    if (keepDraft) drafts.put(keepDraft.submission, keepDraft.person, keepDraft.saved, keepDraft.progress);
    views.update(facts);
    const last = request.records.at(-1);
    if (request.command && last)
      rememberCommand.run(request.command, last.id, sumOf([request.command, last.id]));
    return records.position();
  });

  const personOf = (key: PersonKey) => views.authority().personOf(key);

  return {
    records,
    units,
    queue: queueReader(db, { evidence, comments: writtenTexts }, personOf),
    across: acrossReader(db, personOf),
    attempts: attemptReader(db),
    evidence,
    commentTexts: writtenTexts,
    disagreements: disagreementReader(db),
    drafts,
    sealed,
    comments: commentStatements(db),
    agreementDrafts,
    local,
    privates,
    views,
    health: storageHealth(db),
    authority: views.authority,
    append(request) {
      try {
        return append.immediate(request);
      } catch (error) {
        // What was rolled back must not live on in memory.
        views.forget();
        throw error;
      }
    },
    doneBefore(command) {
      const record = commands.get(command)?.record;
      return record ? RecordId.parse(record.toString('utf8')) : null;
    },
    // The last connection to close folds the log into the database by itself, where it can.
    close: () => void db.close(),
  };
}
