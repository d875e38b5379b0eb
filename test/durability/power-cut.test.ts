import { cpSync, existsSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkLedger } from '../../src/app/check-ledger.ts';
import { openWorkspace, type Workspace } from '../../src/app/workspace.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aCall, aClock, must, PASSPHRASE, SEALING } from '../builders/a-workspace.ts';
import { flows, saidIn } from './points/flows.ts';
import { bundledChild, run } from './points/run-child.ts';

const idsIn = (workspace: Workspace) => workspace.store.records.after(0, 10_000).map(({ id }) => id);

async function looked<T>(folder: string, look: (workspace: Workspace) => T | Promise<T>): Promise<T> {
  const workspace = must(
    await openWorkspace(folder, SEALING, aClock(Date.parse('2027-01-01T09:00:00.000Z'))),
  );
  try {
    const { checks } = must(await checkLedger(workspace, aCall()));
    expect(checks.filter((check) => !check.ok)).toEqual([]);
    return await look(workspace);
  } finally {
    await workspace.close();
  }
}

it.each(['taking bundles in', 'saving and submitting drafts', 'agreeing and confirming'] as const)(
  'the files as they are in the middle of %s, and their log cut off anywhere, are whole or older',
  async (name) => {
    const child = await bundledChild(await aTempFolder({ inMemory: true }));
    const flow = await flows[name]();
    const place = await aTempFolder({ inMemory: true });
    const folder = join(place, 'workspace');
    if (flow.folder) cpSync(flow.folder, folder, { recursive: true });
    const before = await looked(folder, idsIn);
    const order = { ...flow.work, folder, passphrase: PASSPHRASE };
    const { lines } = await run(child, order, 0, join(place, 'at'));
    const points = Number(saidIn(lines)('points')[0]);
    const after = await looked(folder, idsIn);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(points).toBeGreaterThan(20);

    for (let point = 1; point <= points; point += 1) {
      const copy = join(place, 'at', String(point));
      const said = saidIn(readFileSync(`${copy}.said`, 'utf8').split('\n'));
      const log = join(copy, 'workspace.sqlite-wal');
      const logBytes = existsSync(log) ? statSync(log).size : 0;
      // What the disk had not been told to keep may be gone: the end of the log, from anywhere on.
      const part = ((point * 0.618034) % 1) * logBytes;
      const cut = join(place, 'cut');
      rmSync(cut, { recursive: true, force: true });
      cpSync(copy, cut, { recursive: true });
      if (logBytes > 0) truncateSync(join(cut, 'workspace.sqlite-wal'), Math.floor(part));
      await looked(copy, (workspace) => flow.check(workspace, said, copy));
      const older = await looked(cut, idsIn);
      expect(older.length).toBeGreaterThanOrEqual(before.length);
      expect(after.slice(0, older.length)).toEqual(older);
    }
  },
  600_000,
);
