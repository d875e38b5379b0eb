import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { saveDraft } from '../../src/app/assess.ts';
import { checkLedger } from '../../src/app/check-ledger.ts';
import { importBundles } from '../../src/app/import-bundles.ts';
import { canonicalJson } from '../../src/ledger/canonical-json.ts';
import { findByteNow } from '../../src/ledger/find-byte.ts';
import { jsonBreak } from '../../src/ledger/json-break.ts';
import { refusedByDatabase } from '../../src/store/open-database.ts';
import { aDraft, allMet } from '../builders/a-judgment.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aUnit } from '../builders/a-unit.ts';
import {
  aBundle,
  aCall,
  anAssessment,
  aSubmission,
  aWorkspace,
  codeOf,
  must,
} from '../builders/a-workspace.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('looking for the one byte that changed', () => {
  it.each([0, 1, 400, 799])('finds it at %i, whatever it became', (offset) => {
    const right = randomBytes(800);
    for (const mask of [1, 128, 0x5a]) {
      const wrong = Buffer.from(right);
      wrong[offset] = (right[offset] ?? 0) ^ mask;
      const found = findByteNow(wrong, (one) => sha256(one) === sha256(right), {});
      expect(found).toEqual({ offset, is: wrong[offset], shouldBe: right[offset] });
    }
  });
  it('finds none where two changed, and gives up where it may not go on', () => {
    const right = randomBytes(60);
    const wrong = Buffer.from(right);
    wrong[3] = (right[3] ?? 0) ^ 1;
    expect(findByteNow(wrong, (one) => sha256(one) === sha256(right), { atMost: 10 })).toBeNull();
    wrong[40] = (right[40] ?? 0) ^ 1;
    expect(findByteNow(wrong, (one) => sha256(one) === sha256(right), {})).toBeNull();
  });
});

describe('where bytes stop being JSON', () => {
  it.each([
    ['{"a":1}', null],
    ['{"a":[true,null,-1.5e+3,"\\u00e9\\n"],"b":{}}', null],
    ['{"a":1', 6],
    ['{"a";1}', 4],
    ['{"a":tru3}', 8],
    ['{"a":01}', 6],
    ['{"a":"b\u0001"}', 7],
    ['{"a":"\\x"}', 6],
    ['{"a":1}}', 7],
    ['{,}', 1],
    ['', 0],
  ])('%j: %s', (text, at) => expect(jsonBreak(Buffer.from(text))).toBe(at));
  it('is the first byte that is no text, where it is inside a string', () => {
    const bytes = Buffer.from('{"a":"é plus"}');
    bytes[7] = 0x20;
    expect(jsonBreak(bytes)).toBe(7);
  });
  it('is nowhere in what is canonical', () => {
    expect(jsonBreak(Buffer.from(canonicalJson({ z: ['é', 1e21, 'a"b\\'], a: { b: null } })))).toBeNull();
  });
});

/** Runs SQL on the file past every guard but leaves them as they were. */
async function damagedBy(damage: (db: Database.Database) => void) {
  const made = await aWorkspace();
  const submission = await aSubmission(made.workspace);
  await anAssessment(made.workspace, submission, allMet(aUnit()));
  const drafted = await aSubmission(made.workspace, { learner: 'C. Ek' });
  must(saveDraft(made.workspace, drafted, aDraft(allMet(aUnit()), { feedback: 'Half a sentence' }), 0));
  await made.workspace.close();
  const db = new Database(join(made.folder, 'workspace.sqlite'));
  const guards = db
    .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE name LIKE 'records_are_never_%'")
    .pluck()
    .all();
  db.exec('DROP TRIGGER records_are_never_changed; DROP TRIGGER records_are_never_removed');
  damage(db);
  for (const guard of guards) db.exec(guard);
  db.close();
  return { ...made, drafted, workspace: await made.reopen() };
}

const failing = async ({ workspace }: Awaited<ReturnType<typeof damagedBy>>) =>
  must(await checkLedger(workspace, aCall())).checks.filter((check) => !check.ok);

const POSITION = 5;
function changed(db: Database.Database, column: 'bytes' | 'signature', offset: number): Buffer {
  const stored = db
    .prepare<[number], Buffer>(`SELECT ${column} FROM records WHERE position = ?`)
    .pluck()
    .get(POSITION);
  if (!stored) throw new Error('there is no such record');
  stored[offset] = (stored[offset] ?? 0) ^ 0x10;
  db.prepare(`UPDATE records SET ${column} = ? WHERE position = ?`).run(stored, POSITION);
  return stored;
}
const hex = (byte = 0) => `0x${byte.toString(16).padStart(2, '0')}`;

describe('the check of the ledger names', () => {
  it.each([0, 17, 300])('byte %i of a record, and what it was', async (offset) => {
    let is: number | undefined;
    const made = await damagedBy((db) => {
      is = changed(db, 'bytes', offset)[offset];
    });
    const [check] = await failing(made);
    expect(check?.name).toBe('records');
    expect(check?.message).toContain(`Record ${POSITION} `);
    expect(check?.message).toContain(`Byte ${offset} is ${hex(is)} and should be ${hex((is ?? 0) ^ 0x10)}.`);
  });
  it('the byte of a signature', async () => {
    const [check] = await failing(await damagedBy((db) => void changed(db, 'signature', 20)));
    expect(check?.message).toContain('Byte 20 of its signature is ');
  });
  it('where a record with more than one wrong byte breaks', async () => {
    const made = await damagedBy((db) => {
      changed(db, 'bytes', 0);
      changed(db, 'bytes', 9);
    });
    const [check] = await failing(made);
    expect(check?.message).toContain('It stops being JSON at byte 0. More than one byte of it is wrong.');
  });
  it('the byte of a draft, which is read as it was', async () => {
    const made = await damagedBy((db) =>
      db.exec("UPDATE drafts SET draft = replace(draft, 'Half a sentence', 'Half a sentense')"),
    );
    const draft = made.workspace.store.drafts.get(made.drafted, made.workspace.me());
    expect(draft?.draft.feedback).toBe('Half a sentence');
    const checks = await failing(made);
    expect(checks.map((check) => check.name)).toEqual(['drafts and settings']);
    expect(checks[0]?.message).toMatch(/A draft .* Byte \d+ of “draft” is 0x73 and should be 0x63\./);
    must(saveDraft(made.workspace, made.drafted, aDraft({}), 1));
    expect(await failing(made)).toEqual([]);
  });
});

describe('what a damaged disk left of local state', () => {
  it('is no draft where more than a byte is wrong; it is kept aside when another is saved', async () => {
    const made = await damagedBy((db) =>
      db.exec("UPDATE drafts SET draft = replace(draft, 'Half a sentence', 'Halb ein Satz')"),
    );
    const { workspace, drafted } = made;
    expect(workspace.store.drafts.get(drafted, workspace.me())).toBeNull();
    expect((await failing(made)).map((check) => check.name)).toEqual(['drafts and settings']);
    must(saveDraft(workspace, drafted, aDraft({}), 0));
    expect(await failing(made)).toEqual([]);
    await made.workspace.close();
    const db = new Database(join(made.folder, 'workspace.sqlite'));
    expect(db.prepare('SELECT count(*) AS n FROM drafts').get()).toEqual({ n: 2 });
    db.close();
  });
  it('gives no learner another pseudonym: it is refused in words', async () => {
    const { workspace } = await damagedBy((db) =>
      db.exec("UPDATE local_facts SET value = 'zz' || substr(value, 3) WHERE name = 'pseudonymKey'"),
    );
    const bundle = await aBundle(await aTempFolder(), { learner: 'D. Roy' });
    const before = workspace.store.records.count();
    const outcome = await importBundles(workspace, [bundle], {}, aCall()).catch(refusedByDatabase);
    expect(codeOf(outcome)).toBe('local.damaged');
    expect(workspace.store.records.count()).toBe(before);
  });
  it('heals where one byte of it is wrong', async () => {
    const { workspace } = await damagedBy((db) =>
      db.exec("UPDATE local_facts SET value = 'X' || substr(value, 2) WHERE name = 'pseudonymKey'"),
    );
    expect(workspace.store.local.get('pseudonymKey')).toMatch(/^[0-9a-f]{64}$/);
  });
  it('never says that a command led to another record', async () => {
    let command = '';
    const made = await damagedBy((db) => {
      db.exec('UPDATE commands SET record = (SELECT id FROM records WHERE position = 1)');
      command = String(db.prepare('SELECT command FROM commands').pluck().get());
    });
    expect(() => made.workspace.store.doneBefore(command)).toThrow('damaged');
    expect((await failing(made)).map((check) => check.name)).toEqual(['drafts and settings']);
  });
});
