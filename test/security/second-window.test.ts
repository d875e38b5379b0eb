import { resolve } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LaunchedAssay, launchAssay } from '../e2e/launch.ts';

const fakeHost = resolve(import.meta.dirname, 'fake-host.mjs');

describe('the window that shows evidence alone', () => {
  let assay: LaunchedAssay;
  let evidence: Page;

  beforeAll(async () => {
    assay = await launchAssay({ env: { ASSAY_HOST_ENTRY: fakeHost } });
    const opened = assay.app.waitForEvent('window');
    await assay.window.evaluate(() => Reflect.get(window, 'assay').openEvidenceWindow());
    evidence = await opened;
    await evidence.waitForLoadState('domcontentloaded');
  });
  afterAll(() => assay?.close());

  it('is as hard as the main window: sandboxed, isolated, without Node, with one bridge', async () => {
    expect(evidence.url()).toBe('app://assay/#/evidence');
    const preferences = await assay.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((one) =>
        // Electron tells these to its own code only; there is no other way to read what a window really has.
        (
          one.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
        ).getLastWebPreferences(),
      ),
    );
    expect(preferences).toHaveLength(2);
    for (const one of preferences) {
      expect(one).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        webviewTag: false,
      });
    }
    const leaks = await evidence.evaluate(() =>
      ['require', 'process', 'module', 'ipcRenderer', 'electron'].filter((name) => name in window),
    );
    expect(leaks).toEqual([]);
  });

  it('is listened to, and answered by the core through a port of its own', async () => {
    const ask = (page: Page) => page.evaluate(() => Reflect.get(window, 'assay').call['workspace.info']({}));
    const [there, here] = [await ask(evidence), await ask(assay.window)];
    expect(there).toMatchObject({ ok: true });
    expect(there).toEqual(here);
  });

  it('cannot be taken elsewhere, and opens no third', async () => {
    const outcome = await evidence.evaluate(async () => {
      const opened = window.open('app://assay/') !== null;
      try {
        location.assign('data:text/html,taken');
      } catch {}
      Reflect.get(window, 'assay').openEvidenceWindow();
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 200)));
      return opened;
    });
    expect(outcome).toBe(false);
    expect(evidence.url()).toBe('app://assay/#/evidence');
    expect(await assay.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(2);
  });

  it('lends its trust to nobody: another window at the application’s own address is refused', async () => {
    const refusal = await assay.app.evaluate(async ({ BrowserWindow, app }) => {
      const other = new BrowserWindow({
        show: false,
        webPreferences: { preload: `${app.getAppPath()}/out/preload/preload.cjs`, sandbox: true },
      });
      await other.loadURL('app://assay/#/evidence');
      const ask = (code: string) =>
        other.webContents.executeJavaScript(code).then(String, (error: Error) => error.message);
      const chosen = await ask("window.assay.chooseFiles('bundles')");
      await ask('void (window.assay.closeEvidenceWindow(), window.assay.restartHost())');
      const called = await ask(
        "Promise.race([window.assay.call['workspace.info']({}).then(() => 'answered'), new Promise((done) => setTimeout(() => done('silence'), 500))])",
      );
      other.destroy();
      return { chosen, called, windows: BrowserWindow.getAllWindows().length };
    });
    expect(refusal.chosen).toContain('refused');
    expect(refusal.called).toBe('silence');
    // Its word that the evidence window is to be closed was not heard either.
    expect(refusal.windows).toBe(2);
  });

  it('is not trusted any more once it is closed', async () => {
    await evidence.close();
    expect(await assay.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    const state = await assay.window.evaluate(
      () =>
        new Promise((done) =>
          Reflect.get(window, 'assay').onEvidenceWindow((isOpen: boolean) => !isOpen && done(isOpen)),
        ),
    );
    expect(state).toBe(false);
  });
});
