import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LaunchedAssay, launchAssay } from '../e2e/launch.ts';

interface Answer {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: { readonly code: string };
}

describe('the host behind the window', () => {
  let scratch: string;
  let assay: LaunchedAssay;

  const launch = (args: readonly string[] = []) =>
    launchAssay({
      args,
      env: {
        ASSAY_HOST_ENTRY: resolve(import.meta.dirname, 'fake-host.mjs'),
        ASSAY_FAKE_VAULT: scratch,
        ASSAY_FAKE_CLOSED: join(scratch, 'closed'),
      },
    });

  const call = (method: string): Promise<Answer> =>
    assay.window.evaluate((name) => Reflect.get(window, 'assay').call[name]({}), method);

  beforeEach(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'assay-host-'));
  });

  afterEach(async () => {
    await assay?.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  it('answers calls through the bridge, with progress on the way', async () => {
    assay = await launch();
    const outcome = await assay.window.evaluate(async () => {
      const seen: unknown[] = [];
      const answer = await Reflect.get(window, 'assay').call['workspace.info']({}, (progress: unknown) =>
        seen.push(progress),
      );
      return { answer, seen };
    });
    expect(outcome.answer.ok).toBe(true);
    expect(outcome.seen).toEqual([{ phase: 'asked', done: 1, total: 2 }]);
  });

  it('cancels the call that bears the id', async () => {
    assay = await launch();
    const answer = await assay.window.evaluate(async () => {
      const bridge = Reflect.get(window, 'assay');
      const answered = bridge.call['workspace.demo']({}, () => bridge.cancel('demo'), 'demo');
      return answered;
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'call.cancelled' } });
  });

  it('fails open calls with a code when it dies, starts again, and answers what comes after', async () => {
    assay = await launch();
    const before = await call('workspace.info');
    const outcome = await assay.window.evaluate(async () => {
      const bridge = Reflect.get(window, 'assay');
      const states: string[] = [];
      // The answer of a new host may overtake the word that it is ready: they come over two channels.
      const isBack = new Promise<void>((done) =>
        bridge.onHostState((state: string) => {
          states.push(state);
          if (state === 'ready' && states.includes('restarting')) done();
        }),
      );
      const open = bridge.call['workspace.demo']({});
      const fatal = bridge.call['workspace.close']({});
      const answers = await Promise.all([open, fatal]);
      const after = await bridge.call['workspace.info']({});
      await isBack;
      return { answers, after, states };
    });
    const codes = outcome.answers.map((answer: Answer) => answer.error?.code);
    expect(codes).toEqual(['host.restarted', 'host.restarted']);
    expect(outcome.after.ok).toBe(true);
    expect(outcome.after.value).not.toEqual(before.value);
    expect(outcome.states).toEqual(['ready', 'restarting', 'ready']);
  });

  it('gives up on a host that keeps dying, and says so', async () => {
    assay = await launch();
    const last = await assay.window.evaluate(async () => {
      const bridge = Reflect.get(window, 'assay');
      const failed = new Promise((done) =>
        bridge.onHostState((state: string) => {
          if (state === 'failed') done(state);
        }),
      );
      for (let crash = 0; crash < 4; crash += 1) await bridge.call['workspace.close']({});
      await failed;
      return bridge.call['workspace.info']({});
    });
    expect(last).toMatchObject({ ok: false, error: { code: 'host.failed' } });
  });

  it('is told the keychain is missing rather than given a fixed password', async () => {
    assay = await launch();
    const backend = await assay.app.evaluate(({ safeStorage }) =>
      process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : 'system',
    );
    // What was sealed comes back; where only the fixed password is there, the host was told it cannot seal.
    const sealed = await call('workspace.sealing');
    expect(sealed.ok).toBe(true);
    expect([[1, 2, 3], 'sealing_failed']).toContainEqual(sealed.value);
    expect(backend).not.toBe('');
  });

  it('learns of files given on the command line, and the page gets tokens for them, no paths', async () => {
    const bundle = join(scratch, 'portfolio.zip');
    writeFileSync(bundle, 'zip');
    assay = await launch([bundle]);
    const files = await assay.window.evaluate(
      () => new Promise((done) => Reflect.get(window, 'assay').onOpenFiles(done)),
    );
    expect(files).toEqual([
      { token: expect.stringMatching(/^ft_[\w-]{32}$/), name: 'portfolio.zip', isFolder: false },
    ]);
    const granted = await call('workspace.recent');
    expect(granted.value).toEqual([{ token: (files as { token: string }[])[0]?.token, path: bundle }]);
  });

  it('grants files a person drops, and nothing a script makes up', async () => {
    const bundle = join(scratch, 'dropped.zip');
    writeFileSync(bundle, 'zip');
    assay = await launch();
    await assay.window.evaluate(() => {
      const input = document.createElement('input');
      input.type = 'file';
      input.id = 'real-file';
      document.body.append(input);
    });
    await assay.window.setInputFiles('#real-file', bundle);
    const taken = await assay.window.evaluate(async () => {
      const input = document.querySelector<HTMLInputElement>('#real-file');
      const bridge = Reflect.get(window, 'assay');
      return {
        real: await bridge.takeDropped([...(input?.files ?? [])]),
        madeUp: await bridge.takeDropped([new File(['x'], '/etc/passwd')]),
      };
    });
    expect(taken.real).toMatchObject([{ name: 'dropped.zip', isFolder: false }]);
    expect(taken.madeUp).toBeNull();
    const granted = await call('workspace.recent');
    expect(granted.value).toMatchObject([{ path: bundle }]);
  });

  it('gives the page a token for a chosen folder, and null when the person cancels', async () => {
    assay = await launch();
    await assay.app.evaluate(({ dialog }, folder) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] });
    }, scratch);
    const chosen = await assay.window.evaluate(() => Reflect.get(window, 'assay').chooseFolder('export'));
    expect(chosen).toMatchObject({ isFolder: true });
    await assay.app.evaluate(({ dialog }) => {
      dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] });
    });
    expect(await assay.window.evaluate(() => Reflect.get(window, 'assay').chooseFiles('verify'))).toBeNull();
  });

  it('is asked to close, and waited for, when the application quits', async () => {
    assay = await launch();
    await call('workspace.info');
    await assay.close();
    expect(existsSync(join(scratch, 'closed'))).toBe(true);
  });
});
