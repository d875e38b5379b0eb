import { randomUUID } from 'node:crypto';
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { saveDraft, submitAssessment } from '../../src/app/assess.ts';
import { checkLedger } from '../../src/app/check-ledger.ts';
import { openWorkspace } from '../../src/app/workspace.ts';
import { MIGRATIONS, SCHEMA_VERSION } from '../../src/store/migrations.ts';
import { aDraft, allMet } from '../builders/a-judgment.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aUnit } from '../builders/a-unit.ts';
import {
  aCall,
  aClock,
  anAssessment,
  aSubmission,
  aWorkspace,
  must,
  SEALING,
} from '../builders/a-workspace.ts';

const unit = aUnit();

/** A workspace with records, a draft and keys, as a version of Assay that knew only the first `steps` wrote it. */
async function anOldWorkspace(steps: number) {
  const now = await aWorkspace({ people: { Ann: ['assessor'], Bob: ['assessor'] } });
  const marked = await aSubmission(now.workspace, { unit, learner: 'Marked' });
  await anAssessment(now.as('Ann'), marked, allMet(unit));
  const drafted = await aSubmission(now.as('Root'), { unit, learner: 'Drafted' });
  must(saveDraft(now.as('Bob'), drafted, aDraft(allMet(unit), { feedback: 'Half a sent' }), 0));
  const bob = now.keyOf('Bob');
  const { store } = now.workspace;
  const kept = {
    records: store.records.count(),
    digest: store.views.digest(),
    state: store.views.submission(marked)?.state,
  };
  await now.workspace.close();

  const folder = await aTempFolder();
  const path = join(folder, 'workspace.sqlite');
  cpSync(join(now.folder, 'vault'), join(folder, 'vault'), { recursive: true });
  const old = new Database(path);
  for (const sql of MIGRATIONS.slice(0, steps)) old.exec(sql);
  old.pragma(`user_version = ${steps}`);
  old.exec(`ATTACH '${join(now.folder, 'workspace.sqlite')}' AS full`);
  old.pragma('foreign_keys = OFF');
  const columns = (schema: string, table: string) =>
    old
      .prepare<[string, string], { name: string }>('SELECT name FROM pragma_table_info(?, ?)')
      .all(table, schema)
      .map(({ name }) => name);
  const tables = old
    .prepare<[], { name: string }>(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'",
    )
    .all();
  for (const { name } of tables) {
    const there = columns('full', name);
    const shared = columns('main', name).filter((column) => there.includes(column));
    if (shared.length > 0)
      old.exec(`INSERT OR REPLACE INTO main.${name} (${shared}) SELECT ${shared} FROM full.${name}`);
  }
  old.close();
  return { folder, drafted, marked, bob, kept };
}

it.each(MIGRATIONS.slice(1).map((_, index) => index + 1))(
  'a workspace of schema %i opens with all steps: nothing is lost, and a backup lies beside it',
  async (steps) => {
    const { folder, drafted, marked, bob, kept } = await anOldWorkspace(steps);
    const workspace = must(
      await openWorkspace(folder, SEALING, aClock(Date.parse('2026-07-01T09:00:00.000Z'))),
    );
    onTestFinished(() => workspace.close().catch(() => {}));
    const { store } = workspace;
    expect(store.records.count()).toBe(kept.records);
    expect(store.views.submission(marked)?.state).toBe(kept.state);
    expect(store.drafts.get(drafted, bob)).toMatchObject({ draft: { feedback: 'Half a sent' }, revision: 1 });
    // The views are what the records make of them, and what they were before.
    expect(store.views.digest()).toBe(store.views.digestOfRebuild(() => {}));
    expect(store.views.digest()).toBe(kept.digest);
    // The keys are here still: Bob turns the draft into a signed record.
    store.local.set('me', bob);
    must(await submitAssessment(workspace, randomUUID(), drafted, 1));
    expect(must(await checkLedger(workspace, aCall())).ok).toBe(true);

    const backups = readdirSync(folder).filter((name) => name.endsWith('.bak'));
    expect(backups).toEqual([expect.stringMatching(`^workspace\\.sqlite\\.before-v${SCHEMA_VERSION}-`)]);
    const backup = new Database(join(folder, backups[0] ?? ''), { readonly: true });
    expect(backup.pragma('user_version', { simple: true })).toBe(steps);
    expect(backup.prepare('SELECT count(*) AS n FROM records').get()).toEqual({ n: kept.records });
    backup.close();
  },
);
