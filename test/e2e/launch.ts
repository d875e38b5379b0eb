import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';

/** The built application: this checkout, or another one that `ASSAY_APP` names. */
const applicationDir = process.env.ASSAY_APP ?? resolve(import.meta.dirname, '../..');

export interface LaunchOptions {
  /** The folder the application keeps its own things in; a fresh one, removed on `close`, where none is given. */
  readonly userData?: string;
  /** Arguments as a person would give them: files to open. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface LaunchedAssay {
  readonly app: ElectronApplication;
  readonly window: Page;
  readonly userData: string;
  /** Everything the page and the processes printed so far. */
  readonly log: readonly string[];
  close(): Promise<void>;
  /** Ends it without a word of warning, as a crash or a power cut would. Leaves the folder. */
  kill(): Promise<void>;
}

/** Opens the built application in a real window. The Electron is the one `test/electron-setup.ts` found. */
export async function launchAssay({
  userData,
  args = [],
  env = {},
}: LaunchOptions = {}): Promise<LaunchedAssay> {
  const executablePath = process.env.ASSAY_ELECTRON;
  if (!executablePath) throw new Error('no Electron: run this through vitest, whose set-up finds one');
  const folder = userData ?? mkdtempSync(join(tmpdir(), 'assay-user-'));
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const app = await _electron.launch({
    executablePath,
    args: [...(isRoot ? ['--no-sandbox'] : []), `--user-data-dir=${folder}`, applicationDir, ...args],
    env: { ...definedEnvironment(), ...env },
    timeout: 60_000,
  });
  const log: string[] = [];
  const child = app.process();
  child.stdout?.on('data', (chunk) => log.push(String(chunk)));
  child.stderr?.on('data', (chunk) => log.push(String(chunk)));
  const window = await app.firstWindow({ timeout: 60_000 });
  window.on('console', (message) => log.push(`[page] ${message.text()}\n`));
  await window.waitForLoadState('domcontentloaded');
  return {
    app,
    window,
    userData: folder,
    log,
    close: async () => {
      await app.close();
      if (userData === undefined) rmSync(folder, { recursive: true, force: true });
    },
    kill: async () => {
      const ended = app.waitForEvent('close');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function definedEnvironment(): Record<string, string> {
  const pairs = Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return Object.fromEntries(pairs);
}
