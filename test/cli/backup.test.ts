import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aBundle } from '../builders/a-workspace.ts';
import { aTerminal } from './a-terminal.ts';

describe('assay backup and assay restore', () => {
  it('bring a damaged workspace back, and keep what was there', async () => {
    const folder = await aTempFolder();
    const workspace = join(folder, 'w');
    const assay = aTerminal(folder, { ASSAY_WORKSPACE: workspace });
    expect((await assay('import', await aBundle(folder, { learner: 'B. Okafor' }))).code).toBe(0);
    const made = (await assay('backup', '--json')).json as { id: string };
    expect((await assay('import', await aBundle(folder, { learner: 'C. Ek' }))).code).toBe(0);

    const path = join(workspace, 'workspace.sqlite');
    const bytes = readFileSync(path);
    const at = bytes.indexOf('"type":"submission.received"');
    bytes[at + 10] = (bytes[at + 10] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const verified = await assay('ledger', 'verify');
    expect(verified.code).toBe(1);
    expect(verified.out).toMatch(/✗ records: .*Byte \d+ is 0x[0-9a-f]{2} and should be 0x[0-9a-f]{2}\./);

    const restored = await assay('restore', join(workspace, 'backups', made.id));
    expect(restored.out).toContain('Restored the backup of ');
    expect((await assay('ledger', 'verify')).code).toBe(0);
    expect((await assay('queue', '--json')).json).toHaveLength(2);
    expect((await assay('backup', '--list')).out).toMatch(/put away {2}\d+ KiB {2}kept-/);
  });

  it('put everything into one file, and lay it out in another folder', async () => {
    const folder = await aTempFolder();
    const assay = aTerminal(folder, { ASSAY_WORKSPACE: join(folder, 'w') });
    expect((await assay('import', await aBundle(folder))).code).toBe(0);
    expect((await assay('backup', '--out', 'all.assay')).out).toContain('Wrote all.assay with ');
    expect((await assay('restore', 'all.assay', '--into', 'again')).out).toContain('into again.');
    const queue = await assay('queue', '--json', '--workspace', join(folder, 'again'));
    expect(queue.json).toEqual((await assay('queue', '--json')).json);
  });

  it('restore a workspace that cannot even be opened', async () => {
    const folder = await aTempFolder();
    const workspace = join(folder, 'w');
    const assay = aTerminal(folder, { ASSAY_WORKSPACE: workspace });
    expect((await assay('import', await aBundle(folder))).code).toBe(0);
    const { id } = (await assay('backup', '--json')).json as { id: string };
    writeFileSync(join(workspace, 'workspace.sqlite'), 'Dear diary,\n'.repeat(1000));
    expect((await assay('queue')).code).toBe(1);
    expect((await assay('restore', 'another.sqlite')).err).toContain('is none of this workspace’s backups');
    expect((await assay('restore', id)).code).toBe(0);
    expect((await assay('queue', '--json')).json).toHaveLength(1);
  });
});
