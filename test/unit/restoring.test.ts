import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import type { Input, Method, Output } from '../../src/api/contract.ts';
import type { CallResult } from '../../src/api/protocol.ts';
import { FileToken } from '../../src/api/shapes.ts';
import { createHost } from '../../src/host/create-host.ts';
import { perform } from '../../src/host/serve.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aCall, must } from '../builders/a-workspace.ts';

/** A host on a system without a keychain, as under a bare window manager. */
async function aHost(folder: string) {
  const host = await createHost({
    userDataDir: await mkdtemp(join(folder, 'home-')),
    resourcesDir: fileURLToPath(new URL('../../resources', import.meta.url)),
    sealer: { available: false, seal: async (bytes) => bytes, unseal: async (bytes) => bytes },
    onOpen: () => {},
  });
  onTestFinished(() => host.close());
  let tokens = 0;
  const grant = (path: string) => {
    const token = FileToken.parse(`ft_${String(++tokens).padStart(20, '0')}`);
    host.grant(token, path);
    return token;
  };
  const ask = async <M extends Method>(method: M, input: Input<M>): Promise<CallResult<M>> =>
    (await perform(host.handlers, method, input, aCall())) as CallResult<M>;
  const call = async <M extends Method>(method: M, input: Input<M>): Promise<Output<M>> =>
    must(await ask(method, input)) as Output<M>;
  return { grant, ask, call };
}

it('a backup whose keys want a passphrase asks for it, and leaves what lies open and its folder alone till then', async () => {
  const folder = await aTempFolder();
  const passphrase = 'correct horse battery';
  const lost = await aHost(folder);
  await lost.call('workspace.create', { name: 'Lost', provider: 'P', person: 'Root', passphrase });
  const backup = join(folder, 'all.assay');
  const plain = { kind: 'backup', to: null, encrypt: false } as const;
  await lost.call('exchange.pack', { ...plain, into: lost.grant(backup) });

  const found = await aHost(folder);
  const other = { name: 'Other', provider: 'Q', person: 'Ann', passphrase: 'another one entirely' };
  await found.call('workspace.create', other);
  const into = join(folder, 'restored');
  const wanted = () => ({ file: found.grant(backup), location: found.grant(into) });
  for (const [given, code] of [
    [{}, 'key.passphrase_needed'],
    [{ passphrase: 'not this one' }, 'key.passphrase_wrong'],
  ] as const) {
    expect(await found.ask('backup.restorePackage', { ...wanted(), ...given })).toMatchObject({
      ok: false,
      error: { code },
    });
    expect(existsSync(into)).toBe(false);
    expect(await found.call('workspace.info', {})).toMatchObject({ name: 'Other' });
  }
  await found.call('backup.restorePackage', { ...wanted(), passphrase });
  expect(await found.call('workspace.info', {})).toMatchObject({ name: 'Lost' });
}, 60_000);

it('whoever asks what lies open while it is being restored learns what lies open then', async () => {
  const { call } = await aHost(await aTempFolder());
  const about = { name: 'W', provider: 'P', person: 'Root', passphrase: 'correct horse battery' };
  const made = await call('workspace.create', about);
  await call('backup.make', {});
  const [newest] = (await call('backup.list', {})).backups;
  let isRestored = false;
  const restoring = call('backup.restore', { id: newest?.id ?? '' }).finally(() => {
    isRestored = true;
  });
  while (!isRestored) {
    expect(await call('workspace.info', {})).toMatchObject({ id: made.id });
    await setImmediate();
  }
  await restoring;
}, 60_000);
