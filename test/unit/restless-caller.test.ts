import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Input, Method } from '../../src/api/contract.ts';
import { createHost } from '../../src/host/create-host.ts';
import { perform } from '../../src/host/serve.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aCall, codeOf } from '../builders/a-workspace.ts';

/** A host, and a page that waits for nothing. */
async function aHost() {
  const folder = await aTempFolder();
  const turned = async (bytes: Uint8Array) => Buffer.from(bytes).reverse();
  const host = await createHost({
    userDataDir: join(folder, 'home'),
    resourcesDir: join(folder, 'none'),
    sealer: { available: true, seal: turned, unseal: turned },
    onOpen: () => {},
  });
  onTestFinished(() => host.close());
  const call = <M extends Method>(method: M, input: Input<M>) =>
    perform(host.handlers, method, input, aCall());
  return { host, call };
}
const named = (name: string) => ({ name, provider: 'P', person: 'Root' });

describe('a page that asks for several things at once', () => {
  it('keeps every setting', async () => {
    const { call } = await aHost();
    const keys = Array.from({ length: 20 }, (_, index) => `pane.${index}`);
    const codes = await Promise.all(keys.map((key) => call('settings.set', { key, value: 1 }).then(codeOf)));
    expect(new Set(codes)).toEqual(new Set(['ok']));
    const kept = await call('settings.get', {});
    expect(kept).toEqual({ ok: true, value: Object.fromEntries(keys.map((key) => [key, 1])) });
  });

  it('does not fill the disk with settings', async () => {
    const { call } = await aHost();
    const large = await call('settings.set', { key: 'a', value: 'x'.repeat(300_000) });
    expect(codeOf(large)).toBe('settings.too_large');
    expect(codeOf(await call('settings.set', { key: '__proto__', value: { a: 1 } }))).toBe('ok');
    expect(await call('settings.get', {})).toMatchObject({ ok: true });
  });

  it('opens one workspace after the other, and leaves none open behind it', async () => {
    const { call } = await aHost();
    await call('workspace.create', named('A'));
    await call('workspace.create', named('B'));
    const recent = await call('workspace.recent', {});
    if (!recent.ok) throw new Error('no list');
    const [b, a] = recent.value as { id: string }[];
    if (!a || !b) throw new Error('not two');
    const opens = [a, b, a, b, a, b].map(({ id }) => call('workspace.open', { recent: id }).then(codeOf));
    expect(await Promise.all(opens)).toEqual(opens.map(() => 'ok'));
    expect(codeOf(await call('workspace.open', { recent: a.id }))).toBe('ok');
  });

  it('is answered in words while the workspace closes', async () => {
    const { call } = await aHost();
    await call('workspace.create', named('A'));
    const codes = await Promise.all([
      call('workspace.close', {}).then(codeOf),
      ...Array.from({ length: 20 }, () =>
        call('people.add', {
          command: crypto.randomUUID(),
          name: 'Ann',
          roles: ['assessor'],
          units: 'all',
        }).then(codeOf),
      ),
    ]);
    expect(codes).not.toContain('bug.unexpected');
    expect(codes[0]).toBe('ok');
  });
});
