import { randomUUID } from 'node:crypto';
import { readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { saveDraft } from '../../src/app/assess.ts';
import { checkLedger, rebuildViews } from '../../src/app/check-ledger.ts';
import { openSubmission } from '../../src/app/open-submission.ts';
import { describeWorkspace } from '../../src/app/people.ts';
import { confirmOutcomes, exportResults, listResults } from '../../src/app/release.ts';
import { saveCopy } from '../../src/app/stored-evidence.ts';
import { timeline } from '../../src/app/timeline.ts';
import type { Workspace } from '../../src/app/workspace.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { generateKeyPair, signerOf } from '../../src/ledger/ed25519.ts';
import { DamagedRecord, signRecord } from '../../src/ledger/record.ts';
import { aDraft, allMet } from '../builders/a-judgment.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aUnit } from '../builders/a-unit.ts';
import { aCall, anAssessment, aSubmission, aWorkspace, codeOf, must } from '../builders/a-workspace.ts';

type Touch = (
  db: Database.Database,
  folder: string,
  workspace: { id: string; submission: SubmissionId },
) => void;

/** A workspace with one assessed submission whose files somebody changed while it was closed. */
async function aTouchedWorkspace(touch: Touch) {
  const made = await aWorkspace();
  const { workspace, folder } = made;
  const submission = await aSubmission(workspace);
  await anAssessment(workspace, submission, allMet(aUnit()));
  must(await confirmOutcomes(workspace, randomUUID(), [submission]));
  const { id } = workspace;
  await workspace.close();
  const db = new Database(join(folder, 'workspace.sqlite'));
  db.pragma('foreign_keys = OFF');
  touch(db, folder, { id, submission });
  db.close();
  return { ...made, submission, workspace: await made.reopen() };
}

async function everythingAnswers(workspace: Workspace, submission: SubmissionId) {
  await describeWorkspace(workspace);
  openSubmission(workspace, submission);
  listResults(workspace, null);
  timeline(workspace, {}, 0, 100);
}
const failing = async (workspace: Workspace) =>
  must(await checkLedger(workspace, aCall()))
    .checks.filter((check) => !check.ok)
    .map((check) => check.name);

describe('a workspace that was tampered with', () => {
  it('gets no signature on top of a record that does not prove itself', async () => {
    const { workspace, submission } = await aTouchedWorkspace((db) => {
      const row = db
        .prepare<[], { bytes: Buffer }>("SELECT bytes FROM records WHERE type = 'outcome.confirmed'")
        .get();
      const forged = row?.bytes.toString().replace('"how":"single"', '"how":"agreed"') ?? '';
      db.exec('DROP TRIGGER records_are_never_changed');
      db.prepare("UPDATE records SET bytes = ? WHERE type = 'outcome.confirmed'").run(Buffer.from(forged));
    });
    const into = await aTempFolder();
    const wanted = { command: randomUUID(), label: 'July', into, submissions: [submission] };
    expect(await exportResults(workspace, wanted, aCall())).toMatchObject({
      ok: false,
      error: { code: 'results.blocked', causes: [{ code: 'result.unproven', at: submission }] },
    });
    expect(readdirSync(into)).toEqual([]);
    expect(must(await confirmOutcomes(workspace, randomUUID(), [submission]))).toMatchObject({
      confirmed: 0,
      refused: [{ submission, reason: expect.stringContaining('does not prove itself') }],
    });
  });

  it('does not hide a judgment whose subjects were taken out, though the views agree', async () => {
    const { workspace, submission } = await aTouchedWorkspace((db) =>
      db.exec(
        "DELETE FROM record_subjects WHERE position = (SELECT position FROM records WHERE type = 'outcome.confirmed')",
      ),
    );
    must(await rebuildViews(workspace, aCall()));
    expect(await failing(workspace)).toEqual(['records']);
    await everythingAnswers(workspace, submission);
  });

  it.each(['type', 'author', 'at', 'prev'])(
    'finds a record filed under another %s than it states',
    async (column) => {
      const { workspace, submission } = await aTouchedWorkspace((db) =>
        db.exec(
          `DROP TRIGGER records_are_never_changed; UPDATE records SET ${column} = '2020-01-01T00:00:00.000Z' WHERE type = 'outcome.confirmed'`,
        ),
      );
      expect(await failing(workspace)).toContain('records');
      await everythingAnswers(workspace, submission);
    },
  );

  it('believes personal data only under its own hash', async () => {
    const { workspace, submission } = await aTouchedWorkspace((db) => {
      db.exec("UPDATE private_objects SET json = replace(json, 'B. Okafor', 'M. Allory')");
      db.exec("UPDATE submissions SET learner_name = 'M. Allory'");
    });
    expect(must(openSubmission(workspace, submission)).learner.name).not.toContain('Allory');
    expect(await failing(workspace)).toContain('personal data');
  });

  it('opens with personal data that is not JSON any more', async () => {
    const { workspace, submission } = await aTouchedWorkspace((db) =>
      db.exec("UPDATE private_objects SET json = '{'"),
    );
    await everythingAnswers(workspace, submission);
    expect(await failing(workspace)).toContain('personal data');
  });

  it('says nothing against personal data that was erased', async () => {
    const { workspace } = await aTouchedWorkspace((db) => db.exec('DELETE FROM private_objects'));
    must(await rebuildViews(workspace, aCall()));
    expect(await failing(workspace)).toEqual([]);
  });

  it('does not count records of an unappointed key, nor break on them', async () => {
    const stranger = signerOf(generateKeyPair().privateKey);
    const { workspace, submission } = await aTouchedWorkspace((db, _, one) => {
      const body = { submission: one.submission, assessment: '0'.repeat(64) } as never;
      const at = '2030-01-01T00:00:00.000Z';
      for (const seq of [1, 1, 7]) {
        const { id, bytes, signature } = signRecord(
          {
            type: 'assessment.recalled',
            workspace: one.id,
            seq,
            prev: null,
            at: at.replace('00Z', `0${seq}Z`),
            body,
          },
          stranger,
        );
        const done = db
          .prepare(
            'INSERT OR IGNORE INTO records (id, type, author, seq, prev, at, bytes, signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
          )
          .run(id, 'assessment.recalled', stranger.did, seq, null, at, bytes, signature);
        db.prepare('INSERT OR IGNORE INTO record_subjects VALUES (?, ?)').run(
          `s:${one.submission}`,
          done.lastInsertRowid,
        );
      }
    });
    must(await rebuildViews(workspace, aCall()));
    expect(must(openSubmission(workspace, submission)).state).toBe('confirmed');
    // The second of them names none before it, which no record but the first may.
    expect(await failing(workspace)).toContain('records');
    await everythingAnswers(workspace, submission);
  });

  it('opens with a record that is not JSON, and says which', async () => {
    const { workspace, submission } = await aTouchedWorkspace((db) =>
      db.exec(
        "DROP TRIGGER records_are_never_changed; UPDATE records SET bytes = CAST('{' AS BLOB) WHERE type = 'outcome.confirmed'",
      ),
    );
    // That the guard is gone is found as well.
    expect(await failing(workspace)).toEqual(['database', 'records']);
    await describeWorkspace(workspace);
    expect(listResults(workspace, null)).toHaveLength(1);
    expect(() => openSubmission(workspace, submission)).toThrow(DamagedRecord);
    expect(codeOf(await rebuildViews(workspace, aCall()))).toBe('ledger.damaged');
  });

  it('opens a submission whose draft is not readable any more, and keeps what is left of it', async () => {
    const made = await aWorkspace();
    const submission = await aSubmission(made.workspace);
    must(saveDraft(made.workspace, submission, aDraft(allMet(aUnit())), 0));
    await made.workspace.close();
    const db = new Database(join(made.folder, 'workspace.sqlite'));
    db.exec('UPDATE drafts SET draft = substr(draft, 1, 40)');
    db.close();
    const workspace = await made.reopen();
    expect(must(openSubmission(workspace, submission)).draft?.revision).toBe(0);
    must(saveDraft(workspace, submission, aDraft(allMet(aUnit())), 0));
    expect(must(openSubmission(workspace, submission)).draft?.revision).toBe(1);
    await workspace.close();
    const again = new Database(join(made.folder, 'workspace.sqlite'));
    expect(again.prepare('SELECT count(*) FROM drafts WHERE length(draft) = 40').pluck().get()).toBe(1);
    again.close();
  });

  it('hands out no copy of an artifact that is not what it is named for', async () => {
    const { workspace, submission, folder } = await aTouchedWorkspace(() => {});
    const [artifact] = must(openSubmission(workspace, submission)).artifacts;
    if (!artifact) throw new Error('no artifact');
    const to = join(folder, 'copy.txt');
    expect(codeOf(await saveCopy(workspace, artifact.hash, to, aCall()))).toBe('ok');
    rmSync(to);
    writeFileSync(workspace.vault.pathOf(artifact.hash), 'x'.repeat(artifact.sizeBytes));
    expect(codeOf(await saveCopy(workspace, artifact.hash, to, aCall()))).toBe('evidence.changed');
    expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual([]);
  });

  it('does not follow a link in its vault', async () => {
    const { workspace, submission, folder } = await aTouchedWorkspace(() => {});
    const artifact = must(openSubmission(workspace, submission)).artifacts[0];
    if (!artifact) throw new Error('no artifact');
    const path = workspace.vault.pathOf(artifact.hash);
    const elsewhere = join(folder, 'elsewhere');
    renameSync(path, elsewhere);
    symlinkSync(elsewhere, path);
    expect(await failing(workspace)).toContain('evidence');
    expect(await workspace.vault.sizeBytes(artifact.hash)).toBeNull();
    writeFileSync(elsewhere, '');
  });
});
