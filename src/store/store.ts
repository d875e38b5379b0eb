import type { Authority } from '../domain/authority.ts';
import { CLOCKS_APART_MS } from '../domain/clocks.ts';
import type { Progress } from '../domain/draft-rules.ts';
import { type PersonKey, RecordId } from '../domain/ids.ts';
import { ok, type Result } from '../domain/result.ts';
import type { SignedRecord } from '../ledger/record.ts';
import { type AcrossReader, acrossReader } from './across.ts';
import { type AgreementDrafts, agreementDraftStatements } from './agreement-drafts.ts';
import { type AppealReader, appealReader } from './appeals.ts';
import { type AttemptReader, attemptReader } from './attempts.ts';
import { copyDatabase, markOf } from './backup.ts';
import { type ChainChange, type Chains, chainStatements } from './chains.ts';
import { type CommentTexts, commentTexts } from './comment-texts.ts';
import { type Comments, commentStatements } from './comments.ts';
import { type DisagreementReader, disagreementReader } from './disagreements.ts';
import { type Drafts, draftStatements, type SavedDraft } from './drafts.ts';
import { type Erasures, erasures } from './erasures.ts';
import { type EvidenceTexts, evidenceTexts } from './evidence-text.ts';
import { type Health, storageHealth } from './health.ts';
import { type LocalFact, type LocalKey, type LocalState, localState } from './local-state.ts';
import { type LocalTables, localTables } from './local-tables.ts';
import { type MarkingReader, markingReader } from './markings.ts';
import { type BatchReader, batchReader } from './moderated-batches.ts';
import { type KeptRecord, type NewerRecords, newerRecords } from './newer-records.ts';
import { type Db, damagedDatabase, isMalformed } from './open-database.ts';
import { type PrivateObjects, privateObjects } from './private-objects.ts';
import { type Projector, projector } from './project.ts';
import { type QueueReader, queueReader } from './queue.ts';
import { type RecordPages, recordPages } from './record-pages.ts';
import { type FiledRecord, filed, type RecordReader, recordStatements } from './records.ts';
import {
  type SealedAssessment,
  type SealedAssessments,
  sealedAssessmentStatements,
} from './sealed-assessments.ts';
import { type StandardsReader, standardsReader } from './standards.ts';
import { summedRows, sumOf } from './sums.ts';
import { makeRoom, unflushed } from './unflushed.ts';
import { type UnitReader, unitReader } from './units.ts';
import { type Unresolved, unresolvedStatements } from './unresolved.ts';
import { type Workloads, workloadReader } from './workloads.ts';

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

/** What came from elsewhere and proved itself. */
export interface Incoming {
  readonly records: readonly FiledRecord[];
  readonly newer: readonly KeptRecord[];
  /** Personal data, by the hash it was found to have. */
  readonly privateJson: readonly { readonly hash: string; readonly json: string }[];
  /** When it came: what is dated long after that is noted. */
  readonly arrivedAt: string;
}

/** What of it was not here before. */
export interface TakenIn {
  readonly records: readonly FiledRecord[];
  readonly newer: number;
  readonly privateObjects: number;
}

/** What was sealed was opened after it was read to be opened: nothing was stored. */
export class SealOpened extends Error {}

/** A draft was saved, or submitted, after it was read to become a record: nothing was stored. */
export class DraftChanged extends Error {}

/** A workspace's database, as the app sees it. */
export interface Store {
  readonly records: RecordReader;
  readonly recordPages: RecordPages;
  readonly erasures: Erasures;
  readonly newer: NewerRecords;
  readonly chains: Chains;
  readonly unresolved: Unresolved;
  readonly units: UnitReader;
  readonly queue: QueueReader;
  readonly across: AcrossReader;
  readonly attempts: AttemptReader;
  /** The words of evidence. */
  readonly evidence: EvidenceTexts;
  /** The words of assessments and drafts. */
  readonly commentTexts: CommentTexts;
  readonly disagreements: DisagreementReader;
  /** What assessors decided, for statistics. */
  readonly markings: MarkingReader;
  readonly workloads: Workloads;
  /** Batches that are moderated together. */
  readonly batches: BatchReader;
  readonly appeals: AppealReader;
  readonly standards: StandardsReader;
  readonly drafts: Drafts;
  readonly sealed: SealedAssessments;
  readonly comments: Comments;
  readonly agreementDrafts: AgreementDrafts;
  readonly local: LocalState;
  readonly localTables: LocalTables;
  readonly privates: PrivateObjects;
  readonly views: Projector;
  readonly health: Health;
  readonly authority: () => Authority;
  /** One transaction, on disk when it returns. Gives the ledger position reached. */
  append(append: Append): number;
  /**
   * Adds what is not here yet, in one transaction. `now`: on disk, and shown, when it returns. `later`: not flushed, and
   * the views are behind until `views.follow` has run; more of the same may be taken in before.
   */
  takeIn(incoming: Incoming, show: 'now' | 'later'): TakenIn;
  /** Takes memory and room on the disk for taking in much; gives what puts it back. */
  makeRoom(): () => void;
  /** Records that were kept for a newer version become records like all others. */
  adopt(records: readonly FiledRecord[]): void;
  /** The record a command already led to, or null. */
  doneBefore(command: string): RecordId | null;
  /** Copies all of it to a file that is not there yet, while work goes on (see `copyDatabase`). */
  copyTo(path: string, call: Parameters<typeof copyDatabase>[2]): Promise<void>;
  /** Changes with every record, draft and comment: with whatever a backup is made for. */
  mark(): string;
  sizeBytes(): number;
  close(): void;
}

/** For what was stated here, whose clock is nobody else’s to judge. */
const NEVER_LATE = '9000-01-01T00:00:00.000Z';

/** No position: views that are behind are not brought up by showing a part. */
const BEHIND = -1;

/** The store over an open database; `database.damaged` where its tables are not those that its statements ask for. */
export function openStore(db: Db): Result<Store> {
  try {
    return ok(storeOf(db));
  } catch (error) {
    if (isMalformed(error)) return damagedDatabase();
    throw error;
  }
}

/** The store over a database that is whole. */
export function storeOf(db: Db): Store {
  const chains = chainStatements(db);
  const records = recordStatements(db, chains);
  const newer = newerRecords(db, chains);
  const unresolved = unresolvedStatements(db);
  const drafts = draftStatements(db);
  const sealed = sealedAssessmentStatements(db);
  const agreementDrafts = agreementDraftStatements(db);
  const local = localState(db);
  const privates = privateObjects(db);
  const units = unitReader(db);
  const views = projector(db, {
    records,
    chains,
    units,
    privates,
    workspaceId: () => local.get('workspace'),
  });
  const evidence = evidenceTexts(db, records);
  const writtenTexts = commentTexts(db, { records, drafts });
  const pages = recordPages(db);
  const erased = erasures(db, { pages, evidence, comments: writtenTexts });
  const rememberCommand = db.prepare<[string, string, string]>('INSERT INTO commands VALUES (?, ?, ?)');
  const commands = summedRows(db, 'commands');

  /** Whether a submission filed under this is of somebody about whom nothing is to be kept. */
  const isOfErased = (subject: string) =>
    erased.count() > 0 &&
    records
      .factsAbout(subject)
      .some((fact) => fact.type === 'submission.received' && erased.isErased(fact.body.learner));
  /** What came before the submission that names it. */
  const forgetErased = ({ subjects }: FiledRecord) => {
    const named = subjects.find((subject) => subject.startsWith('d:'));
    if (named && isOfErased(named)) privates.drop(named.slice(2));
  };

  /** Stores what is not here yet, and says what that touches. */
  const add = ({ records: incoming, newer: kept, privateJson, arrivedAt }: Incoming) => {
    const latest = new Date(Date.parse(arrivedAt) + CLOCKS_APART_MS).toISOString();
    const subjects = new Set<string>();
    let everything = false;
    const placed = (author: PersonKey | undefined, change: ChainChange) => {
      if (change === 'forked' || (change === 'filled' && author && chains.isForked(author)))
        everything = true;
    };
    let privateObjects = 0;
    for (const one of privateJson) {
      if (isOfErased(`d:${one.hash}`) || !privates.put(one.hash, one.json)) continue;
      privateObjects += 1;
      subjects.add(`d:${one.hash}`);
    }
    const added: FiledRecord[] = [];
    for (const record of incoming) {
      const change = records.insert(record);
      if (!change) continue;
      added.push(record);
      forgetErased(record);
      if (record.at > latest) unresolved.noteClockAhead(record.id, arrivedAt);
      placed(record.author, change);
      for (const subject of record.subjects) if (!subject.startsWith('d:')) subjects.add(subject);
    }
    let newerOnes = 0;
    for (const record of kept) {
      const change = newer.keep(record);
      if (!change) continue;
      newerOnes += 1;
      placed(record.place?.author, change);
    }
    return { taken: { records: added, newer: newerOnes, privateObjects }, touched: { subjects, everything } };
  };

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
    const before = records.position();
    for (const key of request.keys ?? []) local.addKey(key);
    for (const [name, value] of Object.entries(request.local ?? {})) local.set(name as LocalFact, value);
    const { touched } = add({
      records: request.records.map(filed),
      newer: [],
      privateJson: request.privateJson ?? [],
      arrivedAt: NEVER_LATE,
    });
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
    views.update(touched, before);
    const last = request.records.at(-1);
    if (request.command && last)
      rememberCommand.run(request.command, last.id, sumOf([request.command, last.id]));
    return records.position();
  });

  const takeIn = db.transaction((incoming: Incoming): TakenIn => {
    const before = records.position();
    const { taken, touched } = add(incoming);
    views.update(touched, before);
    return taken;
  });
  const adopt = db.transaction((adopted: readonly FiledRecord[]) => {
    for (const { id } of adopted) newer.drop(id);
    takeIn({ records: adopted, newer: [], privateJson: [], arrivedAt: NEVER_LATE });
  });
  const takeInUnseen = (incoming: Incoming): TakenIn => {
    const { taken, touched } = add(incoming);
    if (touched.everything) views.lag();
    // Names of what is shown already.
    const named = [...touched.subjects].filter((subject) => subject.startsWith('d:'));
    if (named.length > 0) views.update({ subjects: new Set(named), everything: false }, BEHIND);
    return taken;
  };
  /** What is rolled back must not live on in memory. */
  const orForget = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      views.forget();
      throw error;
    }
  };
  const personOf = (key: PersonKey) => views.authority().personOf(key);

  return {
    records,
    recordPages: pages,
    erasures: erased,
    newer,
    chains,
    unresolved,
    units,
    queue: queueReader(
      db,
      { evidence, comments: writtenTexts },
      { personOf, nameOf: (key) => views.authority().nameOf(key) },
    ),
    across: acrossReader(db, personOf),
    attempts: attemptReader(db),
    evidence,
    commentTexts: writtenTexts,
    disagreements: disagreementReader(db),
    markings: markingReader(db, records),
    workloads: workloadReader(db),
    batches: batchReader(db),
    appeals: appealReader(db),
    standards: standardsReader(db),
    drafts,
    sealed,
    comments: commentStatements(db),
    agreementDrafts,
    local,
    localTables: localTables(db),
    privates,
    views,
    health: storageHealth(db),
    authority: views.authority,
    append: (request) => orForget(() => append.immediate(request)),
    takeIn: (incoming, show) =>
      orForget(() =>
        show === 'now' ? takeIn.immediate(incoming) : unflushed(db, () => takeInUnseen(incoming)),
      ),
    makeRoom: () => makeRoom(db),
    adopt: (adopted) => orForget(() => adopt.immediate(adopted)),
    doneBefore(command) {
      const record = commands.get(command)?.record;
      return record ? RecordId.parse(record.toString('utf8')) : null;
    },
    copyTo: (path, call) => copyDatabase(db, path, call),
    mark: () => markOf(db),
    sizeBytes: () =>
      Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true })),
    // The last connection to close folds the log into the database by itself, where it can.
    close: () => void db.close(),
  };
}
