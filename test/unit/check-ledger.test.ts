import { randomUUID } from 'node:crypto';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { checkLedger, rebuildViews } from '../../src/app/check-ledger.ts';
import { confirmOutcomes } from '../../src/app/release.ts';
import { recordProof } from '../../src/app/timeline.ts';
import type { Workspace } from '../../src/app/workspace.ts';
import { RecordId } from '../../src/domain/ids.ts';
import { allMet } from '../builders/a-judgment.ts';
import { aUnit } from '../builders/a-unit.ts';
import { aCall, anAssessment, aSubmission, aWorkspace, must } from '../builders/a-workspace.ts';

/** Opens the closed file past every guard, changes it, and opens the workspace again. */
async function tampered(sql: string | null, touch: (folder: string) => void = () => {}): Promise<Workspace> {
  const { workspace, folder, reopen } = await aWorkspace();
  const submission = await aSubmission(workspace);
  await anAssessment(workspace, submission, allMet(aUnit()));
  must(await confirmOutcomes(workspace, randomUUID(), [submission]));
  expect(must(await checkLedger(workspace, aCall())).ok).toBe(true);
  await workspace.close();
  if (sql) {
    const db = new Database(join(folder, 'workspace.sqlite'));
    const guards = db
      .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE name LIKE 'records_are_never_%'")
      .pluck()
      .all();
    db.exec('DROP TRIGGER records_are_never_changed; DROP TRIGGER records_are_never_removed;');
    db.pragma('foreign_keys = OFF');
    db.exec(sql);
    for (const guard of guards) db.exec(guard);
    db.close();
  }
  touch(folder);
  return reopen();
}
const failing = async (workspace: Workspace) =>
  must(await checkLedger(workspace, aCall())).checks.filter((check) => !check.ok);
const artifactIn = (workspace: Workspace) => {
  const row = workspace.store.records.after(0, 100).find((one) => one.bytes.includes('submission.received'));
  const fact = row ? workspace.store.records.fact(row.id) : null;
  if (fact?.type !== 'submission.received') throw new Error('nothing was received');
  return fact.body.artifacts[0]?.hash ?? '';
};

describe('the check of the ledger', () => {
  it('finds one changed byte in a record', async () => {
    const workspace = await tampered(
      `UPDATE records SET bytes = CAST(replace(CAST(bytes AS TEXT), 'Seen in the plan', 'Seen in the plan?') AS BLOB) WHERE type = 'assessment.submitted'`,
    );
    const [check, ...others] = await failing(workspace);
    expect(check).toMatchObject({ name: 'records', status: 'fails' });
    expect(check?.message).toContain('changed after it was signed');
    expect(others.map((one) => one.name)).not.toContain('evidence');
  });
  it('finds a record whose bytes and id were both changed', async () => {
    const workspace = await tampered(
      "UPDATE records SET id = replace(id, substr(id, 1, 4), 'ffff') WHERE position = 2",
    );
    expect((await failing(workspace)).map((check) => check.name)).toContain('records');
  });
  it('finds a changed signature', async () => {
    const workspace = await tampered('UPDATE records SET signature = zeroblob(64) WHERE position = 4');
    const [check] = await failing(workspace);
    expect(check).toMatchObject({ name: 'records' });
    expect(check?.message).toMatch(/^Record 4 /);
  });
  it('finds a record that was taken out', async () => {
    const workspace = await tampered("DELETE FROM records WHERE type = 'assessment.submitted'");
    expect((await failing(workspace)).map((check) => check.name)).toContain('chains');
  });
  it('finds a changed view, and rebuilding mends it', async () => {
    const workspace = await tampered("UPDATE submissions SET verdict = 'not_yet'");
    expect(await failing(workspace)).toMatchObject([{ name: 'views' }]);
    expect(must(await rebuildViews(workspace, aCall()))).toMatchObject({ identical: false });
    expect(await failing(workspace)).toEqual([]);
    expect(must(await rebuildViews(workspace, aCall()))).toMatchObject({ identical: true });
  });
  it.each([
    'DELETE FROM assessments',
    "UPDATE units SET title = 'Other'",
    "INSERT INTO not_counted SELECT id, 'because' FROM records WHERE position = 3",
    'DELETE FROM submissions',
  ])('finds it in any view: %s', async (sql) => {
    expect(await failing(await tampered(sql))).toMatchObject([{ name: 'views' }]);
  });
  it('checking changes no view, even where one is wrong', async () => {
    const workspace = await tampered("UPDATE submissions SET verdict = 'not_yet'");
    const before = workspace.store.views.digest();
    await failing(workspace);
    expect(workspace.store.views.digest()).toBe(before);
  });
  it('finds an artifact that was changed, shortened or taken out', async () => {
    const spoilings: [string, (path: string, bytes: Buffer) => void][] = [
      [
        `was changed after it was stored. Byte 0 is 0x58 and should be 0x`,
        (path, bytes) => writeFileSync(path, Buffer.concat([Buffer.from('X'), bytes.subarray(1)])),
      ],
      ['bytes instead of', (path, bytes) => writeFileSync(path, bytes.subarray(1))],
      ['is missing from the vault', (path) => rmSync(path)],
    ];
    for (const [message, spoil] of spoilings) {
      const workspace = await tampered(null);
      const path = join(workspace.vault.directory, artifactIn(workspace).slice(0, 2), artifactIn(workspace));
      chmodSync(path, 0o644);
      spoil(path, readFileSync(path));
      const [check, ...others] = await failing(workspace);
      expect(check).toMatchObject({ name: 'evidence' });
      expect(check?.message).toContain(message);
      expect(others).toEqual([]);
    }
  });
  it('the proof of a changed record says what no longer holds', async () => {
    const workspace = await tampered(
      "UPDATE records SET signature = zeroblob(64) WHERE type = 'unit.published'",
    );
    const row = workspace.store.records.after(0, 100).find((one) => one.bytes.includes('unit.published'));
    const proof = must(recordProof(workspace, RecordId.parse(row?.id)));
    expect(proof.checks.map((check) => [check.name, check.ok])).toEqual([
      ['id', true],
      ['signature', false],
      ['chain', true],
      ['standing', true],
    ]);
  });
  it('can be cancelled, and changes nothing then', async () => {
    const { workspace } = await aWorkspace();
    const abort = new AbortController();
    const before = workspace.store.views.digest();
    const checked = await checkLedger(
      workspace,
      aCall({ signal: abort.signal, progress: () => abort.abort() }),
    );
    expect(checked).toMatchObject({ ok: false, error: { code: 'call.cancelled' } });
    expect(workspace.store.views.digest()).toBe(before);
  });
});
