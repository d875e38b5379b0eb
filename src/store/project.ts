import { createHash } from 'node:crypto';
import { type Authority, authorityFrom } from '../domain/authority.ts';
import { authorityOverForks } from '../domain/authority-over-forks.ts';
import { type Fact, type FactOf, inOrder } from '../domain/facts.ts';
import { type LearnerId, RecordId, type SubmissionId, type UnitId } from '../domain/ids.ts';
import { authorMay } from '../domain/permissions.ts';
import { receivedIn, type SubmissionView, viewSubmission } from '../domain/submission-view.ts';
import type { ToleranceRule } from '../domain/tolerance.ts';
import { commitmentOf } from '../ledger/commitment.ts';
import { unitVersionIdOf, workspaceIdOf } from '../ledger/content-ids.ts';
import { DamagedRecord } from '../ledger/record.ts';
import type { Chains } from './chains.ts';
import { VIEW_TABLES } from './migrations.ts';
import { moderatedBatchWriter } from './moderated-batches.ts';
import type { Db } from './open-database.ts';
import type { PrivateObjects } from './private-objects.ts';
import type { RecordReader } from './records.ts';
import { standardsWriter } from './standards.ts';
import { submissionsUnder } from './submissions-under.ts';
import { unflushed } from './unflushed.ts';
import type { UnitReader } from './units.ts';
import { submissionWriter } from './write-submission.ts';

/** What new records change. */
export interface Touched {
  /** As `subjectsOf` names them. */
  readonly subjects: ReadonlySet<string>;
  /** Any record may count now that did not, or the other way round. */
  readonly everything: boolean;
}

/** Keeps the views true to the records. */
export interface Projector {
  /** Recomputes what new records touch. Inside the transaction that adds them; `before` is where the ledger ended. */
  update(touched: Touched, before: number): void;
  /** Says that the views must be looked at altogether. Inside the transaction that makes it so. */
  lag(): void;
  /** Whether there are records that the views do not show yet. */
  areBehind(): boolean;
  /** Brings views that are behind up to the records, a short transaction for each step; counts what it looked at. */
  follow(): Generator<Followed>;
  /** Empties and rebuilds every view, in one transaction. */
  rebuild(progress: (done: number, total: number) => void): void;
  /** Rebuilds the views where they do not reach the last record, as after a step that changed their tables. */
  catchUp(): void;
  /** What kept the views from being brought up to the records when the workspace was opened, or null. */
  unread(): string | null;
  /** A digest over every row of every view. */
  digest(): string;
  /** The digest a rebuild would come to; the views stay as they are. */
  digestOfRebuild(progress: (done: number, total: number) => void): string;
  authority(): Authority;
  /** A submission as its records say, or null; under another tolerance than its unit has, where one is given. */
  submission(id: SubmissionId, tolerance?: ToleranceRule): SubmissionView | null;
  /** The same, were this recorded too. */
  submissionWith(id: SubmissionId, fact: Fact): SubmissionView | null;
  notCounted(record: string): string | null;
  /** Drops what is remembered between calls. */
  forget(): void;
}

export interface Followed {
  /** Submissions recomputed so far. */
  readonly submissions: number;
  /** How far it is, from 0 to 1. */
  readonly share: number;
}

interface Sources {
  readonly records: RecordReader;
  readonly chains: Chains;
  readonly units: UnitReader;
  readonly privates: PrivateObjects;
  /** Of the workspace that the records belong to; null while it is not known. */
  readonly workspaceId: () => string | null;
}

/** Submissions are named by hashes, so the first digits tell how many come before. */
const shareOf = (subject = '') => Number.parseInt(subject.slice(2, 6), 16) / 0x10000;

export function projector(db: Db, sources: Sources): Projector {
  const { records, chains, units, privates, workspaceId } = sources;
  const writeSubmission = submissionWriter(db);
  const moderatedBatches = moderatedBatchWriter(db);
  const standards = standardsWriter(db);
  const dropUnit = db.prepare<[string]>('DELETE FROM units WHERE unit = ?');
  const addUnit = db.prepare<
    [string, string, string, string, string, number, string, string, string, number]
  >(
    'INSERT INTO units VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (unit, version) DO UPDATE SET is_current = excluded.is_current, published_at = excluded.published_at, author = excluded.author',
  );
  const setTolerance = db.prepare<[string, string]>(
    'INSERT INTO tolerances VALUES (?, ?) ON CONFLICT (unit) DO UPDATE SET rule = excluded.rule',
  );
  const dropTolerance = db.prepare<[string]>('DELETE FROM tolerances WHERE unit = ?');
  const setAnonymity = db.prepare<[string]>('INSERT OR IGNORE INTO anonymous_units VALUES (?)');
  const dropAnonymity = db.prepare<[string]>('DELETE FROM anonymous_units WHERE unit = ?');
  const addBatch = db.prepare<[string, string, number, string, string, number, number, string]>(
    'INSERT OR REPLACE INTO batches VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const dropBatch = db.prepare<[string]>('DELETE FROM batches WHERE batch = ?');
  const addErased = db.prepare<[string, string, string]>(
    'INSERT OR REPLACE INTO erased_learners VALUES (?, ?, ?)',
  );
  const dropErased = db.prepare<[string]>('DELETE FROM erased_learners WHERE learner = ?');
  const isErased = db.prepare<[string]>('SELECT 1 FROM erased_learners WHERE learner = ?');
  const submissionsOf = db
    .prepare<[string], SubmissionId>('SELECT submission FROM submissions WHERE learner = ?')
    .pluck();
  const dropNotCounted = db.prepare<[string]>('DELETE FROM not_counted WHERE record = ?');
  const addNotCounted = db.prepare<[string, string]>('INSERT OR REPLACE INTO not_counted VALUES (?, ?)');
  const findNotCounted = db.prepare<[string], { reason: string }>(
    'SELECT reason FROM not_counted WHERE record = ?',
  );
  const readBuiltFrom = db.prepare<[], number>('SELECT position FROM views_built_from').pluck();
  const builtFrom = db.prepare<[number]>('UPDATE views_built_from SET position = ?');

  let known: Authority | null = null;
  let unread: string | null = null;

  /** Null until the founding record is here: what arrived before it waits. */
  const authorityIfFounded = (): Authority | null => {
    if (known) return known;
    const facts = [...records.factsAbout('people')].sort(inOrder);
    const created = facts.find((fact) => fact.type === 'workspace.created' && isFounding(fact));
    if (created?.type !== 'workspace.created') return null;
    known = authorityOverForks(facts, chains.forked(), (counted) => {
      const appointments = counted.filter((fact) => fact.type === 'person.appointed');
      const own = appointments.findLast((one) => one.body.person === created.author);
      return authorityFrom(created, own?.body.name ?? created.body.provider, counted);
    });
    return known;
  };

  const authority = (): Authority => {
    const founded = authorityIfFounded();
    if (!founded) throw new Error('a workspace begins with its creation');
    return founded;
  };

  /** The workspace's name is the hash of its root and a nonce, so nobody else can claim to have founded it. */
  const isFounding = (fact: FactOf<'workspace.created'>) =>
    workspaceIdOf(fact.author, fact.body.nonce) === workspaceId();

  const note = (record: RecordId, reason: string | null) => {
    if (reason === null) dropNotCounted.run(record);
    else addNotCounted.run(record, reason);
  };

  const viewPeople = () => {
    const { notCounted, heldBecause } = authority();
    for (const fact of records.factsAbout('people')) {
      if (fact.type === 'workspace.created')
        note(fact.id, isFounding(fact) ? null : 'Its author did not found this workspace.');
      else note(fact.id, heldBecause(fact) ?? notCounted.get(fact.id) ?? null);
    }
  };

  /** Facts that do not count are marked so, and left out. */
  const countedOnly = <F extends Fact>(facts: readonly F[], unit: UnitId | null): readonly F[] =>
    facts.filter((fact) => {
      const permission = authorMay(authority(), fact, unit);
      note(fact.id, permission.allowed ? null : (permission.reason ?? ''));
      return permission.allowed;
    });

  const viewUnit = (id: UnitId) => {
    const facts = [...records.factsAbout(`u:${id}`)].sort(inOrder);
    const published = countedOnly(
      facts.filter((fact) => fact.type === 'unit.published'),
      id,
    );
    const rules = countedOnly(
      facts.filter((fact) => fact.type === 'tolerance.set'),
      id,
    );
    const anonymity = countedOnly(
      facts.filter((fact) => fact.type === 'anonymity.set'),
      id,
    );
    units.forget();
    dropUnit.run(id);
    dropTolerance.run(id);
    for (const fact of published) {
      const { unit } = fact.body;
      const isCurrent = fact === published.at(-1) ? 1 : 0;
      addUnit.run(
        unit.id,
        unitVersionIdOf(unit),
        unit.code,
        unit.title,
        unit.versionLabel,
        unit.criteria.length,
        JSON.stringify(unit),
        fact.at,
        fact.author,
        isCurrent,
      );
    }
    const rule = rules.at(-1);
    if (rule) setTolerance.run(id, JSON.stringify(rule.body.rule));
    dropAnonymity.run(id);
    if (anonymity.at(-1)?.body.anonymous) setAnonymity.run(id);
  };

  const submissionIn = (facts: readonly Fact[], tolerance?: ToleranceRule): SubmissionView | null => {
    const received = receivedIn(facts, authority());
    if (!received) return null;
    const row = units.version(received.body.unitVersion);
    if (!row) return null;
    const { unit } = row;
    return viewSubmission(facts, {
      authority: authority(),
      unit,
      currentVersion: units.current(unit.id)?.version ?? null,
      tolerance: tolerance ?? units.tolerance(unit.id),
      isAnonymous: units.isAnonymous(unit.id),
      standard: standards.claimOf(received.body.submission, unit.id),
      commitmentOf,
    });
  };

  const viewOneSubmission = (id: SubmissionId) => {
    const facts = records.factsAbout(`s:${id}`);
    const view = submissionIn(facts);
    const unit = view ? units.version(view.received.body.unitVersion)?.unit : undefined;
    for (const fact of facts) {
      // What becomes of these is said by their batch.
      if (fact.type === 'batch.exported' || fact.type === 'batch.item_verified') continue;
      if (view) note(fact.id, view.notCounted.get(fact.id) ?? null);
      else if (fact.type === 'submission.received')
        note(fact.id, authorMay(authority(), fact, fact.body.unit).reason);
      else note(fact.id, null);
    }
    standards.noteCounts(id, !view || view.standard !== null);
    if (!view || !unit) {
      writeSubmission.drop(id);
      return;
    }
    const { details, learner } = view.received.body;
    const shown = isErased.get(learner) ? null : privates.details(details);
    writeSubmission.put(view, unit, shown);
  };

  const viewBatch = (id: string) => {
    const facts = records.factsAbout(`b:${id}`);
    const batch = RecordId.parse(id);
    const before = standards.scriptsIn(batch);
    moderatedBatches.view(batch, facts, authority(), note);
    // Whether sets may have it depends on whether it is in a batch.
    for (const script of new Set([...before, ...standards.scriptsIn(batch)])) viewOneSubmission(script);
    const [fact] = countedOnly(
      facts.filter((one) => one.type === 'batch.exported').filter((one) => one.id === id),
      null,
    );
    if (!fact) {
      dropBatch.run(id);
      return;
    }
    const { label, version, results, manifest } = fact.body;
    const passed = results.filter((result) => result.verdict === 'passed').length;
    addBatch.run(fact.id, label, version, fact.at, fact.author, results.length, passed, manifest);
  };

  const viewStandardsOf = (unit: UnitId) => {
    const facts = records.factsAbout(`q:${unit}`);
    for (const script of standards.view(unit, facts, authority(), note)) viewOneSubmission(script);
  };

  const viewLearner = (id: LearnerId) => {
    const [fact] = countedOnly(
      [...records.factsAbout(`l:${id}`)].filter((one) => one.type === 'learner.erased').sort(inOrder),
      null,
    );
    if (fact) addErased.run(id, fact.id, fact.at);
    else dropErased.run(id);
    for (const submission of submissionsOf.all(id)) viewOneSubmission(submission);
  };

  const viewSubject = (subject: string) => {
    const kind = subject.slice(0, 2);
    const id = subject.slice(2);
    if (subject === 'people') viewPeople();
    else if (kind === 'u:') viewUnit(id as UnitId);
    else if (kind === 'l:') viewLearner(id as LearnerId);
    else if (kind === 's:') viewOneSubmission(id as SubmissionId);
    else if (kind === 'b:') viewBatch(id);
    else if (kind === 'q:') viewStandardsOf(id as UnitId);
  };

  /** Units and erased learners first: submissions are read with them. In pieces, so that a ledger of any size fits in memory. */
  function* everySubject(): Generator<string> {
    for (const prefix of ['u:', 'l:', 'b:', 'q:', 's:'])
      for (const page of records.subjects(prefix, 0)) yield* page;
    yield 'people';
  }

  /** Where submissions are kept under what came after them: their unit, or what is known about their learner. */
  const receivedUnder = (subject: string): string[] =>
    records
      .factsAbout(subject)
      .flatMap((fact) => (fact.type === 'submission.received' ? [`s:${fact.body.submission}`] : []));

  const subjectsTouchedBy = (subjects: Iterable<string>): Set<string> => {
    const touched = new Set<string>();
    for (const subject of subjects) {
      // A submission is found again by its own name.
      if (subject.startsWith('of:')) continue;
      if (subject.startsWith('d:')) for (const one of receivedUnder(subject)) touched.add(one);
      else touched.add(subject);
      if (subject.startsWith('u:'))
        for (const one of receivedUnder(`of:${subject.slice(2)}`)) touched.add(one);
    }
    return touched;
  };

  const inViewOrder = (subjects: Iterable<string>) => {
    const rank = (subject: string) => (subject.startsWith('u:') ? 0 : subject.startsWith('l:') ? 1 : 2);
    return [...subjects].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  };

  const forget = () => {
    known = null;
    units.forget();
    records.forget();
  };

  const rebuildAll = (progress: (done: number, total: number) => void) => {
    forget();
    for (const table of VIEW_TABLES) db.prepare(`DELETE FROM ${table}`).run();
    chains.rebuild();
    const total = records.count();
    if (authorityIfFounded()) {
      let done = 0;
      for (const subject of everySubject()) {
        viewSubject(subject);
        done += 1;
        if (done % 500 === 0) progress(Math.min(done, total), total);
      }
    }
    builtFrom.run(records.position());
    progress(total, total);
  };

  const viewPage = (subjects: readonly string[]) =>
    unflushed(db, () => {
      for (const subject of subjects) viewSubject(subject);
    });

  function* follow(): Generator<Followed> {
    const from = readBuiltFrom.get() ?? 0;
    let submissions = 0;
    known = null;
    units.forget();
    if (authorityIfFounded()) {
      const since = records.isTouchedSince('people', from) ? 0 : from;
      const under = submissionsUnder(db);
      for (const page of records.subjects('u:', since)) {
        viewPage(page);
        if (since > 0) for (const unit of page) under.add(`of:${unit.slice(2)}`);
        yield { submissions, share: 0 };
      }
      for (const page of records.subjects('l:', since)) {
        viewPage(page);
        yield { submissions, share: 0 };
      }
      for (const prefix of ['b:', 'q:'])
        for (const page of records.subjects(prefix, since)) {
          viewPage(page);
          yield { submissions, share: 0 };
        }
      for (const page of records.subjects('s:', since, under.has)) {
        viewPage(page);
        submissions += page.length;
        yield { submissions, share: shareOf(page.at(-1)) };
      }
    }
    // What was added meanwhile was shown by whoever added it.
    db.transaction(() => {
      if (authorityIfFounded()) viewPeople();
      builtFrom.run(records.position());
    }).immediate();
  }

  const digest = () => {
    const hash = createHash('sha256');
    for (const table of VIEW_TABLES) {
      hash.update(`${table}\n`);
      // Every view has a primary key without rowid, so its natural order is the key's.
      for (const row of db.prepare(`SELECT * FROM ${table}`).raw().iterate())
        hash.update(`${JSON.stringify(row)}\n`);
    }
    return hash.digest('hex');
  };

  return {
    update({ subjects, everything }, before) {
      if (subjects.size === 0 && !everything) return;
      // An appointment, or a fork, can make any earlier record count or stop counting: look at everything again.
      const isAboutAll = everything || subjects.has('people');
      if (isAboutAll || (subjects.size > 0 && chains.counts().forks > 0)) known = null;
      if (authorityIfFounded()) {
        const touched = isAboutAll ? everySubject() : inViewOrder(subjectsTouchedBy(subjects));
        for (const subject of touched) viewSubject(subject);
      }
      // Views that were behind stay so until they followed.
      if (readBuiltFrom.get() === before) builtFrom.run(records.position());
    },
    lag: () => void builtFrom.run(0),
    areBehind: () => readBuiltFrom.get() !== records.position(),
    follow,
    rebuild(progress) {
      db.transaction(() => rebuildAll(progress)).immediate();
      unread = null;
    },
    catchUp() {
      const from = readBuiltFrom.get();
      if (from === records.position()) return;
      try {
        if (from === 0) db.transaction(() => rebuildAll(() => {})).immediate();
        else for (const _step of follow());
      } catch (error) {
        // What can still be read stays readable: the views are then as they were.
        forget();
        if (!(error instanceof DamagedRecord)) throw error;
        unread = error.message;
      }
    },
    unread: () => unread,
    digest,
    digestOfRebuild(progress) {
      db.exec('BEGIN IMMEDIATE');
      try {
        rebuildAll(progress);
        return digest();
      } finally {
        db.exec('ROLLBACK');
        forget();
      }
    },
    authority,
    forget,
    submission: (id, tolerance) => submissionIn(records.factsAbout(`s:${id}`), tolerance),
    submissionWith: (id, fact) => submissionIn([...records.factsAbout(`s:${id}`), fact]),
    notCounted: (record) => findNotCounted.get(record)?.reason ?? null,
  };
}
