import { createHash } from 'node:crypto';
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { submitAssessment } from '../../src/app/assess.ts';
import { checkLedger } from '../../src/app/check-ledger.ts';
import { openWorkspace } from '../../src/app/workspace.ts';
import { CriterionId, SubmissionId, UnitId } from '../../src/domain/ids.ts';
import { SCHEMA_VERSION } from '../../src/store/migrations.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aCall, aClock, must, SEALING } from '../builders/a-workspace.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures/workspaces', import.meta.url));

/** By schema version: the SHA-256 over id, bytes and signature of all 14 records, as they were when it was made. */
const RECORDS = {
  1: 'a5d416338e29e1e76930eec88371ed30e9fc0aaa115af3e0e3db5ba0a9a23f64',
  2: '3bb3aa66833e9e4fe5f3c3919899c1d8b0669df9cfe7670c8a6722489ccc4ad9',
  3: 'fac7c2ba31016573cceb082e1eda5ff7ef1be0e72750d42ce26dad34b54f43be',
  4: '743d7f254533036b424397adec36c39027b6c84db2a3cf2707babbfc560c5f8f',
  5: 'c40c9a712f83d4f133ed6246b5e09f74c312317a49e0ac6f53a8481b9f416f55',
  6: '96c0464084255cf78160b10611669aa75438c88947f4816ac6299eec7b241f67',
  7: 'bf9dfa4d65427764ab1403540fe17b12e80b8c86beee3b419e62050a7191a958',
  8: '52dd72b21975e78bb18ed4b121cefee733a77557c0c2449836358881669ab4bc',
  9: '798171582e070f0de9229da872eb580e8c654c2557c920158c3531dc8963144a',
  10: '47a8d6c28d2d2db652458f3e011ec85501503fd525ac294458b34ddff7132dd2',
  11: 'efba352d05a9facd2bf3b9eb63cfe385983692d4407a9ac1b8457b99570e2568',
  12: '7823d7365ebaf6b555775936dbb064a0a2a9b6bdb79e7c9db5fc9aa63b21e07e',
  13: '248fe46403bca80bfa2eb61254750479104f4605ed6ac9081a3fb48408822450',
};

function recordsIn(path: string): string {
  const db = new Database(path, { readonly: true });
  const digest = createHash('sha256');
  const rows = db.prepare<[], { id: string; bytes: Buffer; signature: Buffer }>(
    'SELECT id, bytes, signature FROM records ORDER BY position',
  );
  for (const { id, bytes, signature } of rows.iterate()) digest.update(id).update(bytes).update(signature);
  db.close();
  return digest.digest('hex');
}

it.each(Object.entries(RECORDS))(
  'a workspace that schema %s wrote opens with all its records and drafts',
  async (version, records) => {
    const folder = join(await aTempFolder(), 'workspace');
    cpSync(join(FIXTURES, `schema-${version}`), folder, { recursive: true });
    const path = join(folder, 'workspace.sqlite');
    expect(recordsIn(path)).toBe(records);

    const workspace = must(
      await openWorkspace(folder, SEALING, aClock(Date.parse('2026-12-01T09:00:00.000Z'))),
    );
    onTestFinished(() => workspace.close().catch(() => {}));
    const { store } = workspace;
    expect(must(await checkLedger(workspace, aCall())).checks.filter((check) => !check.ok)).toEqual([]);
    const sort = { by: 'received', descending: false } as const;
    const { rows } = store.queue.list(workspace.me(), {}, sort, 0, 10);
    expect(rows.map((row) => row.state)).toEqual(['released', 'agreed', 'awaiting']);
    const drafted = SubmissionId.parse(rows[2]?.submission);
    expect(store.drafts.get(drafted, workspace.me())).toMatchObject({
      draft: { feedback: 'Half a sent' },
      revision: 1,
    });
    if (Number(version) >= 3) {
      const place = {
        person: workspace.me(),
        unit: UnitId.parse('unit:hs-2'),
        criterion: CriterionId.parse('c1'),
      };
      expect(store.comments.about(place)).toMatchObject([{ text: 'Name the hazard.' }]);
      expect(store.agreementDrafts.get(drafted, workspace.me())?.draft.note).toBe('Half agreed');
    }
    // The keys are here still, and what is recorded now follows what was recorded then.
    must(await submitAssessment(workspace, '0b0e8f0e-5f4b-4d3a-9d35-6c4d0f6f2a11', drafted, 1));
    expect(must(await checkLedger(workspace, aCall())).ok).toBe(true);
    await workspace.close();

    const backups = readdirSync(folder).filter((name) => name.endsWith('.bak'));
    expect(backups).toEqual([expect.stringMatching(`^workspace\\.sqlite\\.before-v${SCHEMA_VERSION}-`)]);
    expect(recordsIn(join(folder, backups[0] ?? ''))).toBe(records);
  },
);
