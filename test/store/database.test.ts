import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { createWorkspace, openWorkspace } from '../../src/app/workspace.ts';
import { MIGRATIONS, SCHEMA_VERSION } from '../../src/store/migrations.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { storeOf } from '../../src/store/store.ts';
import { AChain } from '../builders/a-chain.ts';
import { allMet } from '../builders/a-judgment.ts';
import { aSmallDisk, canMount } from '../builders/a-small-disk.ts';
import { aDatabase, aStore } from '../builders/a-store.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aUnit } from '../builders/a-unit.ts';
import {
  aClock,
  anAssessment,
  aSubmission,
  aWorkspace,
  codeOf,
  must,
  SEALING,
} from '../builders/a-workspace.ts';

const open = (path: string) => openDatabase(path, { create: false });
const openFolder = (folder: string) => openWorkspace(folder, SEALING, aClock());
/** Runs SQL on a closed workspace's file, past everything the application guards. */
function tamper(path: string, sql: string): void {
  const db = new Database(path);
  db.exec(sql);
  db.close();
}
async function aClosedWorkspace() {
  const { workspace, folder } = await aWorkspace();
  const submission = await aSubmission(workspace);
  await anAssessment(workspace, submission, allMet(aUnit()));
  await workspace.close();
  return { folder, path: join(folder, 'workspace.sqlite') };
}

describe('the ledger’s table', () => {
  it('refuses to change or remove a record, from inside and by raw SQL', async () => {
    const { path } = await aClosedWorkspace();
    const db = new Database(path);
    expect(() => db.exec("UPDATE records SET at = '2020'")).toThrow('records are append-only');
    expect(() => db.exec('DELETE FROM records')).toThrow('records are append-only');
    expect(() => db.exec('DELETE FROM records WHERE position = 1')).toThrow('records are append-only');
    db.close();
  });
  it('refuses to replace one', () => {
    const chain = new AChain();
    const db = aDatabase();
    storeOf(db).append({ records: chain.records, local: { workspace: chain.workspace } });
    const replace = () => db.exec('INSERT OR REPLACE INTO records SELECT * FROM records');
    expect(replace).toThrow('records are append-only');
  });
  it('takes a record once', () => {
    const chain = new AChain();
    const store = aStore(chain.workspace, [...chain.records, ...chain.records]);
    expect([store.records.count(), store.records.position()]).toEqual([1, 1]);
  });
});

describe('the database', () => {
  it('holds strict tables only', () => {
    const tables = aDatabase()
      .prepare<[], { name: string; strict: number }>(
        "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
      )
      .all();
    expect(tables.length).toBeGreaterThan(10);
    expect(tables.filter((table) => table.strict !== 1)).toEqual([]);
  });
  it('writes ahead, syncs fully, keeps foreign keys and trusts no schema', async () => {
    const db = aDatabase(join(await aTempFolder(), 'a.sqlite'));
    const pragma = (name: string) => db.pragma(name, { simple: true });
    expect(
      ['journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema', 'user_version'].map(pragma),
    ).toEqual(['wal', 2, 1, 0, SCHEMA_VERSION]);
  });
  it('brings an older file up to date after a backup, and nothing is lost', async () => {
    // Version 0 is what a kill while the first step ran leaves.
    const path = join(await aTempFolder(), 'a.sqlite');
    new Database(path).close();
    expect(codeOf(open(path))).toBe('ok');
    expect(MIGRATIONS).toHaveLength(SCHEMA_VERSION);
  });
});

describe('a workspace that cannot be opened says why, and is left as it was', () => {
  it('made by a newer version', async () => {
    const { folder, path } = await aClosedWorkspace();
    tamper(path, `PRAGMA user_version = ${SCHEMA_VERSION + 1}`);
    const before = readFileSync(path);
    const opened = await openFolder(folder);
    expect(opened).toMatchObject({ ok: false, error: { code: 'database.newer' } });
    expect(readFileSync(path).equals(before)).toBe(true);
  });
  it('open in another process', async () => {
    const { folder, path } = await aClosedWorkspace();
    const script = `import Database from 'better-sqlite3'; const db = new Database(${JSON.stringify(path)});
      db.pragma('locking_mode = EXCLUSIVE'); db.pragma('journal_mode = WAL'); db.prepare('SELECT count(*) FROM records').get();
      console.log('held'); setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    expect(codeOf(await openFolder(folder))).toBe('database.locked');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    // A kill frees it by itself.
    const opened = must(await openFolder(folder));
    expect(opened.store.records.count()).toBe(5);
    await opened.close();
  });
  it('open in this process', async () => {
    const { folder } = await aWorkspace();
    expect(codeOf(await openFolder(folder))).toBe('database.locked');
  });
  it('not there', async () => {
    expect(codeOf(await openFolder(await aTempFolder()))).toBe('database.missing');
    expect(codeOf(await openFolder('/nowhere/at/all'))).toBe('database.missing');
  });
  it('not a database', async () => {
    const folder = await aTempFolder();
    writeFileSync(join(folder, 'workspace.sqlite'), 'Dear diary,\n'.repeat(1000));
    expect(codeOf(await openFolder(folder))).toBe('database.damaged');
  });
  it('an empty file', async () => {
    const folder = await aTempFolder();
    writeFileSync(join(folder, 'workspace.sqlite'), '');
    expect(codeOf(await openFolder(folder))).toBe('database.damaged');
  });
  it.each([20, 100, 4096, 8192, 20_000, 60_000])('cut off after %i bytes', async (bytes) => {
    const { folder, path } = await aClosedWorkspace();
    truncateSync(path, bytes);
    expect(codeOf(await openFolder(folder))).toBe('database.damaged');
  });
  it('a folder of that name', async () => {
    const folder = await aTempFolder();
    await mkdir(join(folder, 'workspace.sqlite'));
    expect(codeOf(await openFolder(folder))).toBe('database.unwritable');
  });
  it.skipIf(!canMount)('on a file system that is read only (skipped where tests cannot mount)', async () => {
    const disk = aSmallDisk(4096);
    const { workspace, folder } = await aWorkspace({ folder: join(disk.at, 'w') });
    await workspace.close();
    disk.readOnly();
    expect(codeOf(await openFolder(folder))).toBe('database.unwritable');
  });
});

describe('founding a workspace', () => {
  it('without a passphrase or a keychain leaves nothing behind', async () => {
    const folder = await aTempFolder();
    const wanted = {
      directory: folder,
      name: 'W',
      provider: 'P',
      person: 'R',
      isDemo: false,
      sealing: { keychain: null, passphrase: null },
    };
    expect(codeOf(await createWorkspace(wanted, aClock()))).toBe('key.passphrase_needed');
    expect(readdirSync(folder)).toEqual([]);
  });
  it('where one is already changes nothing', async () => {
    const { folder, path } = await aClosedWorkspace();
    const before = readFileSync(path);
    const wanted = {
      directory: folder,
      name: 'W',
      provider: 'P',
      person: 'R',
      isDemo: false,
      sealing: SEALING,
    };
    expect(codeOf(await createWorkspace(wanted, aClock()))).toBe('workspace.exists');
    expect(readFileSync(path).equals(before)).toBe(true);
  });
  it.skipIf(!canMount)(
    'on a full disk says so, and leaves nothing behind (skipped where tests cannot mount)',
    async () => {
      const disk = aSmallDisk(512);
      disk.fill(64);
      const directory = join(disk.at, 'w');
      const wanted = { directory, name: 'W', provider: 'P', person: 'R', isDemo: false, sealing: SEALING };
      expect(codeOf(await createWorkspace(wanted, aClock()))).toBe('database.disk_full');
      expect(readdirSync(directory)).toEqual([]);
    },
  );
});

it('a copy of an open workspace’s files, taken at any moment, opens', async () => {
  const { workspace, folder } = await aWorkspace();
  const submission = await aSubmission(workspace);
  const copy = join(await aTempFolder(), 'copy');
  execFileSync('cp', ['-r', folder, copy]);
  const opened = must(await openFolder(copy));
  expect(opened.store.views.submission(submission)?.state).toBe('awaiting');
  await opened.close();
  expect(existsSync(join(copy, 'workspace.sqlite'))).toBe(true);
});
