import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkLedger } from '../../src/app/check-ledger.ts';
import { packPackage } from '../../src/app/pack.ts';
import { restorePackage } from '../../src/app/restore-package.ts';
import { createWorkspace, openWorkspace } from '../../src/app/workspace.ts';
import { aFullWorkspace } from '../builders/a-full-workspace.ts';
import { aPictureOf } from '../builders/a-picture-of.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aCall, aClock, aSubmission, codeOf, must, SEALING } from '../builders/a-workspace.ts';

const NOW = Date.parse('2026-09-01T09:00:00.000Z');

async function aPackage(kind: 'backup' | 'workspace') {
  const { workspace } = await aFullWorkspace();
  const folder = await aTempFolder();
  const file = join(folder, 'all.assay');
  must(await packPackage(workspace, { kind, to: null, encrypt: false, into: file }, aCall()));
  return { workspace, folder, file, picture: aPictureOf(workspace) };
}
const filesBelow = (folder: string) => readdirSync(folder, { recursive: true }).map(String).sort();

describe('a backup package', () => {
  it('brings all of it back in a new folder: records, names, evidence, drafts and keys', async () => {
    const { workspace, folder, file, picture } = await aPackage('backup');
    const into = join(folder, 'restored');
    expect(must(await restorePackage(file, () => into, NOW, aCall()))).toEqual({
      directory: into,
      notes: [],
    });
    const restored = must(await openWorkspace(into, SEALING, aClock(NOW)));
    onTestFinished(() => restored.close().catch(() => {}));
    expect(aPictureOf(restored)).toBe(picture);
    expect(restored.store.views.digest()).toBe(workspace.store.views.digest());
    expect(must(await checkLedger(restored, aCall())).checks.filter((check) => !check.ok)).toEqual([]);
    const inVault = (directory: string) =>
      filesBelow(directory).filter((path) => !path.startsWith('.staging'));
    expect(inVault(restored.vault.directory)).toEqual(inVault(workspace.vault.directory));
    expect(must(await restored.keyring.signer(restored.me())).did).toBe(workspace.me());
    expect(readdirSync(folder).sort()).toEqual(['all.assay', 'restored']);
  });
  it('that is damaged, cut short, or none leaves nothing', async () => {
    const { folder, file } = await aPackage('backup');
    const bytes = readFileSync(file);
    const into = join(folder, 'restored');
    for (const at of [
      bytes.indexOf('"type":"unit.published"'),
      bytes.indexOf('"feedback') + 3,
      bytes.length - 9,
    ]) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      writeFileSync(file, damaged);
      expect(codeOf(await restorePackage(file, () => into, NOW, aCall()))).not.toBe('ok');
      expect(readdirSync(folder)).toEqual(['all.assay']);
    }
    const other = await aPackage('workspace');
    expect(codeOf(await restorePackage(other.file, () => into, NOW, aCall()))).toBe('backup.other_kind');
    expect(existsSync(into)).toBe(false);
  });
  it('goes into no folder where something is', async () => {
    const { folder, file } = await aPackage('backup');
    const into = join(folder, 'taken');
    await mkdir(into);
    writeFileSync(join(into, 'letter.txt'), 'Dear');
    expect(codeOf(await restorePackage(file, () => into, NOW, aCall()))).toBe('workspace.exists');
    expect(readdirSync(into)).toEqual(['letter.txt']);
  });
  it('says which evidence is not in it, since it was damaged where it was made', async () => {
    const { workspace } = await aFullWorkspace();
    const folder = await aTempFolder();
    const [path] = readdirSync(workspace.vault.directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('.staging'))
      .map((entry) => join(entry.parentPath, entry.name));
    if (path === undefined) throw new Error('there is evidence');
    chmodSync(path, 0o600);
    writeFileSync(path, Buffer.alloc(readFileSync(path).length));
    const file = join(folder, 'all.assay');
    must(await packPackage(workspace, { kind: 'backup', to: null, encrypt: false, into: file }, aCall()));
    const restored = must(await restorePackage(file, () => join(folder, 'restored'), NOW, aCall()));
    expect(restored.notes).toEqual([expect.stringMatching(/^Not in this package: 1 file of evidence/)]);
  });
  it('encrypted to the key that lies inside is not made: nothing could open it once this machine is lost', async () => {
    const { workspace } = await aFullWorkspace();
    const folder = await aTempFolder();
    const wanted = { kind: 'backup', to: null, encrypt: true, into: join(folder, 'all.assay') } as const;
    const refusal = await packPackage(workspace, wanted, aCall());
    expect(codeOf(refusal)).toBe('package.passphrase_needed');
    expect(readdirSync(folder)).toEqual([]);
  });
  it('encrypted with a passphrase comes back by that alone, with keys that no keychain is needed for', async () => {
    const turned = async (bytes: Uint8Array) => Buffer.from(bytes).reverse();
    const keychain = { seal: turned, unseal: turned };
    const folder = await aTempFolder();
    const directory = join(folder, 'workspace');
    const sealing = { keychain, passphrase: null, scryptCost: 1024 };
    const founding = { name: 'W', provider: 'P', person: 'Root', isDemo: false };
    const workspace = must(await createWorkspace({ ...founding, directory, sealing }, aClock()));
    onTestFinished(() => workspace.close());
    await aSubmission(workspace);
    const file = join(folder, 'all.assay');
    const passphrase = 'the day the laptop fell';
    const wanted = { kind: 'backup', to: null, encrypt: true, passphrase, into: file } as const;
    expect(must(await packPackage(workspace, wanted, aCall())).encrypted).toBe(true);
    expect(readFileSync(file).toString('latin1')).not.toContain('did:key');

    const into = join(folder, 'restored');
    expect(codeOf(await restorePackage(file, () => into, NOW, aCall()))).toBe('package.passphrase_needed');
    expect(codeOf(await restorePackage(file, () => into, NOW, aCall(), 'the day it rained'))).toBe(
      'package.passphrase_wrong',
    );
    expect(existsSync(into)).toBe(false);
    must(await restorePackage(file, () => into, NOW, aCall(), passphrase));
    // Another machine, whose keychain knows nothing of these keys.
    const elsewhere = must(await openWorkspace(into, { keychain: null, passphrase }, aClock(NOW)));
    onTestFinished(() => elsewhere.close());
    expect(must(await elsewhere.keyring.signer(elsewhere.me())).did).toBe(workspace.me());
    expect(must(await checkLedger(elsewhere, aCall())).checks.filter((check) => !check.ok)).toEqual([]);
    expect(elsewhere.store.views.digest()).toBe(workspace.store.views.digest());
  });
});
