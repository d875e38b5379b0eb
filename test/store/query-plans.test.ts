import { describe, expect, it } from 'vitest';
import { CriterionId, LearnerId, SubmissionId, UnitId } from '../../src/domain/ids.ts';
import { parseSearch } from '../../src/domain/search-terms.ts';
import { acrossReader } from '../../src/store/across.ts';
import { acrossIndex } from '../../src/store/across-index.ts';
import { chainStatements } from '../../src/store/chains.ts';
import { commentTexts } from '../../src/store/comment-texts.ts';
import { disagreementReader } from '../../src/store/disagreements.ts';
import { evidenceTexts } from '../../src/store/evidence-text.ts';
import { VIEW_TABLES } from '../../src/store/migrations.ts';
import type { Db } from '../../src/store/open-database.ts';
import { queueReader } from '../../src/store/queue.ts';
import { recordStatements } from '../../src/store/records.ts';
import { keyNamed } from '../builders/a-chain.ts';
import { aDatabase } from '../builders/a-store.ts';

/** The plan of every statement that some work runs, by listening to what is prepared. */
function plansOf(work: (db: Db) => void): string[] {
  const db = aDatabase();
  const asked: string[] = [];
  const prepare = db.prepare.bind(db);
  const listening: Db = new Proxy(db, {
    get: (target, name) => {
      if (name === 'prepare')
        return (sql: string) => {
          const statement = prepare(sql);
          const listened: typeof statement = new Proxy(statement, {
            get: (inner, method) => {
              if (method === 'all' || method === 'get' || method === 'iterate') asked.push(sql);
              if (method === 'pluck') {
                return () => {
                  inner.pluck();
                  return listened;
                };
              }
              const value = Reflect.get(inner, method);
              return typeof value === 'function' ? value.bind(inner) : value;
            },
          });
          return listened;
        };
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  work(listening);
  expect(asked.length).toBeGreaterThan(0);
  return asked.flatMap((sql) =>
    db
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...unbound(sql))
      .map((row) => row.detail),
  );
}

/** A plan does not depend on what is bound, but something must be. */
function unbound(sql: string): unknown[] {
  const names = [...new Set([...sql.matchAll(/:(\w+)/g)].flatMap((match) => match[1] ?? []))];
  if (names.length > 0) return [Object.fromEntries(names.map((name) => [name, null]))];
  return (sql.match(/\?/g) ?? []).map(() => null);
}

const me = keyNamed('ann');
const submission = SubmissionId.parse('a'.repeat(64));

const boardAsked = { person: me, reads: [UnitId.parse('u')], include: 'open', unit: null } as const;

describe('hot queries', () => {
  it('a page of the queue is fetched by its submissions, never searched for', () => {
    const plan = plansOf((db) => queueReader(db).list(me, {}, { by: 'learner', descending: false }, 0, 100));
    expect(plan).toContain('SEARCH s USING PRIMARY KEY (submission=?)');
  });
  it('the queue is read through once, however much is asked of it', () => {
    const plan = plansOf((db) => {
      const queue = queueReader(db);
      for (const by of ['received', 'learner'] as const) queue.list(me, {}, { by, descending: true }, 0, 100);
      queue.facets(me, { text: 'a' });
      queue.counts(me);
    });
    expect(plan.filter((step) => step === 'SCAN s')).toEqual(['SCAN s']);
  });
  it('a word is found through the index of words, and its place through its number', () => {
    const plan = plansOf((db) => {
      const evidence = evidenceTexts(db, { fact: () => null });
      const comments = commentTexts(db, { records: { fact: () => null }, drafts: { get: () => null } });
      const text = 'hazard ladder';
      queueReader(db, { evidence, comments }).list(
        me,
        { text },
        { by: 'received', descending: true },
        0,
        100,
      );
      evidence.bestHit(submission, parseSearch(text));
      comments.hits(submission, parseSearch(text));
      evidence.nextWaiting(7);
    });
    expect(
      plan.filter((step) => /^SCAN (evidence|comment)_words VIRTUAL TABLE INDEX \d+:[^=]*M/.test(step)),
    ).not.toEqual([]);
    expect(plan.some((step) => step.includes('evidence_artifacts_waiting'))).toBe(true);
    // Links and comments that came since are read on from the last one.
    expect(
      plan.filter((step) =>
        /^SCAN (l|c|a|evidence_links|evidence_parts|comment_texts|evidence_artifacts)$/.test(step),
      ),
    ).toEqual([]);
  });
  it('every view lies in the order of its key, so that copies can be compared row by row', () => {
    const kinds = aDatabase()
      .prepare<[], { name: string; wr: number }>('SELECT name, wr FROM pragma_table_list')
      .all();
    for (const table of VIEW_TABLES) expect(kinds).toContainEqual({ name: table, wr: 1 });
  });
  it('my own assessments and drafts are looked up, not searched for', () => {
    const plan = plansOf((db) => queueReader(db).list(me, {}, { by: 'received', descending: true }, 0, 100));
    for (const table of ['a', 'd']) {
      expect(plan.filter((step) => step.startsWith(`SEARCH ${table} `)).length).toBeGreaterThan(0);
      expect(plan.filter((step) => step.startsWith(`SCAN ${table}`))).toEqual([]);
    }
  });
  it.each([
    ['the neighbours of a submission', (db: Db) => queueReader(db).neighbours(submission)],
    [
      'a learner’s attempts',
      (db: Db) => queueReader(db).attemptsOf(LearnerId.parse('0'.repeat(32)), UnitId.parse('u')),
    ],
    ['the board of disagreements', (db: Db) => disagreementReader(db).page(boardAsked, 0, 100)],
    ['how many disagreements there are', (db: Db) => disagreementReader(db).count(boardAsked)],
    ['the submissions in a state', (db: Db) => queueReader(db).inStates(['reconciling'], null)],
    [
      'the facts about a submission',
      (db: Db) => recordStatements(db, chainStatements(db)).factsAbout(`s:${submission}`),
    ],
    [
      'the submissions one criterion is marked across',
      (db: Db) =>
        acrossIndex(db).page(
          { me, unit: UnitId.parse('u'), criterion: CriterionId.parse('c') },
          'all',
          0,
          100,
        ),
    ],
    ['my drafts of a unit', (db: Db) => acrossReader(db).drafts(me, UnitId.parse('u'))],
    ['the end of an author’s chain', (db: Db) => chainStatements(db).head(me)],
  ])('%s is found through an index', (_, work) => {
    const plan = plansOf(work);
    expect(
      plan.filter(
        (step) => /^SCAN (?!json_each|CONSTANT|temp\.|\(subquery)/.test(step) && !step.includes('USING'),
      ),
    ).toEqual([]);
    expect(plan.some((step) => /USING (COVERING |INTEGER )?(INDEX|PRIMARY KEY)/.test(step))).toBe(true);
  });
});
