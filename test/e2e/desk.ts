import type { Locator } from 'playwright';
import type { LaunchedAssay } from './launch.ts';

/** What a person does at the window, in their words: by roles and names, waiting for what they would see. */
export interface Desk {
  readonly assay: LaunchedAssay;
  /** Waits for the welcome screen: only then does the window take files. */
  isWelcomed(): Promise<void>;
  /** Builds the demo from the welcome screen and waits for its queue. */
  openDemo(): Promise<void>;
  startWorkspace(about: {
    person: string;
    provider: string;
    name: string;
    passphrase: string;
  }): Promise<void>;
  /** Goes to a room by the rail. */
  room(name: 'Queue' | 'Moderate' | 'Results' | 'Units' | 'People' | 'Log' | 'To resolve'): Promise<void>;
  actAs(name: string): Promise<void>;
  /** Opens a submission from the queue with the button beside its row. */
  openSubmission(learner: string): Promise<void>;
  openEvidence(title: string | RegExp): Promise<void>;
  theme(name: 'Light' | 'Dark'): Promise<void>;
  /** The next dialog of the system that asks for files or a folder is answered with these paths. */
  willChoose(...paths: readonly string[]): Promise<void>;
  willSaveAs(path: string): Promise<void>;
  /** Drops files of this machine on the window, as from a file manager. */
  drop(...paths: readonly string[]): Promise<void>;
  row(learner: string): Locator;
  dialog(name?: string | RegExp): Locator;
}

const DEMO_MS = 90_000;

/** Hands on a window that is open. */
export function deskAt(assay: LaunchedAssay): Desk {
  const { window, app } = assay;
  const row = (learner: string) => window.getByRole('row').filter({ hasText: learner });
  const dialog = (name?: string | RegExp) =>
    name === undefined ? window.getByRole('dialog') : window.getByRole('dialog', { name });
  const me = () => window.getByRole('button', { name: /Act as someone else/ });

  return {
    assay,
    row,
    dialog,
    isWelcomed: () => window.getByRole('button', { name: /Look around the demo/ }).waitFor(),
    async openDemo() {
      await window.getByRole('button', { name: /Look around the demo/ }).click();
      await window.getByRole('grid', { name: 'Queue' }).waitFor({ timeout: DEMO_MS });
      await window.getByText('15 submissions').waitFor();
    },
    async startWorkspace(about) {
      await window.getByRole('button', { name: /Start a workspace/ }).click();
      const form = dialog('Start a workspace');
      await form.getByLabel('Your name').fill(about.person);
      await form.getByLabel('Training provider').fill(about.provider);
      await form.getByLabel('Workspace name').fill(about.name);
      await form.getByLabel('Passphrase').fill(about.passphrase);
      await form.getByRole('button', { name: 'Start', exact: true }).click();
      await window.getByRole('heading', { name: 'Queue' }).waitFor();
    },
    async room(name) {
      await window.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name }).click();
      await window.getByRole('heading', { level: 1, name }).waitFor();
    },
    async actAs(name) {
      if ((await me().getAttribute('aria-label'))?.startsWith(name)) return;
      await me().click();
      await window.getByRole('menu', { name: 'Act as' }).getByRole('menuitem', { name }).click();
      await window.getByRole('button', { name: new RegExp(`^${name}.*Act as someone else`) }).waitFor();
    },
    async openSubmission(learner) {
      const summary = window.getByRole('region', { name: `About ${learner}’s submission` });
      // Where the list is about to change, the row may have gone from under the hand: one presses it again, as people do.
      for (let pressed = 0; pressed < 4 && !(await summary.isVisible()); pressed++) {
        await row(learner).click();
        await summary.waitFor({ timeout: 5000 }).catch(() => undefined);
      }
      await summary.getByRole('button', { name: /^(Start marking|Continue marking|Open)$/ }).click();
      await window.getByRole('region', { name: 'Rubric' }).waitFor();
    },
    async openEvidence(title) {
      const entry = window.getByRole('navigation', { name: 'Evidence' }).getByRole('button', { name: title });
      await entry.first().click();
    },
    async theme(name) {
      await window.getByRole('button', { name: 'Theme and keys' }).click();
      await window.getByRole('menuitem', { name }).click();
      await window.getByRole('menu').waitFor({ state: 'detached' });
    },
    async willChoose(...paths) {
      await app.evaluate(({ dialog: system }, filePaths) => {
        system.showOpenDialog = async () => ({ canceled: false, filePaths: [...filePaths] });
      }, paths);
    },
    async willSaveAs(path) {
      await app.evaluate(({ dialog: system }, filePath) => {
        system.showSaveDialog = async () => ({ canceled: false, filePath });
      }, path);
    },
    async drop(...paths) {
      const devtools = await window.context().newCDPSession(window);
      const { width, height } = await window.evaluate(() => ({ width: innerWidth, height: innerHeight }));
      const at = { x: Math.round(width / 2), y: Math.round(height / 2) };
      const data = { items: [], files: [...paths], dragOperationsMask: 1 };
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
        await devtools.send('Input.dispatchDragEvent', { type, ...at, data });
      }
      await devtools.detach();
    },
  };
}
