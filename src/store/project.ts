import { createHash } from 'node:crypto';
import { type Authority, authorityFrom } from '../domain/authority.ts';
import { progressOf } from '../domain/draft-rules.ts';
import { type Fact, type FactOf, inOrder, subjectsOf } from '../domain/facts.ts';
import type { RecordId, SubmissionId, UnitId } from '../domain/ids.ts';
import { authorMay } from '../domain/permissions.ts';
import { receivedIn, type SubmissionView, viewSubmission } from '../domain/submission-view.ts';
import type { ToleranceRule } from '../domain/tolerance.ts';
import { commitmentOf } from '../ledger/commitment.ts';
import { unitVersionIdOf, workspaceIdOf } from '../ledger/content-ids.ts';
import { DamagedRecord } from '../ledger/record.ts';
import { VIEW_TABLES } from './migrations.ts';
import type { Db } from './open-database.ts';
import type { PrivateObjects } from './private-objects.ts';
import type { RecordReader } from './records.ts';
import type { UnitReader } from './units.ts';
import { submissionWriter } from './write-submission.ts';

/** Keeps the views true to the records. */
export interface Projector {
  /** Recomputes what new facts touch. Inside the transaction that adds them. */
  update(facts: readonly Fact[]): void;
  /** Empties and rebuilds every view, in one transaction. */
  rebuild(progress: (done: number, total: number) => void): void;
  /** Rebuilds the views where they do not reach the last record, as after a step that changed their tables. */
  catchUp(): void;
  /** A digest over every row of every view. */
  digest(): string;
  /** The digest a rebuild would come to; the views stay as they are. */
  digestOfRebuild(progress: (done: number, total: number) => void): string;
  authority(): Authority;
  /** A submission as its records say, or null; under another tolerance than its unit has, where one is given. */
  submission(id: SubmissionId, tolerance?: ToleranceRule): SubmissionView | null;
  notCounted(record: string): string | null;
  /** Drops what is remembered between calls. */
  forget(): void;
}

interface Sources {
  readonly records: RecordReader;
  readonly units: UnitReader;
  readonly privates: PrivateObjects;
  /** Of the workspace that the records belong to; null while it is not known. */
  readonly workspaceId: () => string | null;
}

export function projector(db: Db, sources: Sources): Projector {
  const { records, units, privates, workspaceId } = sources;
  const writeSubmission = submissionWriter(db);
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
  const dropNotCounted = db.prepare<[string]>('DELETE FROM not_counted WHERE record = ?');
  const addNotCounted = db.prepare<[string, string]>('INSERT OR REPLACE INTO not_counted VALUES (?, ?)');
  const findNotCounted = db.prepare<[string], { reason: string }>(
    'SELECT reason FROM not_counted WHERE record = ?',
  );
  const readBuiltFrom = db.prepare<[], number>('SELECT position FROM views_built_from').pluck();
  const builtFrom = db.prepare<[number]>('UPDATE views_built_from SET position = ?');

  let known: Authority | null = null;

  /** Null until the founding record is here: what arrived before it waits. */
  const authorityIfFounded = (): Authority | null => {
    if (known) return known;
    const facts = [...records.factsAbout('people')].sort(inOrder);
    const created = facts.find((fact) => fact.type === 'workspace.created' && isFounding(fact));
    if (created?.type !== 'workspace.created') return null;
    const appointments = facts.filter((fact) => fact.type === 'person.appointed');
    const own = appointments.findLast((one) => one.body.person === created.author);
    known = authorityFrom(created, own?.body.name ?? created.body.provider, facts);
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
    const { notCounted } = authority();
    for (const fact of records.factsAbout('people')) {
      if (fact.type === 'workspace.created')
        note(fact.id, isFounding(fact) ? null : 'Its author did not found this workspace.');
      else note(fact.id, notCounted.get(fact.id) ?? null);
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
      commitmentOf,
    });
  };

  const viewOneSubmission = (id: SubmissionId) => {
    const facts = records.factsAbout(`s:${id}`);
    const view = submissionIn(facts);
    const unit = view ? units.version(view.received.body.unitVersion)?.unit : undefined;
    for (const fact of facts) {
      if (fact.type === 'batch.exported') continue;
      if (view) note(fact.id, view.notCounted.get(fact.id) ?? null);
      else if (fact.type === 'submission.received')
        note(fact.id, authorMay(authority(), fact, fact.body.unit).reason);
      else note(fact.id, null);
    }
    if (!view || !unit) {
      writeSubmission.drop(id);
      return;
    }
    writeSubmission.put(view, unit, privates.details(view.received.body.details), (judgments) =>
      progressOf(unit, judgments),
    );
  };

  const viewBatch = (id: string) => {
    const [fact] = countedOnly(
      records.factsAbout(`b:${id}`).filter((one) => one.type === 'batch.exported'),
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

  const viewSubject = (subject: string) => {
    const kind = subject.slice(0, 2);
    const id = subject.slice(2);
    if (subject === 'people') viewPeople();
    else if (kind === 'u:') viewUnit(id as UnitId);
    else if (kind === 's:') viewOneSubmission(id as SubmissionId);
    else if (kind === 'b:') viewBatch(id);
  };

  const everySubject = (): string[] => [
    'people',
    ...['u:', 's:', 'b:'].flatMap((prefix) => [...records.subjects(prefix)].map((row) => row.subject)),
  ];

  const subjectsTouchedBy = (facts: readonly Fact[]): Set<string> => {
    const touched = new Set<string>();
    for (const subject of facts.flatMap(subjectsOf)) {
      if (subject === 'people') {
        // An appointment can make any earlier record count, or stop counting: look at everything again.
        known = null;
        for (const one of everySubject()) touched.add(one);
      } else if (subject.startsWith('of:')) {
        // Found again by its own name.
      } else {
        touched.add(subject);
        if (!subject.startsWith('u:')) continue;
        for (const one of records.factsAbout(`of:${subject.slice(2)}`))
          if (one.type === 'submission.received') touched.add(`s:${one.body.submission}`);
      }
    }
    return touched;
  };

  const inViewOrder = (subjects: Iterable<string>) => {
    // Units first: submissions are read with them.
    const rank = (subject: string) => (subject.startsWith('u:') ? 0 : 1);
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
    const subjects = authorityIfFounded() ? everySubject() : [];
    for (const [index, subject] of inViewOrder(subjects).entries()) {
      viewSubject(subject);
      if (index % 500 === 0) progress(index, subjects.length);
    }
    builtFrom.run(records.position());
    progress(subjects.length, subjects.length);
  };

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
    update(facts) {
      if (facts.length === 0) return;
      const touched = subjectsTouchedBy(facts);
      if (authorityIfFounded()) for (const subject of inViewOrder(touched)) viewSubject(subject);
      builtFrom.run(records.position());
    },
    rebuild: (progress) => db.transaction(() => rebuildAll(progress)).immediate(),
    catchUp() {
      if (readBuiltFrom.get() === records.position()) return;
      try {
        db.transaction(() => rebuildAll(() => {})).immediate();
      } catch (error) {
        // What can still be read stays readable: the views are then as they were.
        forget();
        if (!(error instanceof DamagedRecord)) throw error;
      }
    },
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
    notCounted: (record) => findNotCounted.get(record)?.reason ?? null,
  };
}
